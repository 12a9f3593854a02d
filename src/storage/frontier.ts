/** The frontier on PostgreSQL: what is due, who has it, and what came of it. */
import type { Protection } from '../domain/protected-identifier.ts';
import { appendAuditRow } from './audit.ts';
import { type Database, inTransaction } from './database.ts';
import { flushVisit } from './flush/flush-visit.ts';
import { writeBlobs, writeCaptures } from './flush/write-captures.ts';
import { writeLeads } from './flush/write-leads.ts';
import { writePersonsAtRisk } from './flush/write-persons-at-risk.ts';
import { writePostings } from './flush/write-postings.ts';
import { writeLanes } from './flush/write-urls.ts';
import type { Frontier, SuppliedPostings } from './frontier-contract.ts';
import { dueLanes, leaseMore, leaseVisit, nextDueInMs } from './lease-visit.ts';
import { isWanted } from './takeable-urls.ts';

/** A page that outlived its worker this often is taken for what kills it. */
const lapsesBeforeGivingUp = 6;

/** `browserAvailable`: a new lead asks for its rendered capture; without a browser it would wait for ever. */
export const createFrontier = (
  { pool }: Pick<Database, 'pool'>,
  {
    browserAvailable = false,
    picturesReadSince,
    protection,
  }: {
    browserAvailable?: boolean;
    /** From when on pictures are read, in the languages of today; undefined while they are not. */
    picturesReadSince?: () => Date | undefined;
    /** Without it nobody is protected: only tests leave it out. */
    protection?: Protection;
  } = {},
): Frontier & SuppliedPostings => ({
  dueLanes: (input) => dueLanes(pool, input),
  leaseVisit: (input) => leaseVisit(pool, input),
  leaseMore: (lease, input) => leaseMore(pool, lease, input),
  flushVisit: (lease, outcomes, lane) =>
    flushVisit(pool, {
      lease,
      outcomes,
      lane,
      browserAvailable,
      picturesReadSince: picturesReadSince?.(),
      protection,
    }),

  renewLease: async (lease, leaseMs) => {
    const { rowCount } = await pool.query(
      `update lane set "leasedUntil" = now() + $3 * interval '1 millisecond'
       where name = $1 and "leaseToken" = $2 and "leasedUntil" is not null`,
      [lease.lane, String(lease.token), leaseMs],
    );
    return rowCount === 1;
  },

  saveRobots: async (robots) => {
    await writeLanes(pool, [robots]);
    await pool.query(
      `update host set "robotsText" = $2, "robotsStatus" = $3, "robotsFetchedAt" = $4, "crawlDelayMs" = $5
       where origin = $1`,
      [
        robots.origin,
        robots.robotsText?.replaceAll('\u0000', '\ufffd') ?? null,
        robots.robotsStatus,
        robots.robotsFetchedAt,
        robots.crawlDelayMs,
      ],
    );
  },

  reapLapsedLeases: () =>
    inTransaction(pool, async (client) => {
      // The new token makes the late worker's flush worthless.
      const { rows } = await client.query<{ name: string }>(
        `update lane set "leaseToken" = "leaseToken" + 1, "leasedUntil" = null, "leasedBy" = null
         where name in (select name from lane where "leasedUntil" < now() order by name for update skip locked)
         returning name`,
      );
      if (rows.length === 0) return 0;
      const { rowCount } = await client.query(
        `update url set "leaseToken" = null, attempts = attempts + 1, "dueAt" = now(),
           state = case when attempts + 1 >= $2 then 'unreadable' else 'waiting' end,
           "lastProblem" = case when attempts + 1 >= $2
             then 'the worker ended ' || (attempts + 1) || ' times while it had this page' else "lastProblem" end
         where "laneName" = any($1::text[]) and state = 'leased'`,
        [rows.map((row) => row.name), lapsesBeforeGivingUp],
      );
      return rowCount ?? 0;
    }),

  stoppedUrls: async (urlIds) => {
    const { rows } = await pool.query<{ id: string }>(
      `select u.id from url u where u.id = any($1::uuid[]) and not (${isWanted})`,
      [urlIds],
    );
    return rows.map((row) => row.id);
  },

  finishIdleRuns: async () => {
    const { rows } = await pool.query<{ id: string }>(
      `update run r set state = 'finished', "finishedAt" = now()
       where r.state = 'running' and not exists (
         select from url u where u."runId" = r.id and u.state in ('waiting', 'leased') and u."leadId" is null)
       returning r.id`,
    );
    return rows.map((row) => row.id);
  },

  nextDueInMs: async () => {
    const asked = await Promise.all([
      nextDueInMs(pool, false),
      ...(browserAvailable ? [nextDueInMs(pool, true)] : []),
    ]);
    const dueInMs = asked.filter((one) => one !== null);
    return dueInMs.length === 0 ? null : Math.min(...dueInMs);
  },

  keepSupplied: ({ capture, blobs, postings, suppliedBy }) =>
    inTransaction(pool, async (client) => {
      await writeBlobs(client, blobs);
      await writeCaptures(client, [
        { ...capture, urlId: null, runId: null, leadId: null, suppliedBy, isDemonstration: false },
      ]);
      const seen = postings.map((assessed) => ({
        assessed,
        captureId: capture.id,
        seenAt: capture.fetchedAt,
        targetId: null,
        postedIn: null,
        isDemonstration: false,
      }));
      const written = await writePostings(client, seen, protection);
      const leads = await writeLeads(client, written);
      await writePersonsAtRisk(client, written);
      await appendAuditRow(client, {
        actor: suppliedBy ?? 'command',
        action: 'advert.kept',
        subjectType: 'capture',
        subjectId: capture.id,
        details: { postings: written.map(({ postingId }) => postingId) },
      });
      return written.map(({ postingId }) => ({ postingId, leadId: leads.get(postingId)?.leadId ?? null }));
    }),
});
