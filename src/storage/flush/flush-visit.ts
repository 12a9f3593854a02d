/** What a visit brought, in one transaction that only the holder of the lane's lease can make. */
import { createHash } from 'node:crypto';
import pg from 'pg';
import { RetryableError } from '../../domain/failure.ts';
import { type Protection, protectedReason } from '../../domain/protected-identifier.ts';
import type { RunNotice } from '../../domain/run-notice.ts';
import { imageKind } from '../../domain/visit.ts';
import { newId } from '../../platform/ids.ts';
import { inTransaction, type Queryable } from '../database.ts';
import { countDay } from '../day-budgets.ts';
import type { FlushResult, LaneAfter, UrlOutcome, VisitLease, VisitTarget } from '../frontier-contract.ts';
import { insertRows, recordset, storableJson } from '../insert-rows.ts';
import { addNotices } from '../run-notices.ts';
import { withholdBlobs } from '../withhold-blobs.ts';
import { learnBrowserKinds } from './browser-kinds.ts';
import { findFreshPages } from './fresh-pages.ts';
import { noteGonePages } from './gone-postings.ts';
import { moveLane } from './move-lane.ts';
import { findKnownEnds } from './stop-at-known.ts';
import { type CaptureToWrite, writeBlobs, writeCaptures } from './write-captures.ts';
import {
  type FetchedImage,
  linkFetchedImages,
  refreshImagesKeys,
  writePostingImages,
} from './write-images.ts';
import { type WrittenLead, writeLeads } from './write-leads.ts';
import { writePersonsAtRisk } from './write-persons-at-risk.ts';
import { type PlaceNamed, writePlaces } from './write-places.ts';
import { type SeenPosting, type WrittenPosting, writePostings } from './write-postings.ts';
import { type UrlsToWrite, urlColumns, writeUrls } from './write-urls.ts';

const notAccepted: FlushResult = { isAccepted: false, postings: [], newUrls: 0, hasImageWork: false };

/** Nothing but another transaction was in the way: the same again goes through, and twice does no harm. */
const passingCodes = new Set(['40001', '40P01']);
const maxTries = 5;

export const flushVisit = async (
  pool: pg.Pool,
  input: {
    lease: VisitLease;
    outcomes: UrlOutcome[];
    lane: LaneAfter;
    browserAvailable: boolean;
    picturesReadSince?: Date | undefined;
    protection?: Protection | undefined;
  },
): Promise<FlushResult> => {
  for (let tries = 1; ; tries += 1) {
    try {
      return await inTransaction(pool, (client) => flush(client, input));
    } catch (error) {
      const { code } = error as { code?: string };
      if (isServerAway(error))
        throw new RetryableError(`the database did not take it: ${(error as Error).message}`, {
          cause: error,
        });
      if (tries >= maxTries || !code || !passingCodes.has(code)) throw error;
    }
  }
};

/** Classes of SQLSTATE: connection, resources, operator, system. */
const awayClasses = /^(08|53|57|58)/;
/** pg's own words, for which it has no code. */
const awayWords = /^Connection terminated|^timeout exceeded when trying to connect|connection error/;

/** The server's fault or the network's, whatever was to be written. */
const isServerAway = (error: unknown): boolean => {
  const { code = '', message } = error as NodeJS.ErrnoException;
  if (error instanceof pg.DatabaseError) return awayClasses.test(code);
  return /^E[A-Z_]+$/.test(code) || awayWords.test(message);
};

