/** Rows of the frontier as the pipeline's types. */
import type { HostRobots, LeasedUrl, VisitTarget } from './frontier-contract.ts';
import { type SettingsRow, settingsOfRow } from './target-rows.ts';

export interface UrlRow extends Omit<LeasedUrl, 'method'> {
  method: string;
}

export const toLeasedUrl = (row: UrlRow): LeasedUrl => ({
  id: row.id,
  targetId: row.targetId,
  runId: row.runId,
  url: row.url,
  method: row.method === 'POST' ? 'POST' : 'GET',
  body: row.body,
  kind: row.kind,
  carry: row.carry,
  render: row.render,
  depth: row.depth,
  attempts: row.attempts,
  etag: row.etag,
  lastModified: row.lastModified,
  needsBrowser: row.needsBrowser,
  leadId: row.leadId,
});

/** A row of `target` as both pg and Prisma give it. */
export interface TargetRow extends SettingsRow {
  id: string;
  isDemonstration: boolean;
}

export const toVisitTarget = (row: TargetRow): VisitTarget => ({
  ...settingsOfRow(row),
  id: row.id,
  isDemonstration: row.isDemonstration,
});

export type HostRow = HostRobots;

export const toHostRobots = (row: HostRow): HostRobots => ({
  origin: row.origin,
  robotsText: row.robotsText,
  robotsStatus: row.robotsStatus,
  robotsFetchedAt: row.robotsFetchedAt,
  crawlDelayMs: row.crawlDelayMs,
});
