/** An advert's text, plain, with every finding marked in it; hover, focus or tap shows why. */
import { HoverCard, Stack, Text } from '@mantine/core';
import type { Finding } from '../../../domain/assessment.ts';
import { familyWords } from '../../../domain/words.ts';
import { markFindings, markOf, type Segment } from './mark-findings.ts';

interface MarkedTextProps {
  text: string;
  findings: readonly Finding[];
  /** `text`, `title`, `employer` … */
  field: string;
  active: number | null;
  onActivate: (finding: number | null) => void;
}

export const MarkedText = ({ text, findings, field, active, onActivate }: MarkedTextProps) => (
  <>
    {markFindings(text, findings, field).map((segment) =>
      segment.findings.length === 0 ? (
        <span key={segment.start}>{segment.text}</span>
      ) : (
        <MarkedSegment
          key={segment.start}
          segment={segment}
          findings={findings}
          isActive={active !== null && segment.findings.includes(active)}
          onActivate={onActivate}
        />
      ),
    )}
  </>
);

interface SegmentProps {
  segment: Segment;
  findings: readonly Finding[];
  isActive: boolean;
  onActivate: (finding: number | null) => void;
}

const MarkedSegment = ({ segment, findings, isActive, onActivate }: SegmentProps) => {
  const covering = segment.findings.flatMap((index) => findings[index] ?? []);
  const [first] = covering;
  if (!first) return <span>{segment.text}</span>;
  const reasons = covering.map((finding) => finding.why).join(' ');
  return (
    <HoverCard width={320} shadow="md" withinPortal openDelay={80} closeDelay={60}>
      <HoverCard.Target>
        <mark
          tabIndex={0}
          data-mark={markOf(first.family)}
          data-several={covering.length > 1 || undefined}
          data-active={isActive || undefined}
          data-findings={` ${segment.findings.join(' ')} `}
          aria-description={reasons}
          onFocus={() => onActivate(segment.findings[0] ?? null)}
          onBlur={() => onActivate(null)}
        >
          {segment.text}
        </mark>
      </HoverCard.Target>
      <HoverCard.Dropdown>
        <Reasons findings={covering} />
      </HoverCard.Dropdown>
    </HoverCard>
  );
};

/** Why each of these was found. */
export const Reasons = ({ findings }: { findings: readonly Finding[] }) => (
  <Stack gap={8} dir="ltr" style={{ whiteSpace: 'normal' }}>
    {findings.map((finding) => (
      <div key={`${finding.rule} ${finding.start}`}>
        <Text size="xs" fw={600} className="soft">
          {familyWords[finding.family]}
          {finding.gloss && ` · ${finding.gloss}`}
        </Text>
        <Text size="sm" className="any">
          {finding.why}
        </Text>
        {!finding.isReviewed && <NotReviewed />}
      </div>
    ))}
  </Stack>
);

export const NotReviewed = () => (
  <Text component="span" size="xs" className="soft" fs="italic">
    not reviewed by a native speaker
  </Text>
);
