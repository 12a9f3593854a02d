/** Targets whose time has come. When they come next is reckoned here and stored: schedules have time zones. */
import type pg from 'pg';
import { quietWindow } from '../domain/quiet-hours.ts';
import { nextRunAfter } from '../domain/schedule.ts';
import { inTransaction } from './database.ts';
import type { VisitTarget } from './frontier-contract.ts';
import { type TargetRow, toVisitTarget } from './frontier-rows.ts';
import { quietHoursOfRow } from './target-rows.ts';

interface DueRow extends TargetRow {
  now: Date;
}

/** However many runs were missed while nothing was running, a target is returned once. */
export const takeDueTargets = (pool: pg.Pool, limit: number): Promise<VisitTarget[]> =>
  inTransaction(pool, async (client) => {
    const { rows } = await client.query<DueRow>(
      `select *, now() as now from target
       where state = 'active' and "removedAt" is null
         and ("nextRunAt" <= now() or ("nextRunAt" is null and "everyHours" > 0 and cron is null))
       order by "nextRunAt" nulls first limit $1 for update skip locked`,
      [limit],
    );
    const targets = rows.map(toVisitTarget);
    await client.query(
      `update target t set "nextRunAt" = n.at from unnest($1::uuid[], $2::timestamptz[]) as n(id, at) where t.id = n.id`,
      [rows.map((row) => row.id), targets.map((target, index) => nextRunAfter(target, nowOf(rows[index])))],
    );
    return targets;
  });

const nowOf = (row: DueRow | undefined): Date => row?.now ?? new Date();

/** Quiet hours that are over, or were never reckoned, give way to the next; the frontier only compares times. */
export const renewQuietHours = async (pool: pg.Pool): Promise<void> => {
  const { rows } = await pool.query<DueRow>(
    `select *, now() as now from target
     where "quietFrom" is not null and ("quietEndsAt" is null or "quietEndsAt" <= now()) and "removedAt" is null`,
  );
  for (const row of rows) {
    const { quietHours } = quietHoursOfRow(row);
    if (!quietHours) continue;
    const { startsAt, endsAt } = quietWindow(quietHours, row.now);
    await pool.query(
      `update target set "quietStartsAt" = $2, "quietEndsAt" = $3
       where id = $1 and ("quietFrom", "quietTo", "quietTimeZone") = ($4, $5, $6)`,
      [row.id, startsAt, endsAt, row.quietFrom, row.quietTo, row.quietTimeZone],
    );
  }
};
