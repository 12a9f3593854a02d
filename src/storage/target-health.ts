/** What a target's health is judged by, and what follows from it. */
import type pg from 'pg';
import { healthLimits, type RunFacts, stretchedNextRun } from '../domain/target-health.ts';
import { imageKind } from '../domain/visit.ts';
import type { HealthStore } from '../pipeline/judge-runs.ts';
import { type Database, inTransaction } from './database.ts';
import { type JudgedRun, markRemoved } from './mark-removed.ts';
import { readNotices } from './run-notices.ts';

export const createHealthStore = ({ pool }: Pick<Database, 'pool'>): HealthStore => ({
  async unjudgedRuns(limit) {
    const { rows } = await pool.query<{ runId: string; typeId: string }>(
      `select r.id as "runId", t."typeId" from run r join target t on t.id = r."targetId"
       where r.state = 'finished' and r."judgedAt" is null order by r."finishedAt" limit $1`,
      [limit],
    );
    return rows;
  },

  factsOf: (runId) => readFacts(pool, runId),

  saveJudgement: ({ runId, health, showsWholeLists }) =>
    inTransaction(pool, async (client) => {
      const run = await takeRun(client, runId);
      if (!run) return;
      if (showsWholeLists) await markRemoved(client, run);
      const { rows } = await client.query<{ failingRuns: number }>(
        `insert into target_health as h ("targetId", state, code, sentence, since, "checkedAt", "failingRuns")
         values ($1, $2, $3, $4, $5, $5, $6)
         on conflict ("targetId") do update set state = excluded.state, code = excluded.code,
           sentence = excluded.sentence, "checkedAt" = excluded."checkedAt",
           since = case when h.state = excluded.state and h.code = excluded.code then h.since else excluded.since end,
           "failingRuns" = case when excluded.state = 'failing' then h."failingRuns" + 1 else 0 end
         returning "failingRuns"`,
        [
          run.targetId,
          health.state,
          health.code,
          health.sentence,
          run.finishedAt,
          health.state === 'failing' ? 1 : 0,
        ],
      );
      await stretch(client, run, rows[0]?.failingRuns ?? 0);
    }),
});

/** Undefined when somebody else judged it meanwhile. */
const takeRun = async (client: pg.PoolClient, runId: string): Promise<JudgedRun | undefined> => {
  const { rows } = await client.query<JudgedRun>(
    `update run r set "judgedAt" = now() from target t
     where r.id = $1 and r."judgedAt" is null and t.id = r."targetId"
     returning r.id as "runId", r."targetId", r."startedAt", r."finishedAt", t."nextRunAt"`,
    [runId],
  );
  return rows[0];
};

const stretch = async (client: pg.PoolClient, run: JudgedRun, failingRuns: number): Promise<void> => {
  if (failingRuns < 2 || !run.nextRunAt || run.nextRunAt <= run.startedAt) return;
  const { startedAt, nextRunAt } = run;
  await client.query('update target set "nextRunAt" = $2 where id = $1 and "nextRunAt" = $3', [
    run.targetId,
    stretchedNextRun({ startedAt, nextRunAt, failingRuns }),
    nextRunAt,
  ]);
};

const ofPages = `u."leadId" is null and u.kind <> '${imageKind}'`;

const readFacts = async (pool: pg.Pool, runId: string): Promise<RunFacts> => {
  const [states, kinds, notices] = await Promise.all([
    pool.query<RunFacts['states'][number]>(
      `select state, sum(pages)::int as count,
         (array_agg(problem order by problem is null, pages desc, problem))[1] as problem
       from (select u.state, u."lastProblem" as problem, count(*) as pages from url u
         where u."runId" = $1 and ${ofPages} group by 1, 2) counted
       group by state`,
      [runId],
    ),
    pool.query<{ runId: string; kind: string; pages: number; found: number }>(
      `with looked as (
         select r.id, r."startedAt" from run r join run this on this."targetId" = r."targetId" and this.id = $1
         where r.id = $1 or (r.state = 'finished' and r."startedAt" < this."startedAt")
         order by r."startedAt" desc limit $2)
       select c."runId", u.kind, count(*)::int as pages, sum(c."postingsRead" + c."linksFound")::int as found
       from looked join capture c on c."runId" = looked.id join url u on u.id = c."urlId"
       where c."postingsRead" is not null and ${ofPages}
       group by 1, 2, looked."startedAt" order by looked."startedAt" desc, 2`,
      [runId, healthLimits.mostRunsBack + 1],
    ),
    pool.query<{ notices: unknown }>('select notices from run where id = $1', [runId]),
  ]);
  const earlier = new Map<string, number[]>();
  for (const row of kinds.rows.filter((one) => one.runId !== runId))
    earlier.set(row.kind, [...(earlier.get(row.kind) ?? []), row.found / row.pages]);
  return {
    states: states.rows,
    kinds: kinds.rows.filter((one) => one.runId === runId),
    earlier: [...earlier].map(([kind, perPage]) => ({ kind, perPage })),
    notices: readNotices(notices.rows[0]?.notices),
  };
};
