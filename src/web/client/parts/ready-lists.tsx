/** Mainstream boards by country: pick some, and they are added as paused targets. */
import { Button, Checkbox, Group, NativeSelect, Stack, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReadyListsView } from '../../../domain/ready-board.ts';
import { ask, get } from '../api.ts';
import { Problem, tell, tellProblem, Waiting } from './notices.tsx';
import { countOf } from './words-on-screen.ts';

type CountryList = ReadyListsView[number];

export const ReadyLists = ({ onDone }: { onDone: () => void }) => {
  const lists = useQuery({
    queryKey: ['ready-lists'],
    queryFn: () => get<ReadyListsView>('/api/ready-lists'),
  });
  if (lists.isError) return <Problem error={lists.error} onRetry={() => void lists.refetch()} />;
  return lists.data ? <PickBoards lists={lists.data} onDone={onDone} /> : <Waiting />;
};

const PickBoards = ({ lists, onDone }: { lists: ReadyListsView; onDone: () => void }) => {
  const queries = useQueryClient();
  const [country, setCountry] = useState(lists[0]?.country ?? '');
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const list = lists.find((one) => one.country === country);
  const add = useMutation({
    mutationFn: () => ask<{ added: number }>('POST', '/api/ready-lists', { urls: [...picked] }),
    onSuccess: async ({ added }) => {
      tell(`${countOf(added, 'target')} added, paused: look at each, then resume it.`);
      await Promise.all([
        queries.invalidateQueries({ queryKey: ['targets'] }),
        queries.invalidateQueries({ queryKey: ['ready-lists'] }),
      ]);
      onDone();
    },
    onError: tellProblem,
  });
  const toggle = (url: string, isPicked: boolean): void => {
    const next = new Set(picked);
    if (isPicked) next.add(url);
    else next.delete(url);
    setPicked(next);
  };
  return (
    <Stack gap="sm">
      <Text size="sm">
        Well-known boards, as a start. They are added paused and nothing is fetched before you resume them:
        first see that the address still holds, what the site says about automated reading, and what a preview
        gives.
      </Text>
      <NativeSelect
        label="Country"
        data={lists.map((one) => one.country)}
        value={country}
        onChange={(event) => setCountry(event.currentTarget.value)}
      />
      {list && <Boards list={list} picked={picked} onToggle={toggle} />}
      <Group justify="flex-end">
        <Button disabled={picked.size === 0} loading={add.isPending} onClick={() => add.mutate()}>
          {picked.size === 0 ? 'Add' : `Add ${countOf(picked.size, 'board')}, paused`}
        </Button>
      </Group>
    </Stack>
  );
};

interface BoardsProps {
  list: CountryList;
  picked: ReadonlySet<string>;
  onToggle: (url: string, isPicked: boolean) => void;
}

const Boards = ({ list, picked, onToggle }: BoardsProps) => (
  <Stack gap="xs" role="group" aria-label={`Boards in ${list.country}`}>
    {!list.checked && (
      <Text size="sm" className="soft">
        Nobody has checked these addresses from here yet.
      </Text>
    )}
    {list.boards.map((board) => (
      <Checkbox
        key={board.url}
        label={`${board.name}${board.isAdded ? ' (watched already)' : ''}`}
        description={`${board.url} · ${board.isClassifieds ? 'classifieds' : 'job board'} · ${board.languages.join(', ')}`}
        disabled={board.isAdded}
        checked={board.isAdded || picked.has(board.url)}
        onChange={(event) => onToggle(board.url, event.currentTarget.checked)}
      />
    ))}
  </Stack>
);
