/** Which pages brought an advert that their run had not seen yet. */
import type { Queryable } from '../database.ts';
import type { UrlOutcome } from '../frontier-contract.ts';
import type { WrittenSighting } from './write-postings.ts';

/** `written` in the order of the outcomes' postings. A page that is byte for byte another one of its run brought nothing. */
export const findFreshPages = async (
  client: Queryable,
  outcomes: readonly UrlOutcome[],
  written: readonly WrittenSighting[],
): Promise<Set<UrlOutcome>> => {
  // Only pages that lead to others of their own kind can be part of endless paging.
  const paging = outcomes.filter(({ url, requests }) => requests.some(({ kind }) => kind === url.kind));
  if (paging.length === 0) return new Set();
  const runs = await readStarts(client, paging);
  const copies = await findCopies(client, paging);
  const fresh = new Set<UrlOutcome>();
  let next = 0;
  for (const outcome of outcomes) {
    const postings = written.slice(next, next + outcome.postings.length);
    next += outcome.postings.length;
    const startedAt = runs.get(outcome.url.runId ?? '');
    if (!startedAt || copies.has(outcome.capture?.id ?? '')) continue;
    if (postings.some(({ seenBefore }) => seenBefore === null || seenBefore < startedAt)) fresh.add(outcome);
  }
  return fresh;
};

const readStarts = async (client: Queryable, outcomes: readonly UrlOutcome[]): Promise<Map<string, Date>> => {
  const { rows } = await client.query<{ id: string; startedAt: Date }>(
    'select id, "startedAt" from run where id = any($1::uuid[])',
    [[...new Set(outcomes.flatMap(({ url }) => url.runId ?? []))]],
  );
  return new Map(rows.map((row) => [row.id, row.startedAt]));
};

const findCopies = async (client: Queryable, outcomes: readonly UrlOutcome[]): Promise<Set<string>> => {
  const { rows } = await client.query<{ id: string }>(
    `select c.id from capture c where c.id = any($1::uuid[]) and c."blobHash" is not null and exists (
       select from capture o where o."blobHash" = c."blobHash" and o."runId" = c."runId"
         and o."urlId" <> c."urlId" and (o."fetchedAt", o.id) < (c."fetchedAt", c.id))`,
    [outcomes.flatMap(({ capture }) => capture?.id ?? [])],
  );
  return new Set(rows.map((row) => row.id));
};
