/** Why pages of a crawl target wait although it is active, in words for an admin. */
import { crawlBudgetKey, dayBudget, usedUp } from '../domain/crawl-budget.ts';
import { clockTime, retryWords, type WaitingLane, waitWords } from '../domain/wait-words.ts';
import { today } from './day-budgets.ts';
import { type PrismaClient, Prisma as sql } from './generated/client.ts';
import { sharedAddressSpacingMs } from './server-address.ts';
import { waitingLanes } from './takeable-urls.ts';

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

const mostSites = 3;

/** By target, of those that are not paused, most telling first; a target that waits for nothing is not in it. */
export const readWaitReasons = async (
  database: PrismaClient,
  runId?: string,
): Promise<Map<string, string[]>> => {
  const ofRun = runId === undefined ? sql.empty : sql.sql`AND r.id = ${runId}::uuid`;
  const [targets, lanes, retries, everything] = await Promise.all([
    database.$queryRaw<TargetClock[]>(targetClocks),
    database.$queryRaw<LaneOfTarget[]>(waitingLanesOf(ofRun)),
    runId === undefined ? [] : database.$queryRaw<RetryRow[]>(waitingRetries(runId)),
    readDeploymentReason(database),
  ]);
  const reasons = targets.map((target): [string, string[]] => {
    const own = [ownReason(target), everything].find((reason) => reason !== undefined);
    if (own !== undefined) return [target.id, [own]];
    const ofSites = lanes.filter((lane) => lane.targetId === target.id).map(waitWords);
    const left = ofSites.length - mostSites;
    return [
      target.id,
      [
        ...ofSites.slice(0, mostSites),
        ...(left > 0 ? [`${left} further ${left === 1 ? 'site waits' : 'sites wait'}`] : []),
        ...retries
          .filter(({ targetId }) => targetId === target.id)
          .map(({ count, at }) => retryWords(count, at)),
      ],
    ];
  });
  return new Map(reasons.filter(([, words]) => words.length > 0));
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
    return `quiet hours; it goes on at ${clockTime(target.quietEndsAt, target.quietTimeZone)}`;
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

interface LaneOfTarget extends WaitingLane {
  targetId: string;
}

/** A wait that nobody notices is not worth a sentence. */
const noticedMs = 5000;

/** Of runs that are open, the lanes that rest for some time or are asked slowly, and have something waiting. */
const waitingLanesOf = (ofRun: sql.Sql): sql.Sql => sql.sql`
  WITH takeable_run AS MATERIALIZED (
      SELECT r.id FROM run r WHERE r.state = 'running' AND r."pausedAt" IS NULL ${ofRun}),
    ${sql.raw(waitingLanes('false', 'plain_lane'))}, ${sql.raw(waitingLanes('true', 'browser_lane'))},
    open_lane AS (
      SELECT "runId", name FROM plain_lane UNION SELECT "runId", name FROM browser_lane
      UNION SELECT u."runId", u."laneName" FROM url u
        WHERE u.state = 'leased' AND u."runId" IN (SELECT id FROM takeable_run)),
    host_robots AS MATERIALIZED (
      SELECT h."laneName", max(h."crawlDelayMs") AS delay,
        max(h."robotsStatus") FILTER (WHERE h."robotsStatus" IN (0, 429) OR h."robotsStatus" >= 500) AS status
      FROM host h GROUP BY 1)
  SELECT r."targetId", l.name, CASE WHEN l."backOffUntil" > now() THEN l."backOffUntil" END AS "backOffUntil",
    l."backOffCount", l."slowMs", l."recentMs", t."delayMs",
    CASE WHEN l."nextAllowedAt" > now() + ${noticedMs} * interval '1 millisecond' THEN l."nextAllowedAt" END AS "nextAllowedAt",
    robots.status AS "robotsStatus", CASE WHEN robots.delay > t."delayMs" THEN robots.delay END AS "crawlDelayMs",
    shared.name AS "sharesWith"
  FROM open_lane o JOIN run r ON r.id = o."runId" JOIN target t ON t.id = r."targetId" JOIN lane l ON l.name = o.name
  LEFT JOIN host_robots robots ON robots."laneName" = l.name AND t."ignoreRobotsReason" IS NULL
  LEFT JOIN LATERAL (
    SELECT other.name FROM lane other WHERE other.address = l.address AND other.name <> l.name
      AND (other."leasedUntil" IS NOT NULL
        OR other."lastAskedAt" > clock_timestamp() - ${sharedAddressSpacingMs} * interval '1 millisecond')
    ORDER BY other.name LIMIT 1) shared ON true
  WHERE l."backOffUntil" > now() OR l."slowMs" > 0 OR robots.delay > greatest(t."delayMs", ${noticedMs})
    OR shared.name IS NOT NULL OR l."nextAllowedAt" > now() + ${noticedMs} * interval '1 millisecond'
  ORDER BY l."backOffUntil" > now() DESC NULLS LAST, l."nextAllowedAt" DESC, l.name LIMIT 100`;

interface RetryRow {
  targetId: string;
  count: number;
  at: Date;
}

/** Pages that rest longer than anybody would not notice, because they failed. */
const waitingRetries = (runId: string): sql.Sql => sql.sql`
  SELECT r."targetId", count(*)::int AS count, min(u."dueAt") AS at FROM run r JOIN url u ON u."runId" = r.id
  WHERE r.id = ${runId}::uuid AND r.state = 'running' AND r."pausedAt" IS NULL AND u.state = 'waiting'
    AND u.attempts > 0 AND u."dueAt" > now() + ${noticedMs} * interval '1 millisecond'
  GROUP BY 1`;
