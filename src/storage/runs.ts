/** Runs of targets: opening, cancelling, counting. What a run did is counted from its rows; nothing is kept twice. */
import type pg from 'pg';
import { newId } from '../platform/ids.ts';
import { appendAuditRow } from './audit.ts';
import { type Database, inTransaction } from './database.ts';
import { writeUrls } from './flush/write-urls.ts';
import type { RunCounts, Runs } from './frontier-contract.ts';
import { renewQuietHours, takeDueTargets } from './take-due-targets.ts';

/** `browserAvailable`: pages that only a browser can show go there at once. */
export const createRuns = (
  { pool }: Pick<Database, 'pool'>,
  { browserAvailable = false }: { browserAvailable?: boolean } = {},
): Runs => ({
  startRun: (input) =>
    inTransaction(pool, async (client) => {
      const { rows } = await client.query<{ id: string }>(
        `insert into run (id, "targetId", trigger, exit)
         values ($1, $2, $3, (select p.name from target t join proxy p on p.id = t."proxyId" where t.id = $2))
         on conflict ("targetId") where state = 'running' do nothing returning id`,
        [newId(), input.targetId, input.trigger],
      );
      const runId = rows[0]?.id;
      if (!runId) return { runId: await openRunOf(client, input.targetId), isNew: false };
      const start = { kind: null, barren: 0, isFresh: true, urls: input.urls };
      await writeUrls(client, { targetId: input.targetId, runId, pages: [start], browserAvailable });
      if (input.actor) await auditRun(client, { actor: input.actor, action: 'run.started', runId });
      return { runId, isNew: true };
    }),

  cancelRun: (runId, actor) =>
    inTransaction(pool, async (client) => {
      const { rowCount } = await client.query(
        `update run set state = 'cancelled', "finishedAt" = now(), "pausedAt" = null where id = $1 and state = 'running'`,
        [runId],
      );
      if (rowCount) await auditRun(client, { actor, action: 'run.cancelled', runId });
    }),

  pauseRun: (runId, actor) => setPaused(pool, { runId, actor, isPaused: true }),
  resumeRun: (runId, actor) => setPaused(pool, { runId, actor, isPaused: false }),

  takeDueTargets: async (limit) => {
    await renewQuietHours(pool);
    return takeDueTargets(pool, limit);
  },

  counts: (runId) => countRun(pool, runId),
});

const setPaused = (
  pool: pg.Pool,
  { runId, actor, isPaused }: { runId: string; actor: string; isPaused: boolean },
): Promise<void> =>
  inTransaction(pool, async (client) => {
    const { rowCount } = await client.query(
      `update run set "pausedAt" = case when $2 then now() end
       where id = $1 and state = 'running' and ("pausedAt" is null) = $2`,
      [runId, isPaused],
    );
    if (rowCount) await auditRun(client, { actor, action: isPaused ? 'run.paused' : 'run.resumed', runId });
  });

const auditRun = (
  client: pg.PoolClient,
  { runId, ...entry }: { actor: string; action: string; runId: string },
): Promise<void> => appendAuditRow(client, { ...entry, subjectType: 'run', subjectId: runId });

const openRunOf = async (client: pg.PoolClient, targetId: string): Promise<string> => {
  const { rows } = await client.query<{ id: string }>(
    `select id from run where "targetId" = $1 and state = 'running'`,
    [targetId],
  );
  // Finished between the two statements: the caller's next try opens one.
  if (!rows[0]) throw new Error(`the open run of target ${targetId} has just ended; start it again`);
  return rows[0].id;
};

const countRun = async (pool: pg.Pool, runId: string): Promise<RunCounts> => {
  const states = await pool.query<{ state: string; count: number }>(
    `select state, count(*)::int as count from url where "runId" = $1 and "leadId" is null group by state`,
    [runId],
  );
  const totals = await pool.query<{ captures: number; postings: number; leads: number }>(
    `select (select count(*)::int from capture where "runId" = $1) as captures,
       count(distinct s."postingId")::int as postings, count(distinct l.id)::int as leads
     from capture c join sighting s on s."captureId" = c.id left join lead l on l."postingId" = s."postingId"
     where c."runId" = $1`,
    [runId],
  );
  const problems = await pool.query<{ problem: string; count: number }>(
    `select "lastProblem" as problem, count(*)::int as count from url
     where "runId" = $1 and "lastProblem" is not null group by 1 order by 2 desc, 1 limit 50`,
    [runId],
  );
  const byState = Object.fromEntries(states.rows.map((row) => [row.state, row.count]));
  const { captures = 0, postings = 0, leads = 0 } = totals.rows[0] ?? {};
  return {
    waiting: (byState.waiting ?? 0) + (byState.leased ?? 0),
    captures,
    postings,
    leads,
    byState,
    problems: problems.rows,
  };
};
