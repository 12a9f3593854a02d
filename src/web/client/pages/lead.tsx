/** One lead: the advert with its findings, the evidence, the decision. */
import { Group, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import type { LeadView } from '../../../domain/lead-view.ts';
import { victimNotice } from '../../../domain/words.ts';
import { get } from '../api.ts';
import { FindingList } from '../parts/finding-list.tsx';
import {
  CaptureFacts,
  ContactList,
  FieldFacts,
  History,
  Section,
  Siblings,
} from '../parts/lead-evidence.tsx';
import { LeadImages, SamePictures } from '../parts/lead-images.tsx';
import { MarkedText } from '../parts/marked-text.tsx';
import { Problem, Waiting } from '../parts/notices.tsx';
import { neighbourOf, queueSearchBefore } from '../parts/queue-memory.ts';
import { ReviewBar } from '../parts/review-bar.tsx';
import { DemonstrationTag, GoneTag, TierTag, UrgentTag } from '../parts/tags.tsx';
import { useKeys } from '../parts/use-keys.ts';
import { leadKey } from '../parts/use-review.ts';
import { countOf, languageName, siteName } from '../parts/words-on-screen.ts';

export const LeadPage = () => {
  const { leadId } = useParams({ from: '/leads/$leadId' });
  const lead = useQuery({
    queryKey: leadKey(leadId),
    queryFn: () => get<LeadView>(`/api/leads/${leadId}`),
    staleTime: 60_000,
  });
  useLeadKeys(leadId);
  return (
    <Stack gap="sm">
      <Link to="/" search={queueSearchBefore()}>
        ← Lead queue
      </Link>
      {lead.isPending && <Waiting />}
      {lead.isError && <Problem error={lead.error} onRetry={() => void lead.refetch()} />}
      {lead.data && <LeadBody key={lead.data.id} lead={lead.data} />}
    </Stack>
  );
};

const useLeadKeys = (leadId: string): void => {
  const navigate = useNavigate();
  const go = (step: 1 | -1) => (): void => {
    const to = neighbourOf(leadId, step);
    if (to) void navigate({ to: '/leads/$leadId', params: { leadId: to } });
  };
  useKeys({
    j: go(1),
    k: go(-1),
    ArrowLeft: () => void navigate({ to: '/', search: queueSearchBefore() }),
  });
};

const LeadBody = ({ lead }: { lead: LeadView }) => {
  const { assessment } = lead;
  return (
    <>
      <div>
        <Group gap={8} mb={4}>
          <TierTag tier={assessment.tier} />
          {assessment.urgent && <UrgentTag />}
          {lead.isDemonstration && <DemonstrationTag />}
          {lead.gone && <GoneTag at={lead.gone.at} />}
          <Text size="sm" className="soft">
            {languageName(assessment.languages[0]?.code ?? 'und')} ·{' '}
            <span className="any">{siteName(lead.site)}</span>
          </Text>
        </Group>
        <Text className="any">{assessment.gist}</Text>
      </div>
      <ReviewBar lead={lead} />
      <div className="lead-columns">
        <Advert lead={lead} />
        <Stack gap="md">
          <Section title="Contact details">
            <ContactList contacts={lead.contacts} />
          </Section>
          <Section title="As stated">
            <FieldFacts lead={lead} />
          </Section>
          {lead.siblings.length > 0 && (
            <Section title={`Other adverts of the group (${lead.siblings.length})`}>
              <Siblings siblings={lead.siblings} />
            </Section>
          )}
          {lead.samePictures.length > 0 && (
            <Section title={`Other leads with this picture (${lead.samePictures.length})`}>
              <SamePictures leads={lead.samePictures} />
            </Section>
          )}
          <Section title="History">
            <History lead={lead} />
          </Section>
          <Section title={`Evidence: ${countOf(lead.captures.length, 'capture')}`}>
            <Stack gap="lg">
              {lead.captures.map((capture) => (
                <CaptureFacts key={capture.id} capture={capture} />
              ))}
            </Stack>
          </Section>
        </Stack>
      </div>
    </>
  );
};

const Advert = ({ lead }: { lead: LeadView }) => {
  const [active, setActive] = useState<number | null>(null);
  const { findings } = lead.assessment;
  const shared = { findings, active, onActivate: setActive };
  return (
    <Stack gap="md" miw={0}>
      <section className="paper">
        <Title order={1} size="h3" className="any advert-title" dir="auto" mb="sm">
          <MarkedText {...shared} text={lead.fields.title || '(no title)'} field="title" />
        </Title>
        <div className="advert" dir="auto">
          <MarkedText {...shared} text={lead.fields.text} field="text" />
        </div>
      </section>
      <LeadImages {...shared} lead={lead} />
      <Text size="sm" className="paper soft">
        {victimNotice}
      </Text>
      <Section title="Why it is here">
        <FindingList findings={findings} active={active} onActivate={setActive} />
      </Section>
    </Stack>
  );
};
