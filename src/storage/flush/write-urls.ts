/** New urls into the frontier: once a target, within the run's budget of pages. */
import { imageKind } from '../../domain/visit.ts';
import { newId } from '../../platform/ids.ts';
import type { Queryable } from '../database.ts';
import type { NewUrl } from '../frontier-contract.ts';
import { insertRows } from '../insert-rows.ts';

/** Sorted before writing, so that two transactions lock in the same order. */
const byText =
  <Row>(key: (row: Row) => string) =>
  (a: Row, b: Row): number =>
    key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0;

export const writeLanes = async (
  client: Queryable,
  urls: { lane: string; origin: string }[],
): Promise<void> => {
  const lanes = [...new Set(urls.map((url) => url.lane))].sort();
  if (lanes.length === 0) return;
  await insertRows(client, {
    table: 'lane',
    columns: { name: 'text' },
    rows: lanes.map((name) => ({ name })),
    after: 'on conflict do nothing',
  });
  const origins = new Map(urls.map((url) => [url.origin, url.lane]));
  await insertRows(client, {
    table: 'host',
    columns: { origin: 'text', laneName: 'text' },
    rows: [...origins].map(([origin, laneName]) => ({ origin, laneName })).sort(byText((row) => row.origin)),
    after: 'on conflict do nothing',
  });
};

/**
 * Returns how many pages the run gained. A url that an earlier run knew is made due again, unless it
 * is at the same version; one that this run has already, or that goes beyond the target's `maxPagesPerRun`, changes nothing.
 */
export const writeUrls = async (
  client: Queryable,
  input: { targetId: string; runId: string; urls: NewUrl[] },
): Promise<number> => {
  const given = new Map(input.urls.map((url) => [url.keyHash, url]));
  if (given.size === 0) return 0;
  const known = await keysToLeave(client, input, [...given.values()]);
  const unknown = [...given.values()].filter((url) => !known.has(url.keyHash));
  if (unknown.length === 0) return 0;
  // Images don't use up the budget of pages: each posting has at most three.
  const pages = unknown.filter((url) => url.kind !== imageKind);
  const room = Math.max(0, await roomInRun(client, input));
  const fresh = [...pages.slice(0, room), ...unknown.filter((url) => url.kind === imageKind)];
  if (fresh.length === 0) return 0;
  await writeLanes(client, fresh);
  const { rowCount } = await insertRows(client, {
    table: 'url',
    columns: urlColumns,
    rows: fresh.map((url) => toRow(input, url)).sort(byText((row) => row.keyHash)),
    after: `on conflict ("targetId", "keyHash") do update set
        "runId" = excluded."runId", kind = excluded.kind, carry = excluded.carry, render = excluded.render,
        depth = excluded.depth, priority = excluded.priority, "laneName" = excluded."laneName",
        "needsBrowser" = url."needsBrowser" or excluded."needsBrowser",
        state = case when url.state = 'leased' then url.state else 'waiting' end,
        attempts = case when url.state = 'leased' then url.attempts else 0 end,
        "dueAt" = case when url.state = 'leased' then url."dueAt" else now() end
      where url."runId" is distinct from excluded."runId"`,
  });
  return rowCount ?? 0;
};

/** What a new url is written with, and its PostgreSQL types. */
export const urlColumns = {
  id: 'uuid',
  targetId: 'uuid',
  runId: 'uuid',
  laneName: 'text',
  keyHash: 'text',
  url: 'text',
  method: 'text',
  body: 'text',
  kind: 'text',
  carry: 'jsonb',
  render: 'jsonb',
  depth: 'int',
  needsBrowser: 'boolean',
  priority: 'int',
};

const toRow = ({ targetId, runId }: { targetId: string; runId: string }, url: NewUrl) => ({
  id: newId(),
  targetId,
  runId,
  laneName: url.lane,
  keyHash: url.keyHash,
  url: url.url,
  method: url.method ?? 'GET',
  body: url.body ?? null,
  kind: url.kind,
  carry: url.carry ?? {},
  render: url.render ?? null,
  depth: url.depth,
  needsBrowser: url.needsBrowser,
  priority: url.priority,
});

/** A date of change that a site states may be forgotten when the page changes. */
const mostDaysUnasked = 30;

/** Urls that the run has already, and those that are at the version (visit.ts) of their last reading. */
const keysToLeave = async (
  client: Queryable,
  { targetId, runId }: { targetId: string; runId: string },
  urls: readonly NewUrl[],
): Promise<Set<string>> => {
  const { rows } = await client.query<{ keyHash: string }>(
    `select url."keyHash" from unnest($2::text[], $3::text[]) as asked(key, version)
       join url on url."targetId" = $1 and url."keyHash" = asked.key
     where url."runId" = $4
       or (url.state = 'done' and url.carry ->> 'version' = asked.version
         and url."lastVisitedAt" > now() - interval '${mostDaysUnasked} days')`,
    [targetId, urls.map((url) => url.keyHash), urls.map((url) => url.carry?.version ?? null), runId],
  );
  return new Set(rows.map((row) => row.keyHash));
};

const roomInRun = async (
  client: Queryable,
  { targetId, runId }: { targetId: string; runId: string },
): Promise<number> => {
  const { rows } = await client.query<{ room: number }>(
    `select ("maxPagesPerRun" - (select count(*) from url where "runId" = $2 and "leadId" is null and kind <> '${imageKind}'))::int as room
     from target where id = $1`,
    [targetId, runId],
  );
  return rows[0]?.room ?? 0;
};