const flush = async (
  client: pg.PoolClient,
  {
    lease,
    outcomes: given,
    lane,
    browserAvailable,
    picturesReadSince,
    protection,
  }: Parameters<typeof flushVisit>[1],
): Promise<FlushResult> => {
  if (!(await holdsLane(client, lease))) return notAccepted;
  const { outcomes, barren } = await stillThere(client, given);
  await writeBlobs(
    client,
    outcomes.flatMap((outcome) => outcome.blobs),
  );
  await writeCaptures(
    client,
    outcomes.flatMap((outcome) => captureOf(lease, outcome)),
  );
  const seen = outcomes.flatMap((outcome) => seenIn(lease, outcome));
  const written = await writePostings(
    client,
    seen.map((one) => one.seen),
    protection,
  );
  const images = await writeImages(client, outcomes, written);
  await withholdLeadPages(client, outcomes);
  await noteGonePages(client, outcomes);
  if (browserAvailable) await learnBrowserKinds(client, outcomes);
  const fresh = await findFreshPages(client, outcomes, written);
  const ends = await findKnownEnds(client, outcomes, written);
  const newUrls = await writeRequests(client, {
    outcomes,
    barren,
    fresh,
    ends,
    browserAvailable,
    picturesReadSince,
  });
  await writePlaces(client, placesNamed(seen, written), protection);
  await endUrls(client, lease, outcomes);
  await moveLane(client, { lease, outcomes, lane });
  // Last: it waits for other flushes that raise leads, and holds their turn until this transaction ends.
  // With text on its images, a posting is judged by both together, in a moment: see src/pipeline/read-images.ts.
  const leads = await writeLeads(
    client,
    written.filter((one) => !images.withText.has(one.postingId)),
  );
  await writePersonsAtRisk(client, written);
  if (browserAvailable) await askForRenderedCaptures(client, { lease, seen, written, leads });
  await countDay(client, lease, outcomes);
  return {
    isAccepted: true,
    newUrls,
    hasImageWork: images.withText.size > 0 || images.isAnyFetched,
    postings: written.map((one) => resultOf(one, leads.get(one.postingId))),
  };
};

/** A picture of a lead's page shows whom the page shows. */
const withholdLeadPages = async (client: Queryable, outcomes: readonly UrlOutcome[]): Promise<void> => {
  const ofLeads = outcomes.flatMap(({ url, capture }) =>
    url.leadId !== null && capture ? [{ leadId: url.leadId, captureId: capture.id }] : [],
  );
  if (ofLeads.length === 0) return;
  const { rows } = await client.query<{ captureId: string }>(
    `select given."captureId" from ${recordset(1, 'given', { leadId: 'uuid', captureId: 'uuid' })}
     join lead l on l.id = given."leadId"
     where exists (select from sighting s join capture c on c.id = s."captureId" join blob b on b.hash = c."blobHash"
       where s."postingId" = l."postingId" and b."quarantinedAt" is not null and b.reason = $2)`,
    [JSON.stringify(ofLeads), protectedReason],
  );
  await withholdBlobs(
    client,
    rows.map((row) => row.captureId),
  );
};

const writeImages = async (
  client: Queryable,
  outcomes: readonly UrlOutcome[],
  written: readonly WrittenPosting[],
): Promise<{ withText: Set<string>; isAnyFetched: boolean }> => {
  await writePostingImages(
    client,
    written.map(({ postingId, assessed }) => ({ postingId, images: assessed.images ?? [] })),
  );
  const fetched = outcomes.filter((outcome) => outcome.url.kind === imageKind).map(fetchedImageOf);
  const shown = await linkFetchedImages(client, fetched);
  const withImages = written.filter(
    ({ assessed, previousRevisionId }) => assessed.posting.images.length > 0 || previousRevisionId !== null,
  );
  const withText = await refreshImagesKeys(client, [
    ...new Set([...shown, ...withImages.map(({ postingId }) => postingId)]),
  ]);
  return { withText, isAnyFetched: fetched.some((image) => image.blobHash !== null) };
};

const fetchedImageOf = ({ url, capture, problem }: UrlOutcome): FetchedImage => ({
  fetchedUrl: url.url,
  captureId: capture?.blobHash ? capture.id : null,
  blobHash: capture?.blobHash ?? null,
  problem,
});

const holdsLane = async (client: Queryable, lease: VisitLease): Promise<boolean> => {
  const { rowCount } = await client.query(
    'select from lane where name = $1 and "leaseToken" = $2 for update',
    [lease.lane, String(lease.token)],
  );
  return rowCount === 1;
};

/**
 * Without what belonged to a target that was deleted while it was visited. Its run may have been deleted alone.
 * `barren` by url: pages in a row on the way to it that brought nothing new.
 */
const stillThere = async (
  client: Queryable,
  outcomes: UrlOutcome[],
): Promise<{ outcomes: UrlOutcome[]; barren: Map<string, number> }> => {
  const { rows } = await client.query<{ id: string; runId: string | null; barren: number }>(
    'select id, "runId", barren from url where id = any($1::uuid[]) order by id for update',
    [outcomes.map((outcome) => outcome.url.id)],
  );
  const runs = new Map(rows.map((row) => [row.id, row.runId]));
  return {
    outcomes: outcomes
      .filter((outcome) => runs.has(outcome.url.id))
      .map((outcome) => ({
        ...outcome,
        url: { ...outcome.url, runId: runs.get(outcome.url.id) ?? null },
      })),
    barren: new Map(rows.map((row) => [row.id, row.barren])),
  };
};

