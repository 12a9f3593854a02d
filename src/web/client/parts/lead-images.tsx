/** The pictures of a lead: veiled until somebody asks, with the findings drawn where they stand, and the text read. */
import { HoverCard, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { Finding } from '../../../domain/assessment.ts';
import type { ImageView, LeadView } from '../../../domain/lead-view.ts';
import { get } from '../api.ts';
import { type ImageBox, imageBoxes } from './image-boxes.ts';
import { Section } from './lead-evidence.tsx';
import { markOf } from './mark-findings.ts';
import { MarkedText, Reasons } from './marked-text.tsx';
import { Since, TierTag } from './tags.tsx';
import { countOf, languageName, siteName } from './words-on-screen.ts';

interface Marking {
  findings: readonly Finding[];
  active: number | null;
  onActivate: (finding: number | null) => void;
}

export const LeadImages = ({ lead, ...marking }: { lead: LeadView } & Marking) => {
  if ((lead.fields.images?.length ?? 0) === 0) return null;
  return (
    <Section title={lead.images.length > 1 ? 'Pictures' : 'Picture'}>
      <Stack gap="lg">
        {lead.images.map((image) => (
          <LeadImage key={image.number} image={image} {...marking} />
        ))}
        {lead.images.length === 0 && (
          <Text className="soft">
            The advert names {countOf(lead.fields.images?.length ?? 0, 'picture')}; none was fetched.
          </Text>
        )}
        <NotReadNotice />
      </Stack>
    </Section>
  );
};

export const useImageLanguages = () =>
  useQuery({
    queryKey: ['image-languages'],
    queryFn: () => get<{ installed: string[] }>('/api/image-languages'),
    staleTime: 60_000,
  });

/** Nothing while the text on pictures is read. */
export const NotReadNotice = () => {
  const languages = useImageLanguages();
  if (languages.data?.installed.length !== 0) return null;
  return (
    <Text size="sm" className="soft">
      Text on pictures is not read, and pictures are not fetched: no language for it is installed. An admin
      switches it on with <code>lurewatch ocr install en zh-Hans</code>, or other languages of the adverts.
    </Text>
  );
};

const LeadImage = ({ image, ...marking }: { image: ImageView } & Marking) => (
  <div>
    {image.isShown && image.captureId && <Picture image={image} {...marking} />}
    {image.text && (
      <>
        <Text component="h3" size="sm" fw={600} mt={8}>
          Text read on the picture
        </Text>
        <Text size="sm" className="soft">
          by a program, which may misread
        </Text>
        <div className="advert image-text" dir="auto">
          <MarkedText {...marking} text={image.text} field={`image:${image.number}`} />
        </div>
      </>
    )}
    {!image.text && (
      <Text className="soft">
        {image.note
          ? `Not read: ${image.note}.`
          : image.blobHash
            ? 'It is still to be read.'
            : 'It is still to be fetched.'}
      </Text>
    )}
    <Text size="sm" className="soft any">
      {image.url}
    </Text>
  </div>
);

const Picture = ({ image, findings, active, onActivate }: { image: ImageView } & Marking) => {
  const [isVeiled, setIsVeiled] = useState(true);
  const ratio = image.width && image.height ? `${image.width} / ${image.height}` : undefined;
  return (
    <div className="picture" style={ratio ? { aspectRatio: ratio, maxWidth: image.width ?? undefined } : {}}>
      <img
        src={`/api/captures/${image.captureId}/image`}
        alt={image.alt ? `The page says: ${image.alt}` : 'Picture of the advert'}
        data-veiled={isVeiled || undefined}
        aria-hidden={isVeiled}
        loading="lazy"
      />
      {isVeiled ? (
        <button type="button" className="veil" onClick={() => setIsVeiled(false)}>
          <span>Show the picture. It may show a person, who may be a victim.</span>
        </button>
      ) : (
        imageBoxes(image, findings).map((box) => (
          <Box
            key={`${box.left} ${box.top}`}
            box={box}
            findings={findings}
            isActive={active !== null && box.findings.includes(active)}
            onActivate={onActivate}
          />
        ))
      )}
    </div>
  );
};

const percent = (part: number): string => `${part * 100}%`;

const Box = (input: {
  box: ImageBox;
  findings: readonly Finding[];
  isActive: boolean;
  onActivate: (finding: number | null) => void;
}) => {
  const { box, isActive, onActivate } = input;
  const covering = box.findings.flatMap((index) => input.findings[index] ?? []);
  const [first] = covering;
  if (!first) return null;
  const activate = (): void => onActivate(box.findings[0] ?? null);
  return (
    <HoverCard width={300} shadow="md" withinPortal openDelay={80} closeDelay={60}>
      <HoverCard.Target>
        <button
          type="button"
          className="image-box"
          data-mark={markOf(first.family)}
          data-active={isActive || undefined}
          style={{
            left: percent(box.left),
            top: percent(box.top),
            width: percent(box.width),
            height: percent(box.height),
          }}
          aria-label={covering.map((finding) => finding.why).join(' ')}
          onFocus={activate}
          onBlur={() => onActivate(null)}
          onMouseEnter={activate}
          onMouseLeave={() => onActivate(null)}
        />
      </HoverCard.Target>
      <HoverCard.Dropdown>
        <Reasons findings={covering} />
      </HoverCard.Dropdown>
    </HoverCard>
  );
};

export const SamePictures = ({ leads }: { leads: LeadView['samePictures'] }) => (
  <Stack gap={8}>
    {leads.map((other) => (
      <div key={other.leadId}>
        <Link to="/leads/$leadId" params={{ leadId: other.leadId }} className="any" dir="auto">
          {other.title || '(no title)'}
        </Link>
        <div className="lead-facts">
          <TierTag tier={other.tier} />
          <span>{languageName(other.language)}</span>
          <span className="any">{siteName(other.site)}</span>
          <span>{other.isExact ? 'the same picture' : 'nearly the same picture'}</span>
          <Since time={other.createdAt} />
        </div>
      </div>
    ))}
  </Stack>
);
