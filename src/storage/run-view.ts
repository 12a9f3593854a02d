/** Everything that the page of one run shows, counted from its captures and urls. */
import { type Tier, tiers } from '../domain/assessment.ts';
import type { RunView } from '../domain/run-view.ts';
import type { UrlState } from '../domain/visit.ts';
import { imageKind } from '../domain/visit.ts';
import type { PrismaClient } from './generated/client.ts';
import { readNotices } from './run-notices.ts';
import { summariseRuns } from './run-summaries.ts';
import { readWaitReasons } from './wait-reasons.ts';

const limits = { pages: 30, samples: 12, steps: 60, shortestStepSeconds: 5 } as const;

/** Null when there is no such run, or its target was removed. */
export const readRunView = async (database: PrismaClient, runId: string): Promise<RunView | null> => {
  const [summary] = await summariseRuns(database, { limit: 1, runId });
  if (!summary) return null;
  const isGoingOn = summary.state === 'running' && !summary.isPaused;
  const [totals, pace, pages, samples, waits] = await Promise.all([
    readTotals(database, runId),
    readPace(database, summary),
    readPages(database, runId),
    readSamples(database, runId),
    isGoingOn ? readWaitReasons(database, runId) : undefined,
  ]);
  return { ...summary, ...totals, pace, pages, samples, waits: waits?.get(summary.targetId) ?? [] };
};

type Totals = Pick<RunView, 'notices' | 'maxPages' | 'restingUrls' | 'newPostings' | 'bytes'>;

const readTotals = async (database: PrismaClient, runId: string): Promise<Totals> => {
  const [row] = await database.$queryRaw<(Omit<Totals, 'bytes'> & { bytes: bigint })[]>`
    SELECT r.notices, t."maxPagesPerRun" AS "maxPages",
      (SELECT count(*)::int FROM url u WHERE u."targetId" = r."targetId" AND u."listedAt" >= r."startedAt"
         AND u."listedAt" <= coalesce(r."finishedAt", now()) AND u."runId" IS DISTINCT FROM r.id
         AND u.state = 'done') AS "restingUrls",
      (SELECT count(DISTINCT s."postingId")::int FROM capture c JOIN sighting s ON s."captureId" = c.id
         JOIN posting p ON p.id = s."postingId" WHERE c."runId" = r.id AND p."firstSeenAt" >= r."startedAt") AS "newPostings",
      (SELECT coalesce(sum(c.bytes), 0)::bigint FROM capture c WHERE c."runId" = r.id) AS bytes
    FROM run r JOIN target t ON t.id = r."targetId" WHERE r.id = ${runId}::uuid`;
  if (!row) throw new Error(`the run ${runId} was deleted while it was read`);
  return { ...row, notices: readNotices(row.notices), bytes: Number(row.bytes) };
};

/** Steps grow with the run, so that the plot stays as wide. */
const readPace = async (
  database: PrismaClient,
  run: { id: string; startedAt: string; finishedAt: string | null },
): Promise<RunView['pace']> => {
  const startedMs = new Date(run.startedAt).getTime();
  const endMs = run.finishedAt ? new Date(run.finishedAt).getTime() : Date.now();
  const seconds = Math.max(1, (endMs - startedMs) / 1000);
  const secondsPerStep = Math.max(limits.shortestStepSeconds, Math.ceil(seconds / limits.steps));
  const rows = await database.$queryRaw<{ step: number; read: number; unread: number }[]>`
    SELECT greatest(0, floor(extract(epoch FROM c."fetchedAt" - ${new Date(run.startedAt)}) / ${secondsPerStep}::float8))::int AS step,
      count(*) FILTER (WHERE c.problem IS NULL OR c."postingsRead" IS NOT NULL)::int AS read,
      count(*) FILTER (WHERE c.problem IS NOT NULL AND c."postingsRead" IS NULL)::int AS unread
    FROM capture c WHERE c."runId" = ${run.id}::uuid GROUP BY 1`;
  const bySteps = new Map(rows.map(({ step, ...counts }) => [step, counts]));
  const length = Math.min(
    limits.steps + 1,
    Math.max(Math.ceil(seconds / secondsPerStep), ...[...bySteps.keys()].map((step) => step + 1)),
  );
  return {
    secondsPerStep,
    steps: Array.from({ length }, (_, step) => bySteps.get(step) ?? { read: 0, unread: 0 }),
  };
};

const readPages = async (database: PrismaClient, runId: string): Promise<RunView['pages']> => {
  const rows = await database.$queryRaw<
    (Omit<RunView['pages'][number], 'at' | 'state'> & { at: Date; state: string })[]
  >`
    SELECT u.id, u.url, u.kind, u.state, u."lastStatus" AS status, u."lastProblem" AS problem, u."lastVisitedAt" AS at,
      last."postingsRead" AS postings, last."linksFound" AS links
    FROM url u JOIN run r ON r.id = u."runId"
    LEFT JOIN LATERAL (SELECT c."postingsRead", c."linksFound" FROM capture c
      WHERE c."urlId" = u.id AND c."runId" = u."runId" ORDER BY c."fetchedAt" DESC LIMIT 1) last ON true
    WHERE u."runId" = ${runId}::uuid AND u."lastVisitedAt" >= r."startedAt" AND u.kind <> ${imageKind}
    ORDER BY u."lastVisitedAt" DESC, u.id DESC LIMIT ${limits.pages}`;
  return rows.map((row) => ({ ...row, state: row.state as UrlState, at: row.at.toISOString() }));
};

/** The adverts seen last. Who asks for help is on no such list (hide-pleas.ts). */
const readSamples = async (database: PrismaClient, runId: string): Promise<RunView['samples']> => {
  const rows = await database.$queryRaw<(Omit<RunView['samples'][number], 'tier'> & { tier: string })[]>`
    WITH seen AS (
      SELECT s."postingId", max(s."seenAt") AS "seenAt" FROM capture c JOIN sighting s ON s."captureId" = c.id
      WHERE c."runId" = ${runId}::uuid GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ${limits.samples * 4})
    SELECT p.id AS "postingId", left(coalesce(v.fields->>'title', ''), 200) AS title, p.url, a.tier, a.gist, l.id AS "leadId"
    FROM seen JOIN posting p ON p.id = seen."postingId" JOIN revision v ON v.id = p."currentRevisionId"
    JOIN LATERAL (SELECT * FROM assessment a WHERE a."revisionId" = v.id ORDER BY a."createdAt" DESC, a.id DESC LIMIT 1) a ON true
    LEFT JOIN lead l ON l."postingId" = p.id
    WHERE NOT EXISTS (SELECT FROM assessment k WHERE k."revisionId" = v.id AND k.kind = 'plea')
    ORDER BY (l.id IS NOT NULL) DESC, seen."seenAt" DESC, p.id LIMIT ${limits.samples}`;
  return rows.map((row) => ({
    ...row,
    tier: tiers.find((tier) => tier === row.tier) ?? ('none' satisfies Tier),
  }));
};
