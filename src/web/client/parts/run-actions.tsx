/** Pause, go on, cancel. */
import { Button, Group } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { RunSummary } from '../../../domain/target-view.ts';
import { ask } from '../api.ts';
import { tell, tellProblem } from './notices.tsx';

type Step = 'pause' | 'resume' | 'cancel';

const told: Record<Step, string> = {
  pause: 'Paused. Nothing more is fetched before it goes on.',
  resume: 'It goes on.',
  cancel: 'Cancelled. What was read stays.',
};

export const RunActions = ({ run }: { run: RunSummary }) => {
  const queries = useQueryClient();
  const step = useMutation({
    mutationFn: (name: Step) => ask('POST', `/api/runs/${run.id}/${name}`),
    onSuccess: (_answer, name) => tell(told[name]),
    onError: tellProblem,
    onSettled: () => queries.invalidateQueries(),
  });
  if (run.state !== 'running') return null;
  const button = (name: Step, label: string) => (
    <Button
      size="compact-sm"
      variant="default"
      loading={step.isPending && step.variables === name}
      onClick={() => step.mutate(name)}
    >
      {label}
    </Button>
  );
  return (
    <Group gap={6}>
      {run.isPaused ? button('resume', 'Go on') : button('pause', 'Pause')}
      {button('cancel', 'Cancel the run')}
    </Group>
  );
};
