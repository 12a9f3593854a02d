/** Check this: a pasted advert or an address, judged at once, kept only when asked to. */
import { Alert, Button, Group, Stack, Text, Textarea, TextInput, Title } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { CheckedAdvertView } from '../../../domain/check-view.ts';
import { kindWords } from '../../../domain/words.ts';
import { ask } from '../api.ts';
import { FindingList } from '../parts/finding-list.tsx';
import { Section } from '../parts/lead-evidence.tsx';
import { MarkedText } from '../parts/marked-text.tsx';
import { Problem } from '../parts/notices.tsx';
import { TierTag, UrgentTag } from '../parts/tags.tsx';
import { languageName } from '../parts/words-on-screen.ts';

/** A single line that is an address is fetched; anything else is the advert itself. */
const inputOf = (pasted: string): { url: string } | { text: string } => {
  const line = pasted.trim();
  return /^https?:\/\/\S+$/i.test(line) ? { url: line } : { text: line };
};

export const CheckPage = () => {
  const queries = useQueryClient();
  const [pasted, setPasted] = useState('');
  const [postedIn, setPostedIn] = useState('');
  const check = useMutation({
    mutationFn: ({ isKept }: { isKept: boolean }) =>
      ask<CheckedAdvertView[]>('POST', '/api/check', {
        ...inputOf(pasted),
        ...(postedIn.trim() && { postedIn: postedIn.trim() }),
        isKept,
      }),
    onSuccess: (_answer, { isKept }) => isKept && queries.invalidateQueries({ queryKey: ['queue'] }),
  });
  const isKept = check.data?.some((one) => one.isKept) ?? false;
  const run = (): void => {
    if (pasted.trim()) check.mutate({ isKept: false });
  };
  return (
    <Stack gap="md" maw={1100}>
      <Title order={1} size="h3">
        Check this
      </Title>
      <form
        className="paper"
        onSubmit={(event) => {
          event.preventDefault();
          run();
        }}
      >
        <Stack gap="sm">
          <Textarea
            label="Text of an advert, or its address"
            description="Nothing is stored unless you keep it. Leave out who gave it to you."
            placeholder="Paste here"
            value={pasted}
            onChange={(event) => {
              setPasted(event.currentTarget.value);
              check.reset();
            }}
            onKeyDown={(event) => event.key === 'Enter' && (event.ctrlKey || event.metaKey) && run()}
            dir="auto"
            autosize
            minRows={6}
            maxRows={18}
            maxLength={100_000}
            autoFocus
          />
          <Group align="flex-end" gap="sm">
            <TextInput
              label="Posted for people in (may stay empty)"
              placeholder="Manila"
              value={postedIn}
              onChange={(event) => setPostedIn(event.currentTarget.value)}
              maxLength={120}
            />
            <Button type="submit" loading={check.isPending} disabled={!pasted.trim()}>
              Check
            </Button>
            <Text size="sm" className="soft" visibleFrom="sm">
              <kbd>Ctrl</kbd> <kbd>Enter</kbd>
            </Text>
          </Group>
        </Stack>
      </form>
      {check.isError && <Problem error={check.error} />}
      {check.data && !isKept && (
        <Group>
          <Button variant="default" onClick={() => check.mutate({ isKept: true })} loading={check.isPending}>
            Keep it as supplied by a person
          </Button>
        </Group>
      )}
      {check.data?.map((checked, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: one page may hold several adverts of one address, in a fixed order
        <Checked key={`${checked.posting.url} ${index}`} checked={checked} />
      ))}
    </Stack>
  );
};

const Checked = ({ checked }: { checked: CheckedAdvertView }) => {
  const [active, setActive] = useState<number | null>(null);
  const { assessment, posting } = checked;
  const shared = { findings: assessment.findings, active, onActivate: setActive };
  return (
    <Stack gap="sm" aria-live="polite">
      <div>
        <Group gap={8} mb={4}>
          <TierTag tier={assessment.tier} />
          {assessment.urgent && <UrgentTag />}
          <span className="tag">{kindWords[assessment.kind]}</span>
          <Text size="sm" className="soft">
            {languageName(assessment.languages[0]?.code ?? 'und')}
          </Text>
        </Group>
        <Text className="any">{assessment.gist}</Text>
      </div>
      {checked.isKept && <Kept checked={checked} />}
      <div className="lead-columns">
        <section className="paper">
          {posting.title && (
            <Title order={2} size="h4" className="any advert-title" dir="auto" mb="sm">
              <MarkedText {...shared} text={posting.title} field="title" />
            </Title>
          )}
          <div className="advert" dir="auto">
            <MarkedText {...shared} text={posting.text} field="text" />
          </div>
        </section>
        <Section title="What was found">
          <FindingList findings={assessment.findings} active={active} onActivate={setActive} />
        </Section>
      </div>
    </Stack>
  );
};

const Kept = ({ checked }: { checked: CheckedAdvertView }) => (
  <Alert color="teal" title="Kept as a capture supplied by a person">
    {checked.leadId ? (
      <Link to="/leads/$leadId" params={{ leadId: checked.leadId }}>
        Open it as a lead
      </Link>
    ) : (
      'It is no lead: only offers with enough signs become one.'
    )}
  </Alert>
);
