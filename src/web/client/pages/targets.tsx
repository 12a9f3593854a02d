/** Crawl targets: what is watched, and what became of it. */
import { Button, Group, Modal, Stack, Text, Title } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconList, IconPlus } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { quietHoursText } from '../../../domain/quiet-hours.ts';
import { scheduleText } from '../../../domain/schedule.ts';
import type { TargetTypeView, TargetView } from '../../../domain/target-view.ts';
import { ask, get } from '../api.ts';
import { CrawlBudget } from '../parts/crawl-budget.tsx';
import { FoundPlaces } from '../parts/found-places.tsx';
import { HealthMark } from '../parts/health-mark.tsx';
import { NotReadNotice } from '../parts/lead-images.tsx';
import { Empty, Problem, tell, tellProblem, Waiting } from '../parts/notices.tsx';
import { Proxies } from '../parts/proxies.tsx';
import { ReadyLists } from '../parts/ready-lists.tsx';
import { RunResult } from '../parts/run-result.tsx';
import { DemonstrationTag, Since } from '../parts/tags.tsx';
import { TargetForm } from '../parts/target-form.tsx';

export const targetsKey = ['targets'] as const;

export const TargetsPage = () => {
  const targets = useQuery({
    queryKey: targetsKey,
    queryFn: () => get<TargetView[]>('/api/targets'),
    refetchInterval: 5_000,
  });
  const types = useQuery({
    queryKey: ['target-types'],
    queryFn: () => get<TargetTypeView[]>('/api/target-types'),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const [edited, setEdited] = useState<TargetView | 'new' | null>(null);
  const [isListOpen, setIsListOpen] = useState(false);
  const hasDemonstration = targets.data?.some((target) => target.isDemonstration) ?? false;
  return (
    <Stack gap="md" maw={1000}>
      <Group justify="space-between">
        <Title order={1} size="h3">
          Crawl targets
        </Title>
        <Group gap={8}>
          {hasDemonstration && <RemoveDemonstration />}
          <Button
            variant="default"
            leftSection={<IconList size={18} aria-hidden />}
            onClick={() => setIsListOpen(true)}
          >
            Add from the list
          </Button>
          <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={() => setEdited('new')}>
            Add a target
          </Button>
        </Group>
      </Group>
      <NotReadNotice />
      <CrawlBudget />
      <Proxies />
      <FoundPlaces />
      {targets.isPending && <Waiting />}
      {targets.isError && <Problem error={targets.error} onRetry={() => void targets.refetch()} />}
      {targets.data?.length === 0 && (
        <Empty title="Nothing is watched yet">
          Add a job board, a classifieds page or a public channel; its first run starts at once.
        </Empty>
      )}
      {targets.data?.map((target) => (
        <TargetCard
          key={target.id}
          target={target}
          typeLabel={
            types.data?.find((type) => type.id === target.settings.typeId)?.label ?? target.settings.typeId
          }
          onEdit={() => setEdited(target)}
        />
      ))}
      {types.isError && <Problem error={types.error} onRetry={() => void types.refetch()} />}
      {isListOpen && (
        <Modal opened onClose={() => setIsListOpen(false)} title="Boards that are well known" size="lg">
          <ReadyLists onDone={() => setIsListOpen(false)} />
        </Modal>
      )}
      {edited && types.data && (
        <Modal
          opened
          onClose={() => setEdited(null)}
          title={edited === 'new' ? 'Add a crawl target' : 'Change the crawl target'}
          size="xl"
        >
          <TargetForm
            types={types.data}
            target={edited === 'new' ? null : edited}
            onDone={() => setEdited(null)}
          />
        </Modal>
      )}
    </Stack>
  );
};

/** One change of one target; the list is read again whatever comes of it. */
const useTargetStep = () => {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ method = 'POST', path, body }: { method?: string; path: string; body?: unknown }) =>
      ask(method, `/api${path}`, body),
    onError: tellProblem,
    // Not waited for: a target that is removed leaves the list, and its own callbacks with it.
    onSettled: () => void queries.invalidateQueries({ queryKey: targetsKey }),
  });
};

