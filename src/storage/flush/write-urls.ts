/** New urls into the frontier: once a target, within the run's budget of pages. */
import { isDueAgain, type KnownUrl, type RunAsking } from '../../domain/revisit.ts';
import type { RunNotice } from '../../domain/run-notice.ts';
import { imageKind } from '../../domain/visit.ts';
import { newId } from '../../platform/ids.ts';
import type { Queryable } from '../database.ts';
import type { NewUrl } from '../frontier-contract.ts';
import { insertRows } from '../insert-rows.ts';
import { addNotices } from '../run-notices.ts';
import { placeInBrowser } from './browser-kinds.ts';
import { type AskingPage, followPages } from './follow-pages.ts';

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

export interface UrlsToWrite {
  targetId: string;
  runId: string;
  pages: AskingPage[];
  /** Without one, nothing is asked for through a browser. */
  browserAvailable: boolean;
  /** What was read before then was read without its pictures, or not in all languages of today. */
  picturesReadSince?: Date | undefined;
}

/**
 * Returns how many pages the run gained. A url that an earlier run knew is made due again when it is time
 * (src/domain/revisit.ts), else it is noted as listed; one that this run has already, or that goes beyond the
 * target's `maxPagesPerRun`, changes nothing. What is not followed is noted on the run.
 */
export const writeUrls = async (client: Queryable, input: UrlsToWrite): Promise<number> => {
  const asked = new Map(input.pages.flatMap((page) => page.urls.map((url) => [url.keyHash, url])));
  const run = asked.size > 0 ? await readAskingRun(client, input) : undefined;
  if (!run) return 0;
  const known = await readKnown(client, input.targetId, [...asked.values()]);
  const isInRun = (url: NewUrl): boolean => known.get(url.keyHash)?.runId === input.runId;
  const { urls, notices } = followPages(input.pages, (url) => {
    const listedAt = known.get(url.keyHash)?.listedAt;
    return isInRun(url) || (listedAt !== null && listedAt !== undefined && listedAt >= run.startedAt);
  });
  const unknown = urls.filter((url) => !isInRun(url));
  const { due, resting } = divide(unknown, known, run);
  await noteListed(client, input.targetId, resting);
  const fresh = withinBudget(due, run, notices);
  await addNotices(client, input.runId, notices);
  if (fresh.length === 0) return 0;
  await writeLanes(client, fresh);
  const inBrowser = input.browserAvailable
    ? await placeInBrowser(client, input.targetId, fresh)
    : new Set<NewUrl>();
  const { rowCount } = await insertRows(client, {
    table: 'url',
    columns: { ...urlColumns, barren: 'int', listedAt: 'timestamptz' },
    rows: fresh
      .map((url) => ({
        ...toRow(input, url),
        needsBrowser: url.needsBrowser || inBrowser.has(url),
        barren: url.barren,
        listedAt: run.now,
      }))
      .sort(byText((row) => row.keyHash)),
    after: `on conflict ("targetId", "keyHash") do update set
        "runId" = excluded."runId", kind = excluded.kind, carry = excluded.carry, render = excluded.render,
        depth = excluded.depth, priority = excluded.priority, "laneName" = excluded."laneName",
        "needsBrowser" = excluded."needsBrowser", barren = excluded.barren, "listedAt" = excluded."listedAt",
        state = case when url.state = 'leased' then url.state else 'waiting' end,
        attempts = case when url.state = 'leased' then url.attempts else 0 end,
        "dueAt" = case when url.state = 'leased' then url."dueAt" else now() end
      where url."runId" is distinct from excluded."runId"`,
  });
  return rowCount ?? 0;
};

/** Start pages and images are always asked for: an image may belong to an advert that is new. */
const divide = <Url extends NewUrl>(
  urls: Url[],
  known: ReadonlyMap<string, KnownRow>,
  run: AskingRun,
): { due: Url[]; resting: Url[] } => {
  const isDue = (url: Url): boolean => {
    const before = known.get(url.keyHash);
    return !before || url.depth === 0 || url.kind === imageKind || isDueAgain(before, run);
  };
  return { due: urls.filter(isDue), resting: urls.filter((url) => !isDue(url)) };
};

/** Images don't use up the budget of pages: each posting has at most three. */
const withinBudget = <Url extends NewUrl>(urls: Url[], run: AskingRun, notices: RunNotice[]): Url[] => {
  const pages = urls.filter((url) => url.kind !== imageKind);
  const room = Math.max(0, run.room);
  const left = pages.slice(room);
  if (left[0])
    notices.push({
      code: 'page-budget',
      sentence: `the most pages of one run (${run.maxPages}) are used up; further pages were left`,
      count: left.length,
      example: left[0].url,
    });
  return [...pages.slice(0, room), ...urls.filter((url) => url.kind === imageKind)];
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

interface KnownRow extends KnownUrl {
  keyHash: string;
  runId: string | null;
}

const readKnown = async (
  client: Queryable,
  targetId: string,
  urls: readonly NewUrl[],
): Promise<Map<string, KnownRow>> => {
  const { rows } = await client.query<KnownRow>(
    `select "keyHash", "runId", state, "leadsOn", "listedAt", "visitCount", "changedCount", "firstReadAt", "lastReadAt",
       coalesce(carry ->> 'version' = asked.version, false) as "isSameVersion",
       coalesce(carry ->> 'version' <> asked.version, false) as "isOtherVersion"
     from unnest($2::text[], $3::text[]) as asked(key, version)
     join url on "targetId" = $1 and "keyHash" = asked.key`,
    [targetId, urls.map((url) => url.keyHash), urls.map((url) => url.carry?.version ?? null)],
  );
  return new Map(rows.map((row) => [row.keyHash, row]));
};

interface AskingRun extends RunAsking {
  now: Date;
  maxPages: number;
  room: number;
}

/** Undefined when the run was deleted meanwhile. A run that a command asks for reads everything. */
const readAskingRun = async (
  client: Queryable,
  { targetId, runId, picturesReadSince }: UrlsToWrite,
): Promise<AskingRun | undefined> => {
  const { rows } = await client.query<Omit<AskingRun, 'picturesReadSince'>>(
    `select now(), r."startedAt", r.trigger = 'command' as "isWhole", t."updatedAt" as "targetChangedAt",
       (select max(p."startedAt") from run p where p."targetId" = $1 and p."startedAt" < r."startedAt") as "previousStartedAt",
       t."maxPagesPerRun" as "maxPages",
       (t."maxPagesPerRun" - (select count(*) from url where "runId" = $2 and "leadId" is null and kind <> '${imageKind}'))::int as room
     from run r join target t on t.id = r."targetId" where r.id = $2 and t.id = $1`,
    [targetId, runId],
  );
  return rows[0] && { ...rows[0], picturesReadSince: picturesReadSince ?? null };
};

const noteListed = async (client: Queryable, targetId: string, urls: readonly NewUrl[]): Promise<void> => {
  if (urls.length === 0) return;
  await client.query(
    `update url set "listedAt" = now() where id in (
       select id from url where "targetId" = $1 and "keyHash" = any($2::text[]) order by id for update)`,
    [targetId, urls.map((url) => url.keyHash)],
  );
};
