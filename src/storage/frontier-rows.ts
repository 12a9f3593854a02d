/** Rows of the frontier as the pipeline's types. */
import type { TargetSettings } from '../domain/target.ts';
import type { HostRobots, LeasedUrl, VisitTarget } from './frontier-contract.ts';

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

export interface TargetRow {
  id: string;
  name: string;
  typeId: string;
  options: Record<string, unknown>;
  delayMs: number;
  renderMode: string;
  everyHours: number;
  maxPagesPerRun: number;
  postedIn: string | null;
  ignoreRobotsReason: string | null;
  isDemonstration: boolean;
}

export const toVisitTarget = (row: TargetRow): VisitTarget => ({
  id: row.id,
  name: row.name,
  typeId: row.typeId,
  options: row.options,
  delayMs: row.delayMs,
  renderMode: row.renderMode as TargetSettings['renderMode'],
  everyHours: row.everyHours,
  maxPagesPerRun: row.maxPagesPerRun,
  isDemonstration: row.isDemonstration,
  ...(row.postedIn === null ? {} : { postedIn: row.postedIn }),
  ...(row.ignoreRobotsReason === null ? {} : { ignoreRobotsReason: row.ignoreRobotsReason }),
});

export type HostRow = HostRobots;

export const toHostRobots = (row: HostRow): HostRobots => ({
  origin: row.origin,
  robotsText: row.robotsText,
  robotsStatus: row.robotsStatus,
  robotsFetchedAt: row.robotsFetchedAt,
  crawlDelayMs: row.crawlDelayMs,
});
