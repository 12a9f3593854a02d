/** The lead queue. */
import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { mayAdminister, mayExport } from '../../../domain/account.ts';
import type { LeadRow, QueuePage as Page } from '../../../domain/lead-queue.ts';
import { get, type QueryValues } from '../api.ts';
import { ExportDialog } from '../parts/export-dialog.tsx';
import { LeadRowView } from '../parts/lead-row.tsx';
import { Empty, Problem, Waiting } from '../parts/notices.tsx';
import { countOfShow, QueueFilters, QueueTabs, statesOf } from '../parts/queue-filters.tsx';
import { rememberQueue } from '../parts/queue-memory.ts';
import { useKeys } from '../parts/use-keys.ts';
import { countOf } from '../parts/words-on-screen.ts';
import type { QueueSearch } from '../router.tsx';
import { useAccount, useMay } from '../session.ts';

const filterOf = (search: QueueSearch, personId: string): QueryValues => {
  const { show = 'open', order: _order, ...filter } = search;
  return {
    ...filter,
    state: statesOf[show],
    claimedBy: show === 'mine' ? personId : undefined,
  };
};

const useQueue = (search: QueueSearch) => {
  const account = useAccount();
  const asked = { ...filterOf(search, account.id), order: search.order };
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
  const { active, selected, select, clear } = useRowKeys(rows);
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
      <QueueFilters search={search} onChange={change}>
        <ExportFiltered search={search} groups={countOfShow(search.show ?? 'open', counts) ?? rows.length} />
      </QueueFilters>
      {selected.size > 0 && <SelectedBar rows={rows} selected={selected} onClear={clear} />}
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
  return { active, selected, select, clear: () => setSelected(new Set()) };
};

interface SelectedBarProps {
  rows: LeadRow[];
  selected: ReadonlySet<string>;
  onClear: () => void;
}

const SelectedBar = ({ rows, selected, onClear }: SelectedBarProps) => {
  const [isExporting, exporting] = useDisclosure(false);
  const canExport = useMay(mayExport);
  const groups = rows.filter((row) => selected.has(row.groupId));
  const adverts = groups.reduce((sum, row) => sum + row.adverts, 0);
  const what = `${countOf(groups.length, 'group')} selected, ${countOf(adverts, 'advert')}`;
  return (
    <Group className="paper" py={8} gap="sm">
      <Text size="sm">{what}</Text>
      {canExport && (
        <Button size="compact-sm" onClick={exporting.open}>
          Export
        </Button>
      )}
      <Button size="compact-sm" variant="subtle" onClick={onClear}>
        Select none
      </Button>
      {isExporting && (
        <ExportDialog
          what={what}
          choice={{ groupIds: groups.map((row) => row.groupId) }}
          onClose={exporting.close}
        />
      )}
    </Group>
  );
};

/** All that the filters find, not only what is on the screen. */
const ExportFiltered = ({ search, groups }: { search: QueueSearch; groups: number }) => {
  const [isExporting, exporting] = useDisclosure(false);
  const canExport = useMay(mayExport);
  const account = useAccount();
  if (!canExport || groups === 0) return null;
  return (
    <>
      <Button size="compact-sm" variant="default" onClick={exporting.open}>
        Export all of these
      </Button>
      {isExporting && (
        <ExportDialog
          what={`Everything that these filters find (${countOf(groups, 'group')})`}
          choice={{ filter: filterOf(search, account.id) }}
          onClose={exporting.close}
        />
      )}
    </>
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
