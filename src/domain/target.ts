/** A crawl target: a place that an admin wants watched. */
import { z } from 'zod';
import { hostPattern, pathGlob } from './crawl-scope.ts';
import { quietHours } from './quiet-hours.ts';
import { cronProblem } from './schedule.ts';
import { timeZone } from './time-zone.ts';

export const renderMode = z.enum(['auto', 'never', 'always']);
export type RenderMode = z.infer<typeof renderMode>;

export const targetState = z.enum(['active', 'paused']);
export type TargetState = z.infer<typeof targetState>;

const mustBeCron = (cron: string, context: z.RefinementCtx): void => {
  const problem = cronProblem(cron);
  if (problem) context.addIssue({ code: 'custom', message: problem });
};

export const targetSettings = z.object({
  name: z.string().trim().min(1).max(120),
  /** Id of a target type in crawlers/targets. */
  typeId: z.string().min(1).max(60),
  /** Checked against the target type's own schema. */
  options: z.record(z.string(), z.unknown()),
  /** Wait between two requests to one site, in milliseconds. */
  delayMs: z.int().min(0).max(600_000).default(2000),
  renderMode: renderMode.default('auto'),
  /** Hours between two runs; 0 means only when somebody asks. */
  everyHours: z
    .number()
    .min(0)
    .max(24 * 90)
    .default(24),
  maxPagesPerRun: z.int().min(1).max(1_000_000).default(2000),
  /** The place whose people the board serves, e.g. `Manila`; lets a local title with a foreign work place be seen. */
  postedIn: z.string().trim().max(120).optional(),
  /** Why robots.txt may be ignored here; logged. Absent: robots.txt is kept. */
  ignoreRobotsReason: z.string().trim().min(10).max(500).optional(),
  /** Five fields, in `timeZone` (UTC when absent); takes the place of `everyHours`. */
  cron: z.string().trim().max(120).superRefine(mustBeCron).optional(),
  timeZone: timeZone.optional(),
  /** Nothing is fetched meanwhile. */
  quietHours: quietHours.optional(),
  /** Used up, its pages wait until 00:00 UTC. Absent: no limit. */
  maxPagesPerDay: z.int().min(1).max(10_000_000).optional(),
  maxMegabytesPerDay: z.int().min(1).max(10_000_000).optional(),
  /** Further hosts that count as the same place. */
  alsoHosts: z.array(hostPattern).max(50).optional(),
  /** Globs on the path of an address: only these are followed. */
  includePaths: z.array(pathGlob).max(50).optional(),
  excludePaths: z.array(pathGlob).max(50).optional(),
  /** How many links away from the first page. */
  maxDepth: z.int().min(0).max(1000).optional(),
  /** The way out that it is fetched through. Absent: the deployment's own. */
  proxyId: z.uuid().optional(),
  /** Possibly run by the operators themselves: nothing is fetched without a chosen way out. */
  suspectedOperator: z.boolean().optional(),
});
export type TargetSettings = z.infer<typeof targetSettings>;

export const runState = z.enum(['running', 'finished', 'cancelled']);
export type RunState = z.infer<typeof runState>;

export const runTrigger = z.enum(['schedule', 'person', 'command']);
export type RunTrigger = z.infer<typeof runTrigger>;
