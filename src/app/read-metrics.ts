/**
 * The metrics of a deployment in Prometheus's text format, made anew for each question. What stands in the database is
 * counted there; what only a worker knows (fetches by outcome, memory, open pages) it has written down itself. So one
 * address tells of every worker on every machine, and no fetch waits for a counter.
 */
import { Counter, Gauge, Registry } from 'prom-client';
import { z } from 'zod';
import { tiers } from '../domain/assessment.ts';
import type { QueueHealth } from '../domain/target-view.ts';
import { fetchOutcomes } from '../domain/worker-report.ts';
import { declareSetting } from '../platform/settings.ts';
import type { StoredMetrics } from '../storage/metrics.ts';
import type { WorkerReports } from '../storage/worker-reports.ts';

export const metricsToken = declareSetting({
  name: 'LUREWATCH_METRICS_TOKEN',
  schema: z.string().min(16, 'it must have at least 16 characters').optional(),
  defaultText: 'none: only this machine reads them',
  sentence:
    'A secret with which `/metrics` is read from another machine, sent as `Authorization: Bearer …`; 16 characters or more.',
});

export interface MetricsNeeds {
  readStored(): Promise<StoredMetrics>;
  reports: Pick<WorkerReports, 'read'>;
  queueHealth(): Promise<QueueHealth>;
}

export interface MetricsText {
  contentType: string;
  text: string;
}

export const readMetrics = async (needs: MetricsNeeds): Promise<MetricsText> => {
  const registry = new Registry();
  const [stored, workers, queues] = await Promise.all([
    needs.readStored(),
    needs.reports.read(),
    // Queues that are away are a metric too.
    needs.queueHealth().catch(() => null),
  ]);
  addStored(registry, stored);
  addWorkers(registry, workers);
  addQueues(registry, queues);
  return { contentType: registry.contentType, text: await registry.metrics() };
};

const gauge = (
  registry: Registry,
  name: string,
  help: string,
  values: readonly { labels?: Record<string, string>; value: number }[],
): void => {
  const labelNames = Object.keys(values[0]?.labels ?? {});
  const made = new Gauge({ name: `lurewatch_${name}`, help, labelNames, registers: [registry] });
  for (const { labels = {}, value } of values) made.set(labels, value);
};

const counter = (
  registry: Registry,
  name: string,
  help: string,
  values: readonly { labels?: Record<string, string>; value: number }[],
): void => {
  const labelNames = Object.keys(values[0]?.labels ?? {});
  const made = new Counter({ name: `lurewatch_${name}`, help, labelNames, registers: [registry] });
  for (const { labels = {}, value } of values) made.inc(labels, value);
};

const addStored = (registry: Registry, stored: StoredMetrics): void => {
  const urlsIn = (state: string): number => stored.urls.find((one) => one.state === state)?.count ?? 0;
  gauge(registry, 'frontier_urls', 'Addresses that wait, or that a worker has in hand.', [
    { labels: { state: 'waiting' }, value: urlsIn('waiting') },
    { labels: { state: 'leased' }, value: urlsIn('leased') },
  ]);
  gauge(registry, 'lanes_backing_off', 'Sites that asked to slow down, or did not answer.', [
    { value: stored.lanesBackingOff },
  ]);
  gauge(registry, 'runs_open', 'Runs that have not ended.', [{ value: stored.runs }]);
  gauge(registry, 'postings', 'Adverts kept, the demonstration aside.', [{ value: stored.postings }]);
  gauge(registry, 'postings_gone', 'Of these, adverts known to be offline.', [
    { value: stored.gonePostings },
  ]);
  gauge(
    registry,
    'leads',
    'Leads by tier, the demonstration aside.',
    tiers.map((tier, rank) => ({
      labels: { tier },
      value: stored.leads.find((one) => one.tierRank === rank)?.count ?? 0,
    })),
  );
  gauge(
    registry,
    'targets',
    'Active crawl targets by their health.',
    ['working', 'warning', 'failing', 'unknown'].map((health) => ({
      labels: { health },
      value: stored.targets.find((one) => one.health === health)?.count ?? 0,
    })),
  );
  gauge(registry, 'dead_letters', 'Jobs whose tries are used up.', [{ value: stored.deadLetters }]);
};

const addWorkers = (
  registry: Registry,
  { live, counts }: Awaited<ReturnType<WorkerReports['read']>>,
): void => {
  counter(
    registry,
    'fetches_total',
    'Fetches by how they ended.',
    fetchOutcomes.map((outcome) => ({ labels: { outcome }, value: counts.fetches[outcome] ?? 0 })),
  );
  counter(registry, 'pages_read_total', 'Pages fetched and read, or unchanged.', [
    { value: (counts.fetches.done ?? 0) + (counts.fetches.unchanged ?? 0) },
  ]);
  counter(registry, 'pages_rendered_total', 'Pages that a browser rendered.', [{ value: counts.rendered }]);
  counter(registry, 'postings_read_total', 'Adverts read out of pages, the same again included.', [
    { value: counts.postings },
  ]);
  gauge(registry, 'workers', 'Workers heard of in the last minute.', [{ value: live.length }]);
  gauge(
    registry,
    'worker_memory_bytes',
    'Resident memory of each worker.',
    live.map(({ name, memoryBytes }) => ({ labels: { worker: name }, value: memoryBytes })),
  );
  gauge(
    registry,
    'worker_browser_pages',
    'Pages open in the browser of each worker.',
    live.map(({ name, browserPages }) => ({ labels: { worker: name }, value: browserPages })),
  );
};

const addQueues = (registry: Registry, queues: QueueHealth | null): void => {
  gauge(registry, 'queues_up', '1 while the queues answer.', [{ value: queues ? 1 : 0 }]);
  if (!queues) return;
  gauge(
    registry,
    'queue_jobs',
    'Jobs in the queues.',
    queues.queues.flatMap(({ name, waiting, active, delayed }) =>
      Object.entries({ waiting, active, delayed }).map(([state, value]) => ({
        labels: { queue: name, state },
        value,
      })),
    ),
  );
};
