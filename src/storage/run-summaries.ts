/** What runs did, counted from their captures and urls. */
import type { RunState, RunTrigger } from '../domain/target.ts';
import type { RunSummary } from '../domain/target-view.ts';
import type { UrlState } from '../domain/visit.ts';
import { type PrismaClient, Prisma as sql } from './generated/client.ts';

interface RunRow {
  id: string;
  targetId: string;
  targetName: string;
  isDemonstration: boolean;
  trigger: string;
  state: string;
  problem: string | null;
  startedAt: Date;
  finishedAt: Date | null;
  pausedAt: Date | null;
  captures: number;
  postings: number;
  leads: number;
}

const problemsShown = 5;

/** Newest first. `latestOnly`: one for each target. */
export const summariseRuns = async (
  database: PrismaClient,
  input: { limit: number; latestOnly?: boolean; targetId?: string; runId?: string },
): Promise<RunSummary[]> => {
  const rows = await database.$queryRaw<RunRow[]>(selectRuns(input));
  const ids = rows.map((row) => row.id);
  const [urls, problems] = await Promise.all([
    database.$queryRaw<{ runId: string; state: string; count: number }[]>`
      SELECT "runId", state, count(*)::int AS count FROM url
      WHERE "runId" = ANY(${ids}::uuid[]) GROUP BY 1, 2`,
    database.$queryRaw<{ runId: string; problem: string; count: number }[]>`
      SELECT "runId", "lastProblem" AS problem, count(*)::int AS count FROM url
      WHERE "runId" = ANY(${ids}::uuid[]) AND "lastProblem" IS NOT NULL GROUP BY 1, 2 ORDER BY 3 DESC, 2`,
  ]);
  return rows.map(({ pausedAt, ...row }) => ({
    ...row,
    isPaused: pausedAt !== null,
    trigger: row.trigger as RunTrigger,
    state: row.state as RunState,
    startedAt: row.startedAt.toISOString(),
    finishedAt: row.finishedAt?.toISOString() ?? null,
    urls: urls
      .filter((url) => url.runId === row.id)
      .map(({ state, count }) => ({ state: state as UrlState, count })),
    problems: problems
      .filter((one) => one.runId === row.id)
      .slice(0, problemsShown)
      .map(({ problem, count }) => ({ problem, count })),
  }));
};

const selectRuns = (input: {
  limit: number;
  latestOnly?: boolean;
  targetId?: string;
  runId?: string;
}): sql.Sql => {
  const ofTarget = input.targetId ? sql.sql`AND r."targetId" = ${input.targetId}::uuid` : sql.empty;
  const one = input.runId ? sql.sql`AND r.id = ${input.runId}::uuid` : sql.empty;
  const latest = input.latestOnly
    ? sql.sql`AND NOT EXISTS (SELECT 1 FROM run n WHERE n."targetId" = r."targetId"
        AND (n."startedAt", n.id) > (r."startedAt", r.id))`
    : sql.empty;
  return sql.sql`
    SELECT r.id, r."targetId", t.name AS "targetName", t."isDemonstration", r.trigger, r.state, r.problem,
           r."startedAt", r."finishedAt", r."pausedAt",
           (SELECT count(*)::int FROM capture c WHERE c."runId" = r.id) AS captures,
           (SELECT count(DISTINCT s."postingId")::int FROM sighting s JOIN capture c ON c.id = s."captureId"
            WHERE c."runId" = r.id) AS postings,
           (SELECT count(DISTINCT l.id)::int FROM sighting s JOIN capture c ON c.id = s."captureId"
            JOIN lead l ON l."postingId" = s."postingId" WHERE c."runId" = r.id) AS leads
    FROM run r JOIN target t ON t.id = r."targetId"
    WHERE t."removedAt" IS NULL ${ofTarget} ${one} ${latest}
    ORDER BY r."startedAt" DESC, r.id DESC LIMIT ${input.limit}`;
};