const targetOf = (lease: VisitLease, outcome: UrlOutcome): VisitTarget => {
  const target = lease.targets.get(outcome.url.targetId);
  if (!target) throw new Error(`the lease of ${lease.lane} has no target ${outcome.url.targetId}`);
  return target;
};

const captureOf = (lease: VisitLease, outcome: UrlOutcome): CaptureToWrite[] =>
  outcome.capture
    ? [
        {
          ...outcome.capture,
          urlId: outcome.url.id,
          runId: outcome.url.runId,
          leadId: outcome.url.leadId,
          suppliedBy: null,
          isDemonstration: targetOf(lease, outcome).isDemonstration,
          ...readingCounts(outcome),
        },
      ]
    : [];

/** What the health of a target is judged by; nulls for what was not read. */
const readingCounts = (outcome: UrlOutcome): { postingsRead: number | null; linksFound: number | null } =>
  outcome.state === 'done' &&
  !outcome.isUnchanged &&
  outcome.url.leadId === null &&
  outcome.url.kind !== imageKind
    ? {
        postingsRead: outcome.postings.length,
        linksFound: outcome.requests.filter(({ kind }) => kind !== outcome.url.kind && kind !== imageKind)
          .length,
      }
    : { postingsRead: null, linksFound: null };

interface SeenInVisit {
  seen: SeenPosting;
  outcome: UrlOutcome;
}

const seenIn = (lease: VisitLease, outcome: UrlOutcome): SeenInVisit[] => {
  const { capture, postings } = outcome;
  if (postings.length === 0) return [];
  if (!capture) throw new Error(`postings of ${outcome.url.url} came without their capture`);
  const target = targetOf(lease, outcome);
  return postings.map((assessed) => ({
    outcome,
    seen: {
      assessed,
      captureId: capture.id,
      seenAt: capture.fetchedAt,
      targetId: target.id,
      postedIn: target.postedIn ?? null,
      isDemonstration: target.isDemonstration,
    },
  }));
};

/** A demonstration's are never counted. */
const placesNamed = (seen: readonly SeenInVisit[], written: readonly WrittenPosting[]): PlaceNamed[] =>
  seen.flatMap(({ outcome, seen: { assessed, targetId, seenAt, isDemonstration } }, index) => {
    const postingId = written[index]?.postingId;
    if (!outcome.places || isDemonstration || !targetId || !postingId) return [];
    return outcome.places
      .filter((place) => place.itemKey === assessed.posting.itemKey)
      .map((place) => ({ place, postingId, targetId, seenAt }));
  });

const writeRequests = async (
  client: Queryable,
  input: {
    outcomes: UrlOutcome[];
    barren: ReadonlyMap<string, number>;
    fresh: ReadonlySet<UrlOutcome>;
    /** Pages from which there is no need to read on. */
    ends: ReadonlySet<UrlOutcome>;
    browserAvailable: boolean;
    picturesReadSince: Date | undefined;
  },
): Promise<number> => {
  const byRun = new Map<string, UrlsToWrite & { notices: RunNotice[] }>();
  for (const outcome of input.outcomes) {
    const { url, notices = [] } = outcome;
    const isEnd = input.ends.has(outcome);
    const requests = outcome.requests.filter((request) => !(isEnd && request.stopsAtKnown));
    if (url.runId === null || (requests.length === 0 && notices.length === 0)) continue;
    const key = `${url.targetId} ${url.runId}`;
    const { browserAvailable, picturesReadSince } = input;
    const entry = byRun.get(key) ?? {
      targetId: url.targetId,
      runId: url.runId,
      pages: [],
      browserAvailable,
      picturesReadSince,
      notices: [],
    };
    byRun.set(key, entry);
    entry.notices.push(...notices);
    entry.pages.push({
      kind: url.kind,
      barren: input.barren.get(url.id) ?? 0,
      isFresh: input.fresh.has(outcome),
      urls: requests,
    });
  }
  let count = 0;
  for (const entry of byRun.values()) {
    await addNotices(client, entry.runId, entry.notices);
    count += await writeUrls(client, entry);
  }
  return count;
};