interface TargetCardProps {
  target: TargetView;
  typeLabel: string;
  onEdit: () => void;
}

const TargetCard = ({ target, typeLabel, onEdit }: TargetCardProps) => {
  const step = useTargetStep();
  const { settings, lastRun } = target;
  const isPaused = target.state === 'paused';
  const isRunning = lastRun?.state === 'running';
  return (
    <article className="paper">
      <Group gap={8}>
        <Text component="h2" fw={600} className="any">
          {settings.name}
        </Text>
        {target.isDemonstration && <DemonstrationTag />}
        {isPaused && <span className="tag">paused</span>}
      </Group>
      <Text size="sm" className="soft">
        {typeLabel} · {scheduleText(settings)}
        {settings.quietHours && ` · ${quietHoursText(settings.quietHours)}`}
        {target.nextRunAt && !isPaused && (
          <>
            {' '}
            · next run <Since time={target.nextRunAt} />
          </>
        )}
        {settings.ignoreRobotsReason && ' · robots.txt is ignored'}
        {settings.proxyId && ' · through a proxy'}
        {settings.suspectedOperator && ' · possibly run by the operators'}
      </Text>
      <HealthMark health={target.health} />
      {target.waitsBecause && isRunning && (
        <Text size="sm" className="any" c="var(--tier-medium)">
          Waiting: {target.waitsBecause}
        </Text>
      )}
      {lastRun ? <RunResult run={lastRun} /> : <Text size="sm">Has not run yet.</Text>}
      <Group gap={6} mt={8}>
        {isRunning ? (
          <Button
            size="compact-sm"
            variant="default"
            onClick={() => step.mutate({ path: `/runs/${lastRun.id}/cancel` })}
          >
            Cancel the run
          </Button>
        ) : (
          <Button
            size="compact-sm"
            disabled={isPaused}
            loading={step.isPending}
            onClick={() =>
              step.mutate({ path: `/targets/${target.id}/run` }, { onSuccess: () => tell('Started.') })
            }
          >
            Run now
          </Button>
        )}
        <Button
          size="compact-sm"
          variant="default"
          onClick={() =>
            step.mutate({
              path: `/targets/${target.id}/state`,
              body: { state: isPaused ? 'active' : 'paused' },
            })
          }
        >
          {isPaused ? 'Resume' : 'Pause'}
        </Button>
        {!target.isDemonstration && (
          <>
            <Button size="compact-sm" variant="default" onClick={onEdit}>
              Change
            </Button>
            <Button
              size="compact-sm"
              variant="default"
              onClick={() =>
                step.mutate(
                  { method: 'DELETE', path: `/targets/${target.id}` },
                  {
                    onSuccess: () =>
                      tellRemoved(settings.name, () =>
                        step.mutate({ path: `/targets/${target.id}/restore` }),
                      ),
                  },
                )
              }
            >
              Remove
            </Button>
          </>
        )}
      </Group>
    </article>
  );
};

const tellRemoved = (name: string, restore: () => void): void => {
  const id = notifications.show({
    title: `${name} is no longer watched`,
    message: (
      <Group gap="sm">
        <span>What it found stays.</span>
        <Button
          size="compact-sm"
          variant="default"
          onClick={() => {
            restore();
            notifications.hide(id);
          }}
        >
          Undo
        </Button>
      </Group>
    ),
    autoClose: 15_000,
  });
};

const RemoveDemonstration = () => {
  const queries = useQueryClient();
  const remove = useMutation({
    mutationFn: () => ask('DELETE', '/api/demonstration'),
    onSuccess: async () => {
      tell('The demonstration and all it found are removed.');
      await queries.invalidateQueries();
    },
    onError: tellProblem,
  });
  return (
    <Button variant="default" loading={remove.isPending} onClick={() => remove.mutate()}>
      Remove the demonstration
    </Button>
  );
};
