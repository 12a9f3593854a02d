/** The lead queue. */
import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { mayAdminister } from '../../../domain/account.ts';
import type { LeadRow, QueuePage as Page } from '../../../domain/lead-queue.ts';
import { get } from '../api.ts';
import { LeadRowView } from '../parts/lead-row.tsx';
import { Empty, Problem, Waiting } from '../parts/notices.tsx';
import { QueueFilters, QueueTabs, statesOf } from '../parts/queue-filters.tsx';
import { rememberQueue } from '../parts/queue-memory.ts';
import { useKeys } from '../parts/use-keys.ts';
import { countOf } from '../parts/words-on-screen.ts';
import type { QueueSearch } from '../router.tsx';
import { useAccount, useMay } from '../session.ts';

const useQueue = (search: QueueSearch) => {
  const account = useAccount();
  const { show = 'open', ...filter } = search;
  const asked = {
    ...filter,
    state: statesOf[show],
    claimedBy: show === 'mine' ? account.id : undefined,
  };
  return useInfiniteQuery({
    queryKey: ['queue', asked],
    queryFn: ({ pageParam }) => get<Page>('/api/leads', { ...asked, after: pageParam }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
    refetchInterval: 20_000,
  });
};

export const QueuePage = () => {
  const search = useSearch({ from: '/' });
  const navigate = useNavigate();
  const queue = useQueue(search);
  const rows = queue.data?.pages.flatMap((page) => page.rows) ?? [];
  const counts = queue.data?.pages[0]?.counts ?? [];
  const { active, selected, select } = useRowKeys(rows);
  useEffect(() =>
    rememberQueue(
      rows.map((row) => row.leadId),
      search,
    ),
  );
  const change = (part: Partial<QueueSearch>): void => {
    void navigate({ to: '/', search: { ...search, ...part }, replace: true });
  };
  const demonstration = counts.reduce((sum, count) => sum + count.demonstration, 0);
  return (
    <Stack gap="sm">
      <Group justify="space-between" align="baseline">
        <Title order={1} size="h3">
          {search.search ? `Leads found by “${search.search}”` : 'Lead queue'}
        </Title>
        {demonstration > 0 && (
          <Text size="sm" className="soft">
            Counts include {countOf(demonstration, 'demonstration group')}; statistics never do.
          </Text>
        )}
      </Group>
      <QueueTabs search={search} onChange={change} counts={counts} />
      <QueueFilters search={search} onChange={change} />
      {selected.size > 0 && <SelectedBar rows={rows} selected={selected} />}
      {queue.isPending && <Waiting />}
      {queue.isError && <Problem error={queue.error} onRetry={() => void queue.refetch()} />}
      {queue.isSuccess && rows.length === 0 && <NothingHere search={search} />}
      {rows.length > 0 && (
        <ol className="paper" style={{ padding: 0, margin: 0, listStyle: 'none', overflow: 'hidden' }}>
          {rows.map((row, index) => (
            <LeadRowView
              key={row.groupId}
              row={row}
              isActive={index === active}
              isSelected={selected.has(row.groupId)}
              onSelect={() => select(row)}
            />
          ))}
        </ol>
      )}
      {queue.hasNextPage && (
        <Button
          variant="default"
          loading={queue.isFetchingNextPage}
          onClick={() => void queue.fetchNextPage()}
        >
          Show more
        </Button>
      )}
    </Stack>
  );
};

const useRowKeys = (rows: LeadRow[]) => {
  const navigate = useNavigate();
  const [active, setActive] = useState(-1);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const select = (row: LeadRow): void => {
    const next = new Set(selected);
    if (!next.delete(row.groupId)) next.add(row.groupId);
    setSelected(next);
  };
  const row = rows[active];
  useKeys({
    j: () => setActive(Math.min(active + 1, rows.length - 1)),
    k: () => setActive(Math.max(active - 1, 0)),
    x: () => row && select(row),
    Enter: () => row && void navigate({ to: '/leads/$leadId', params: { leadId: row.leadId } }),
  });
  return { active, selected, select };
};

const SelectedBar = ({ rows, selected }: { rows: LeadRow[]; selected: ReadonlySet<string> }) => {
  const groups = rows.filter((row) => selected.has(row.groupId));
  const adverts = groups.reduce((sum, row) => sum + row.adverts, 0);
  return (
    <Group className="paper" py={8}>
      <Text size="sm">
        {countOf(groups.length, 'group')} selected, {countOf(adverts, 'advert')}
      </Text>
    </Group>
  );
};

const NothingHere = ({ search }: { search: QueueSearch }) => {
  const isAdmin = useMay(mayAdminister);
  const { show = 'open', ...filter } = search;
  if (search.search)
    return (
      <Empty title="No lead has all of that">
        Try fewer words, or only the last digits of a number. Adverts that are no leads are not searched.
      </Empty>
    );
  if (Object.values(filter).some((value) => value !== undefined) || show !== 'open')
    return <Empty title="No lead here">Choose another tab, or clear the filters.</Empty>;
  return (
    <Empty title="The queue is empty">
      {isAdmin ? (
        <>
          Name a place to watch under <Link to="/targets">Crawl targets</Link>, or paste an advert under{' '}
          <Link to="/check">Check this</Link>. Leads appear by themselves.
        </>
      ) : (
        <>
          Leads appear by themselves as adverts are found. You can paste one under{' '}
          <Link to="/check">Check this</Link>.
        </>
      )}
    </Empty>
  );
};
