/** What runs, what failed, and how the queues are. */
import { Alert, Button, Group, Stack, Text, Title } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { DeadLetterView, JobsView } from '../../../domain/target-view.ts';
import { ask, get } from '../api.ts';
import { Section } from '../parts/lead-evidence.tsx';
import { Problem, tell, tellProblem, Waiting } from '../parts/notices.tsx';
import { RunResult } from '../parts/run-result.tsx';
import { DemonstrationTag, Since } from '../parts/tags.tsx';
import { countOf } from '../parts/words-on-screen.ts';

export const JobsPage = () => {
  const jobs = useQuery({
    queryKey: ['jobs'],
    queryFn: () => get<JobsView>('/api/jobs'),
    refetchInterval: 5_000,
  });
  return (
    <Stack gap="md" maw={1000}>
      <Title order={1} size="h3">
        Jobs
      </Title>
      {jobs.isPending && <Waiting />}
      {jobs.isError && <Problem error={jobs.error} onRetry={() => void jobs.refetch()} />}
      {jobs.data && (
        <>
          <Health jobs={jobs.data} />
          <DeadLetters letters={jobs.data.deadLetters} />
          <Section title="Runs">
            {jobs.data.runs.length === 0 && (
              <Text className="soft">Nothing has run yet. Add a crawl target, or run one now.</Text>
            )}
            <Stack gap="sm">
              {jobs.data.runs.map((run) => (
                <div key={run.id}>
                  <Group gap={8}>
                    <Text fw={600} className="any">
                      {run.targetName}
                    </Text>
                    {run.isDemonstration && <DemonstrationTag />}
                  </Group>
                  <RunResult run={run} />
                </div>
              ))}
            </Stack>
          </Section>
        </>
      )}
    </Stack>
  );
};

const Health = ({ jobs }: { jobs: JobsView }) => {
  const { frontier, health } = jobs;
  return (
    <Section title="Queues">
      {jobs.problem && (
        <Alert color="red" title="The queues do not answer">
          {jobs.problem}
        </Alert>
      )}
      <Text size="sm">
        {countOf(frontier.waitingUrls, 'page')} waiting · {countOf(frontier.leasedUrls, 'page')} in hand ·{' '}
        {countOf(frontier.lanesBackingOff, 'site')} asked to slow down
      </Text>
      {health && (
        <Text size="sm" className="soft">
          On {health.backend}:{' '}
          {health.queues
            .map(
              ({ name, waiting, active, delayed }) =>
                `${name} ${waiting} waiting, ${active} running, ${delayed} later`,
            )
            .join(' · ')}
        </Text>
      )}
    </Section>
  );
};

const DeadLetters = ({ letters }: { letters: DeadLetterView[] }) => {
  const queries = useQueryClient();
  const retry = useMutation({
    mutationFn: (id: string) => ask('POST', `/api/dead-letters/${id}/retry`),
    onSuccess: async () => {
      tell('Put back into its queue.');
      await queries.invalidateQueries({ queryKey: ['jobs'] });
    },
    onError: tellProblem,
  });
  return (
    <Section title="Failed jobs">
      {letters.length === 0 && <Text className="soft">None.</Text>}
      <Stack gap="sm">
        {letters.map((letter) => (
          <Group key={letter.id} justify="space-between" align="flex-start" wrap="nowrap">
            <div style={{ minWidth: 0 }}>
              <Text size="sm">
                <b>{letter.jobName}</b> · <Since time={letter.failedAt} /> ·{' '}
                {countOf(letter.attempts, 'try', 'tries')}
              </Text>
              <Text size="sm" className="soft any">
                {letter.error}
              </Text>
            </div>
            {letter.retriedAt ? (
              <span className="tag">tried again</span>
            ) : (
              <Button
                size="compact-sm"
                variant="default"
                style={{ flex: 'none' }}
                loading={retry.isPending && retry.variables === letter.id}
                onClick={() => retry.mutate(letter.id)}
              >
                Try again
              </Button>
            )}
          </Group>
        ))}
      </Stack>
    </Section>
  );
};