const endUrls = async (client: Queryable, lease: VisitLease, outcomes: UrlOutcome[]): Promise<void> => {
  const rows = outcomes.map((outcome) => ({
    id: outcome.url.id,
    state: outcome.state,
    retryAfterMs: outcome.retryAfterMs ?? 0,
    status: outcome.status,
    problem: outcome.problem,
    etag: outcome.etag,
    lastModified: outcome.lastModified,
    needsBrowser: outcome.needsBrowser ?? null,
    isUnchanged: outcome.isUnchanged,
    isRead: outcome.state === 'done' && outcome.url.leadId === null,
    contentKey: outcome.contentKey ?? null,
    leadsOn: outcome.requests.some(({ kind }) => kind !== imageKind),
  }));
  await client.query(
    `update url u set state = o.state, "leaseToken" = null,
       "dueAt" = clock_timestamp() + o."retryAfterMs" * interval '1 millisecond',
       attempts = case when o.state = 'waiting' and o.problem is not null then u.attempts + 1 else 0 end,
       "lastStatus" = o.status, "lastProblem" = o.problem, "lastVisitedAt" = clock_timestamp(),
       etag = o.etag, "lastModified" = o."lastModified",
       "needsBrowser" = coalesce(o."needsBrowser", u."needsBrowser"),
       "visitCount" = u."visitCount" + (case when o."isRead" then 1 else 0 end),
       "changedCount" = u."changedCount" + (case when o."isRead" and not o."isUnchanged"
         and u."contentKey" is not null and o."contentKey" is distinct from u."contentKey" then 1 else 0 end),
       "firstReadAt" = case when o."isRead" then coalesce(u."firstReadAt", clock_timestamp()) else u."firstReadAt" end,
       "lastReadAt" = case when o."isRead" then clock_timestamp() else u."lastReadAt" end,
       "contentKey" = case when o."isRead" and not o."isUnchanged" then o."contentKey" else u."contentKey" end,
       "leadsOn" = case when o."isRead" and not o."isUnchanged" then o."leadsOn" else u."leadsOn" end
     from ${recordset(1, 'o', outcomeColumns)}
     where u.id = o.id and u."leaseToken" = $2`,
    [storableJson(rows), String(lease.token)],
  );
};

const outcomeColumns = {
  id: 'uuid',
  state: 'text',
  retryAfterMs: 'float8',
  status: 'int',
  problem: 'text',
  etag: 'text',
  lastModified: 'text',
  needsBrowser: 'boolean',
  isUnchanged: 'boolean',
  isRead: 'boolean',
  contentKey: 'text',
  leadsOn: 'boolean',
};

/** After everything else: a lead's picture is worth less than the adverts that nobody has seen yet. */
const renderedCapturePriority = -10;

const askForRenderedCaptures = async (
  client: Queryable,
  input: {
    lease: VisitLease;
    seen: SeenInVisit[];
    written: WrittenPosting[];
    leads: Map<string, WrittenLead>;
  },
): Promise<void> => {
  const rows = new Map<string, object>();
  for (const [index, { postingId }] of input.written.entries()) {
    const lead = input.leads.get(postingId);
    const url = input.seen[index]?.outcome.url;
    if (!lead?.isNew || !url) continue;
    rows.set(lead.leadId, {
      id: newId(),
      targetId: url.targetId,
      runId: url.runId,
      laneName: input.lease.lane,
      keyHash: createHash('sha256').update(`rendered-capture\n${lead.leadId}`).digest('hex'),
      url: url.url,
      method: url.method,
      body: url.body,
      kind: 'rendered-capture',
      carry: {},
      render: url.render,
      depth: url.depth,
      needsBrowser: true,
      priority: renderedCapturePriority,
      leadId: lead.leadId,
    });
  }
  if (rows.size === 0) return;
  await insertRows(client, {
    table: 'url',
    columns: renderedCaptureColumns,
    rows: [...rows.values()],
    after: 'on conflict do nothing',
  });
};

const renderedCaptureColumns = { ...urlColumns, leadId: 'uuid' };

const resultOf = (one: WrittenPosting, lead: WrittenLead | undefined): FlushResult['postings'][number] => ({
  url: one.assessed.posting.url,
  itemKey: one.assessed.posting.itemKey,
  postingId: one.postingId,
  isNew: one.isNew,
  leadId: lead?.leadId ?? null,
  isNewLead: lead?.isNew ?? false,
});
