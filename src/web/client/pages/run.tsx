/** One run: as it happens, and its report when it is over. */
import { Group, List, Progress, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import type { RunView } from '../../../domain/run-view.ts';
import { get } from '../api.ts';
import { Section } from '../parts/lead-evidence.tsx';
import { Problem, Waiting } from '../parts/notices.tsx';
import { RunActions } from '../parts/run-actions.tsx';
import { RunPages, RunSamples } from '../parts/run-lists.tsx';
import { RunPlot } from '../parts/run-plot.tsx';
import { doneShare, runStateText, runTriggerWords, stateCounts } from '../parts/run-words.ts';
import { DemonstrationTag, Since } from '../parts/tags.tsx';
import { countOf, sizeText } from '../parts/words-on-screen.ts';

const refreshMs = 1500;

export const runKey = (runId: string) => ['run', runId] as const;

export const RunPage = () => {
  const { runId } = useParams({ from: '/runs/$runId' });
  const run = useQuery({
    queryKey: runKey(runId),
    queryFn: () => get<RunView>(`/api/runs/${runId}`),
    refetchInterval: (query) => (query.state.data?.state === 'running' ? refreshMs : false),
  });
  return (
    <Stack gap="md" maw={1000}>
      <Link to="/jobs">← Jobs</Link>
      {run.isPending && <Waiting />}
      {run.isError && <Problem error={run.error} onRetry={() => void run.refetch()} />}
      {run.data && <RunBody run={run.data} />}
    </Stack>
  );
};

const RunBody = ({ run }: { run: RunView }) => (
  <>
    <Group justify="space-between" align="flex-start">
      <div style={{ minWidth: 0 }}>
        <Group gap={8}>
          <Title order={1} size="h3" className="any">
            {run.targetName}
          </Title>
          {run.isDemonstration && <DemonstrationTag />}
        </Group>
        <Text size="sm" className="soft">
          <b aria-live="polite">{runStateText(run)}</b> · {runTriggerWords[run.trigger]} · began{' '}
          <Since time={run.startedAt} />
          {run.finishedAt && (
            <>
              {' '}
              · ended <Since time={run.finishedAt} />
            </>
          )}
        </Text>
      </div>
      <RunActions run={run} />
    </Group>
    <Waits run={run} />
    <Figures run={run} />
    <div className="run-columns">
      <Section title="Pages by time">
        <RunPlot pace={run.pace} />
      </Section>
      <Section title="Why pages were not read">
        <Reasons run={run} />
      </Section>
    </div>
    <Section title="Adverts read, leads first">
      <RunSamples samples={run.samples} />
    </Section>
    <Section title="Last pages">
      <RunPages pages={run.pages} />
    </Section>
  </>
);

/** Above the figures: who sees that nothing moves asks first why. */
const Waits = ({ run }: { run: RunView }) =>
  run.waits.length === 0 ? null : (
    <section className="paper" aria-label="Why pages wait">
      <Text fw={600} size="sm" c="var(--tier-medium)">
        Pages wait
      </Text>
      <List size="sm" className="any" spacing={2}>
        {run.waits.map((reason) => (
          <List.Item key={reason}>{reason}</List.Item>
        ))}
      </List>
    </section>
  );

const Figures = ({ run }: { run: RunView }) => {
  const share = doneShare(run);
  return (
    <section className="paper" aria-label="Figures">
      <div className="run-figures">
        <Figure count={run.captures} words="pages fetched" more={sizeText(run.bytes)} />
        <Figure
          count={run.postings}
          words="adverts read"
          more={`${run.newPostings.toLocaleString('en')} new`}
        />
        <Figure count={run.leads} words="leads" />
        <Figure count={run.restingUrls} words="not due" more="read lately, and they seldom change" />
      </div>
      <Progress value={share * 100} aria-label="Pages done of those known so far" mt="sm" />
      <Text size="sm" className="soft" mt={4}>
        {Math.floor(share * 100)} % of the pages known so far are done; at most{' '}
        {countOf(run.maxPages, 'page')} a run · {stateCounts(run)}
      </Text>
    </section>
  );
};

const Figure = ({ count, words, more }: { count: number; words: string; more?: string }) => (
  <div>
    <Text fw={700} size="xl" lh={1.1}>
      {count.toLocaleString('en')}
    </Text>
    <Text size="sm">{words}</Text>
    {more && (
      <Text size="xs" className="soft">
        {more}
      </Text>
    )}
  </div>
);

const Reasons = ({ run }: { run: RunView }) => {
  if (run.problem === null && run.problems.length === 0 && run.notices.length === 0)
    return <Text className="soft">Nothing was left out.</Text>;
  return (
    <List size="sm" className="any" spacing={4}>
      {run.problem && <List.Item c="var(--tier-high)">{run.problem}</List.Item>}
      {run.notices.map((notice) => (
        <List.Item key={notice.code}>
          {notice.sentence}
          {notice.count > 1 && ` (${notice.count.toLocaleString('en')} times)`}
          {notice.example && <div className="soft">{notice.example}</div>}
        </List.Item>
      ))}
      {run.problems.map(({ problem, count }) => (
        <List.Item key={problem}>
          {count} × {problem}
        </List.Item>
      ))}
    </List>
  );
};
