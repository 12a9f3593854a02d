/** How a target is doing: a mark, the sentence, and since when. Nothing while it works. */
import { Text } from '@mantine/core';
import type { TargetHealthView } from '../../../domain/target-view.ts';
import { Since } from './tags.tsx';

const marks = { failing: 'fails', warning: 'look at this', working: '' } as const;

export const HealthMark = ({ health }: { health: TargetHealthView | null }) => {
  if (!health || health.state === 'working') return null;
  return (
    <Text size="sm" className="any" my={4}>
      <span className="tag" data-kind={health.state}>
        {marks[health.state]}
      </span>{' '}
      {health.sentence}{' '}
      <span className="soft">
        · since <Since time={health.since} />
        {health.failingRuns > 1 &&
          ` · ${health.failingRuns} runs in a row: looked at less often until it works`}
      </span>
    </Text>
  );
};
