/** Crawl targets and their runs as the admin's pages show them. */
import { z } from 'zod';
import { runState, runTrigger, targetSettings, targetState } from './target.ts';
import { healthState } from './target-health.ts';
import { urlState } from './visit.ts';

export const runSummary = z.object({
  id: z.string(),
  targetId: z.string(),
  targetName: z.string(),
  isDemonstration: z.boolean(),
  trigger: runTrigger,
  state: runState,
  /** Running, but nothing is fetched before somebody lets it go on. */
  isPaused: z.boolean(),
  problem: z.string().nullable(),
  startedAt: z.string(),
  finishedAt: z.string().nullable(),
  captures: z.number(),
  postings: z.number(),
  leads: z.number(),
  urls: z.array(z.object({ state: urlState, count: z.number() })),
  /** The commonest reasons why pages were not read. */
  problems: z.array(z.object({ problem: z.string(), count: z.number() })),
});
export type RunSummary = z.infer<typeof runSummary>;

export const targetHealth = z.object({
  state: healthState,
  code: z.string(),
  sentence: z.string(),
  since: z.string(),
  /** More than one stretches the schedule. */
  failingRuns: z.number(),
});
export type TargetHealthView = z.infer<typeof targetHealth>;

export const targetView = z.object({
  id: z.string(),
  settings: targetSettings,
  state: targetState,
  isDemonstration: z.boolean(),
  nextRunAt: z.string().nullable(),
  createdAt: z.string(),
  lastRun: runSummary.nullable(),
  /** Null before the first run has ended. */
  health: targetHealth.nullable(),
  /** Why its pages wait, in words: quiet hours, a budget that is used up, a site that asked us to slow down. */
  waitsBecause: z.string().nullable(),
});
export type TargetView = z.infer<typeof targetView>;

export const targetTypeView = z.object({
  id: z.string(),
  label: z.string(),
  description: z.string(),
  /** JSON Schema of the options; titles, descriptions and examples make the form. */
  schema: z.record(z.string(), z.unknown()),
});
export type TargetTypeView = z.infer<typeof targetTypeView>;

export const targetPreview = z.object({
  url: z.string(),
  postings: z.array(
    z.object({
      url: z.string(),
      title: z.string(),
      text: z.string(),
      kind: z.string(),
      tier: z.string(),
      gist: z.string(),
    }),
  ),
  requests: z.array(z.object({ url: z.string(), kind: z.string() })),
  problems: z.array(z.string()),
});
export type TargetPreviewView = z.infer<typeof targetPreview>;

export const deadLetterView = z.object({
  id: z.string(),
  jobName: z.string(),
  error: z.string(),
  attempts: z.number(),
  failedAt: z.string(),
  retriedAt: z.string().nullable(),
});
export type DeadLetterView = z.infer<typeof deadLetterView>;

export const queueHealth = z.object({
  backend: z.string(),
  queues: z.array(
    z.object({ name: z.string(), waiting: z.number(), active: z.number(), delayed: z.number() }),
  ),
});
export type QueueHealth = z.infer<typeof queueHealth>;

export const frontierHealth = z.object({
  waitingUrls: z.number(),
  leasedUrls: z.number(),
  lanesBackingOff: z.number(),
});

export const jobsView = z.object({
  runs: z.array(runSummary),
  deadLetters: z.array(deadLetterView),
  frontier: frontierHealth,
  /** Null when the queues do not answer; `problem` says why. */
  health: queueHealth.nullable(),
  problem: z.string().nullable(),
});
export type JobsView = z.infer<typeof jobsView>;
