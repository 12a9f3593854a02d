/** The addresses of Reddit's public answers. */
import type { PageRequest } from '../../../src/domain/visit.ts';
import { placeIn, type RedditOptions } from './options.ts';

const perPage = '100';

const addressOf = (options: RedditOptions, path: string, query: Record<string, string>): string => {
  const url = new URL(`${options.baseUrl.replace(/\/+$/, '')}${path}`);
  // Without it `&` comes as `&amp;` in texts and addresses.
  for (const [name, value] of Object.entries({ raw_json: '1', ...query })) url.searchParams.set(name, value);
  return url.href;
};

const accept = 'application/json';

const threadRequest = (id: string, options: RedditOptions): PageRequest => ({
  url: addressOf(options, `/comments/${id}.json`, { limit: '500', sort: 'new' }),
  kind: 'thread',
  carry: { accept },
});

/** Path and query of the place's list, the newest first. */
const listOf = (options: RedditOptions): { path: string; query: Record<string, string> } => {
  const place = options.place === undefined ? undefined : placeIn(options.place);
  if (options.search !== undefined) {
    const query = { q: options.search, sort: 'new', limit: perPage };
    if (place?.kind === 'subreddit')
      return { path: `/r/${place.name}/search.json`, query: { ...query, restrict_sr: 'on' } };
    if (place?.kind === 'user')
      return { path: '/search.json', query: { ...query, q: `author:${place.name} ${options.search}` } };
    return { path: '/search.json', query };
  }
  if (place?.kind === 'user') {
    const part = options.comments ? 'overview' : 'submitted';
    return { path: `/user/${place.name}/${part}.json`, query: { sort: 'new', limit: perPage } };
  }
  const name = place?.kind === 'subreddit' ? place.name : '';
  return { path: `/r/${name}/new.json`, query: { limit: perPage } };
};

export const startRequest = (options: RedditOptions): PageRequest => {
  const place = options.place === undefined ? undefined : placeIn(options.place);
  if (place?.kind === 'thread' && options.search === undefined) return threadRequest(place.id, options);
  return listRequest(options, { number: 1 });
};

export const listRequest = (
  options: RedditOptions,
  page: { number: number; after?: string; count?: number },
): PageRequest => {
  const { path, query } = listOf(options);
  const further = page.after === undefined ? {} : { count: String(page.count ?? 0), after: page.after };
  return {
    url: addressOf(options, path, { ...query, ...further }),
    kind: 'list',
    carry: { accept, page: String(page.number) },
  };
};

export const commentsRequest = threadRequest;

/** Where the reading of a thread stands: its title for the comments that come without it, and how often more was asked for. */
export interface ThreadPlace {
  /** Reddit's name of the post without `t3_`. */
  id: string;
  title: string;
  depth: number;
}

const carryOf = ({ id, title, depth }: ThreadPlace): Record<string, string> => ({
  accept,
  thread: id,
  title: title.slice(0, 300),
  depth: String(depth),
});

/** Comments by their names: as many as one answer of "load more" gives. */
export const moreRequest = (
  options: RedditOptions,
  place: ThreadPlace,
  names: readonly string[],
): PageRequest => ({
  url: addressOf(options, '/api/morechildren.json', {
    api_type: 'json',
    link_id: `t3_${place.id}`,
    children: names.join(','),
    sort: 'new',
  }),
  kind: 'thread',
  carry: carryOf(place),
});

/** What stands below a comment, where the thread was cut for its depth. */
export const branchRequest = (options: RedditOptions, place: ThreadPlace, parent: string): PageRequest => ({
  url: addressOf(options, `/comments/${place.id}/_/${parent}.json`, { limit: '500', sort: 'new' }),
  kind: 'thread',
  carry: carryOf(place),
});
