/** What all targets together may fetch on one day: for a poor line. */
import { Button, Group, Stack, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type DayBudget, type DayUse, megabyte } from '../../../domain/crawl-budget.ts';
import { ask, get } from '../api.ts';
import { Problem, tell, tellProblem } from './notices.tsx';
import { MostField } from './target-fields/most-field.tsx';

interface BudgetView {
  budget: DayBudget;
  usedToday: DayUse;
}

const budgetKey = ['crawl-budget'];

export const CrawlBudget = () => {
  const view = useQuery({
    queryKey: budgetKey,
    queryFn: () => get<BudgetView>('/api/crawl-budget'),
    refetchInterval: 30_000,
  });
  if (view.isError) return <Problem error={view.error} onRetry={() => void view.refetch()} />;
  if (!view.data) return null;
  const { budget, usedToday } = view.data;
  return (
    <details className="paper">
      <summary>
        All targets together{' '}
        <span className="soft">
          today: {usedToday.pages.toLocaleString('en')} pages, {megabytes(usedToday.bytes)} MB
          {limitText(budget)}
        </span>
      </summary>
      <BudgetForm key={JSON.stringify(budget)} budget={budget} />
    </details>
  );
};

const megabytes = (bytes: number): string =>
  (bytes / megabyte).toLocaleString('en', { maximumFractionDigits: 1 });

const limitText = ({ maxPagesPerDay, maxMegabytesPerDay }: DayBudget): string => {
  const limits = [
    maxPagesPerDay && `${maxPagesPerDay.toLocaleString('en')} pages`,
    maxMegabytesPerDay && `${maxMegabytesPerDay.toLocaleString('en')} MB`,
  ].filter(Boolean);
  return limits.length > 0 ? ` of ${limits.join(' and ')}` : '';
};

const BudgetForm = ({ budget }: { budget: DayBudget }) => {
  const queries = useQueryClient();
  const [values, setValues] = useState(budget);
  const save = useMutation({
    mutationFn: () => ask('PUT', '/api/crawl-budget', values),
    onSuccess: async () => {
      tell('Changed.');
      await queries.invalidateQueries({ queryKey: budgetKey });
    },
    onError: tellProblem,
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <Stack gap="sm" mt="sm">
        <Text size="sm" className="soft">
          For a poor or costly line. When it is used up, all pages wait for the next day, which begins at
          00:00 UTC. The demonstration does not count.
        </Text>
        <Group gap="sm" grow align="flex-start">
          <MostField
            label="Most pages a day"
            value={values.maxPagesPerDay}
            onChange={(most) => setValues(withMost(values, 'maxPagesPerDay', most))}
          />
          <MostField
            label="Most megabytes a day"
            value={values.maxMegabytesPerDay}
            onChange={(most) => setValues(withMost(values, 'maxMegabytesPerDay', most))}
          />
        </Group>
        <Group justify="flex-end">
          <Button type="submit" loading={save.isPending}>
            Save
          </Button>
        </Group>
      </Stack>
    </form>
  );
};

const withMost = (values: DayBudget, name: keyof DayBudget, most: number | undefined): DayBudget => {
  const { [name]: _old, ...others } = values;
  return most === undefined ? others : { ...others, [name]: most };
};
