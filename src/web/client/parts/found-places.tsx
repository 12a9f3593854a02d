/** Channels that adverts were forwarded from or link to: looked at by an admin before anything of them is fetched. */
import { Button, Group, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { FoundPlaceView } from '../../../domain/found-place.ts';
import { ask, get } from '../api.ts';
import { Problem, tell, tellProblem } from './notices.tsx';
import { Since } from './tags.tsx';
import { countOf } from './words-on-screen.ts';

const placesKey = ['found-places'] as const;
const shownAtOnce = 10;

export const FoundPlaces = () => {
  const places = useQuery({
    queryKey: placesKey,
    queryFn: () => get<FoundPlaceView[]>('/api/found-places'),
    refetchInterval: 30_000,
  });
  const [isWhole, setIsWhole] = useState(false);
  if (places.isError) return <Problem error={places.error} onRetry={() => void places.refetch()} />;
  if (!places.data || places.data.length === 0) return null;
  const open = places.data.filter((place) => place.state === 'new');
  const ignored = places.data.filter((place) => place.state === 'ignored');
  const shown = isWhole ? open : open.slice(0, shownAtOnce);
  return (
    <details className="paper">
      <summary>
        Channels found <span className="soft">{open.length === 0 ? 'none new' : `${open.length} new`}</span>
      </summary>
      <Stack gap="md" mt="sm">
        <Text size="sm" className="soft">
          Adverts that are read here were forwarded from these channels, link to them or name them. None is
          fetched by itself: look at one, then add it as a target or ignore it.
        </Text>
        {open.length === 0 && <Text size="sm">All have been looked at.</Text>}
        {shown.map((place) => (
          <FoundPlace key={place.id} place={place} />
        ))}
        {open.length > shown.length && (
          <Group>
            <Button size="compact-sm" variant="default" onClick={() => setIsWhole(true)}>
              Show all {open.length}
            </Button>
          </Group>
        )}
        {ignored.length > 0 && (
          <details>
            <summary>
              Ignored <span className="soft">{ignored.length}</span>
            </summary>
            <Stack gap="md" mt="sm">
              {ignored.map((place) => (
                <FoundPlace key={place.id} place={place} />
              ))}
            </Stack>
          </details>
        )}
      </Stack>
    </details>
  );
};

const usePlaceStep = () => {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ path, body }: { path: string; body?: unknown }) => ask('POST', path, body),
    onError: tellProblem,
    // Not waited for: what was decided leaves the list, and its own callbacks with it.
    onSettled: () => {
      void queries.invalidateQueries({ queryKey: placesKey });
      void queries.invalidateQueries({ queryKey: ['targets'] });
    },
  });
};

const FoundPlace = ({ place }: { place: FoundPlaceView }) => {
  const step = usePlaceStep();
  const title = place.name ?? place.address;
  const setState = (state: 'new' | 'ignored', onSuccess?: () => void): void =>
    step.mutate(
      { path: `/api/found-places/${place.id}/state`, body: { state } },
      { onSuccess: () => onSuccess?.() },
    );
  return (
    <section aria-label={title}>
      <Text fw={600} className="any">
        {title}
      </Text>
      {place.name && (
        <Text size="sm" className="soft any">
          {place.address}
        </Text>
      )}
      <Text size="sm">
        Named in {countOf(place.postings, 'advert')}: <b>{countOf(place.leads, 'suspicious offer')}</b>
        {place.forwards > 0 && `, ${place.forwards} forwarded from it`}
        <span className="soft">
          {' '}
          · on {place.targets.join(', ')} · last <Since time={place.lastSeenAt} />
        </span>
      </Text>
      <Text size="sm" className="any" lineClamp={2} component="blockquote" m={0} my={4}>
        “{place.sample}”
      </Text>
      <Group gap={6}>
        <Button
          size="compact-sm"
          aria-label={`Add ${title} as a crawl target`}
          loading={step.isPending}
          onClick={() =>
            step.mutate(
              { path: `/api/found-places/${place.id}/target` },
              { onSuccess: () => tell('Added, paused: look at its preview under Change, then resume it.') },
            )
          }
        >
          Add as a crawl target
        </Button>
        {place.state === 'ignored' ? (
          <Button
            size="compact-sm"
            variant="default"
            aria-label={`Take ${title} back`}
            onClick={() => setState('new')}
          >
            Take back
          </Button>
        ) : (
          <Button
            size="compact-sm"
            variant="default"
            aria-label={`Ignore ${title}`}
            onClick={() => setState('ignored', () => tellIgnored(title, () => setState('new')))}
          >
            Ignore
          </Button>
        )}
      </Group>
    </section>
  );
};

const tellIgnored = (title: string, undo: () => void): void => {
  const id = notifications.show({
    title: `${title} is ignored`,
    message: (
      <Button
        size="compact-sm"
        variant="default"
        onClick={() => {
          undo();
          notifications.hide(id);
        }}
      >
        Undo
      </Button>
    ),
    autoClose: 15_000,
  });
};
