/** A run's state, counts and problems. */
import { List, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { RunSummary } from '../../../domain/target-view.ts';
import { runStateText, runWords } from './run-words.ts';
import { Since } from './tags.tsx';

export const RunResult = ({ run }: { run: RunSummary }) => (
  <div style={{ minWidth: 0 }}>
    <Text size="sm">
      <Link to="/runs/$runId" params={{ runId: run.id }}>
        {runStateText(run)}
      </Link>{' '}
      · <Since time={run.finishedAt ?? run.startedAt} /> · {runWords(run)}
    </Text>
    {run.problem && (
      <Text size="sm" c="var(--tier-high)" className="any">
        {run.problem}
      </Text>
    )}
    {run.problems.length > 0 && (
      <List size="sm" className="soft any">
        {run.problems.map(({ problem, count }) => (
          <List.Item key={problem}>
            {count} × {problem}
          </List.Item>
        ))}
      </List>
    )}
  </div>
);
