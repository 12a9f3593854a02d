/** Why pages of a crawl target wait although it is active, in words for an admin. */
import { crawlBudgetKey, dayBudget, usedUp } from '../domain/crawl-budget.ts';
import { medianOf } from '../domain/lane-pace.ts';
import { today } from './day-budgets.ts';
import { type PrismaClient, Prisma as sql } from './generated/client.ts';

interface TargetClock {
  id: string;
  maxPagesPerDay: number | null;
  maxMegabytesPerDay: number | null;
  quietTimeZone: string | null;
  quietEndsAt: Date | null;
  isQuiet: boolean;
  pages: number;
  bytes: number;
}

/** By target, of those that are not paused; a target that waits for nothing is not in it. */
export const readWaitReasons = async (database: PrismaClient): Promise<Map<string, string>> => {
  const [targets, lanes, everything] = await Promise.all([
    database.$queryRaw<TargetClock[]>(targetClocks),
    database.$queryRaw<SlowLane[]>(slowLanes),
    readDeploymentReason(database),
  ]);
  const reasons = targets.flatMap((target): [string, string][] => {
    const own = [ownReason(target), everything].find((reason) => reason !== undefined);
    const ofSites = lanes.filter((lane) => lane.targetId === target.id).map(laneReason);
    const reason = own ?? (ofSites.length > 0 ? ofSites.join('; ') : undefined);
    return reason === undefined ? [] : [[target.id, reason]];
  });
  return new Map(reasons);
};

const todaySql = sql.raw(today);

const targetClocks = sql.sql`
  SELECT t.id, t."maxPagesPerDay", t."maxMegabytesPerDay", t."quietTimeZone", t."quietEndsAt",
    coalesce(t."quietStartsAt" <= now() AND now() < t."quietEndsAt", false) AS "isQuiet",
    coalesce(d.pages, 0) AS pages, coalesce(d.bytes, 0)::float8 AS bytes
  FROM target t LEFT JOIN target_day d ON d."targetId" = t.id AND d.day = ${todaySql}
  WHERE t."removedAt" IS NULL AND t.state = 'active'`;

const ownReason = (target: TargetClock): string | undefined => {
  if (target.isQuiet && target.quietEndsAt && target.quietTimeZone)
    return `quiet hours; it goes on at ${clockTime(target.quietEndsAt, target.quietTimeZone)} (${target.quietTimeZone})`;
  return usedUp(budgetOf(target), target, "today's budget");
};

const budgetOf = ({ maxPagesPerDay, maxMegabytesPerDay }: TargetClock) =>
  dayBudget.parse({
    ...(maxPagesPerDay !== null && { maxPagesPerDay }),
    ...(maxMegabytesPerDay !== null && { maxMegabytesPerDay }),
  });

const readDeploymentReason = async (database: PrismaClient): Promise<string | undefined> => {
  const setting = await database.setting.findUnique({ where: { key: crawlBudgetKey } });
  const budget = dayBudget.safeParse(setting?.value);
  if (!budget.success) return undefined;
  const use = await readDayUse(database);
  return usedUp(budget.data, use, "today's budget of all targets together");
};

/** Of all targets together, since 00:00 UTC. */
export const readDayUse = async (database: PrismaClient): Promise<{ pages: number; bytes: number }> => {
  const rows = await database.$queryRaw<{ pages: number; bytes: number }[]>`
    SELECT coalesce(sum(pages), 0)::int AS pages, coalesce(sum(bytes), 0)::float8 AS bytes
    FROM target_day WHERE day = ${todaySql}`;
  return rows[0] ?? { pages: 0, bytes: 0 };
};

interface SlowLane {
  targetId: string;
  name: string;
  backOffUntil: Date | null;
  backOffCount: number;
  slowMs: number;
  recentMs: number[];
}

const slowLanes = sql.sql`
  SELECT r."targetId", l.name, CASE WHEN l."backOffUntil" > now() THEN l."backOffUntil" END AS "backOffUntil",
    l."backOffCount", l."slowMs", l."recentMs"
  FROM lane l CROSS JOIN run r
  WHERE (l."backOffUntil" > now() OR l."slowMs" > 0) AND r.state = 'running'
    AND EXISTS (SELECT FROM url u WHERE u."runId" = r.id AND u."laneName" = l.name AND u.state IN ('waiting', 'leased'))
  ORDER BY l.name LIMIT 100`;

const laneReason = ({ name, backOffUntil, backOffCount, slowMs, recentMs }: SlowLane): string => {
  if (backOffUntil) {
    const times = backOffCount > 1 ? ` (${backOffCount} times in a row)` : '';
    return `${name} did not answer or asked us to slow down${times}; it goes on at ${clockTime(backOffUntil, 'UTC')} UTC`;
  }
  const median = medianOf(recentMs);
  const why =
    backOffCount > 0
      ? 'asked us to slow down lately'
      : `answers slowly${median === undefined ? '' : ` (${seconds(median)} a page)`}`;
  return `${name} ${why}, so it is asked once in ${seconds(slowMs)}`;
};

const seconds = (ms: number): string => `${Number((ms / 1000).toFixed(1))} s`;

const clockTime = (time: Date, timeZone: string): string =>
  new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone }).format(time);
