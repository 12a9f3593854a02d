import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readMetrics } from '../../src/app/read-metrics.ts';
import { noCounts, type WorkerReport } from '../../src/domain/worker-report.ts';
import { readStoredMetrics } from '../../src/storage/metrics.ts';
import { createWorkerReports, type WorkerReports } from '../../src/storage/worker-reports.ts';
import { emptyTables } from './open-test-database.ts';
import { openWeb, ownHeaders, type TestWeb } from './open-web.ts';
import { seedLead } from './seed-leads.ts';

const token = 'a token of sixteen signs or more';
let web: TestWeb;
let reports: WorkerReports;
let areQueuesAway = false;

beforeAll(async () => {
  web = await openWeb({
    metricsToken: token,
    readMetrics: () =>
      readMetrics({
        readStored: () => readStoredMetrics(web.database),
        reports,
        queueHealth: async () => {
          if (areQueuesAway) throw new Error('the queues are away');
          return { backend: 'postgres', queues: [{ name: 'visit', waiting: 3, active: 1, delayed: 0 }] };
        },
      }),
  });
  reports = createWorkerReports(web.database);
});
beforeEach(() => emptyTables(web.database));
afterAll(() => web.close());

const ask = (headers: Record<string, string> = {}, remoteAddress = '127.0.0.1') =>
  web.app.inject({ method: 'GET', url: '/metrics', headers: { ...ownHeaders, ...headers }, remoteAddress });

const report = (name: string, more: Partial<WorkerReport['counts']> = {}): WorkerReport => ({
  name,
  startedAt: new Date(),
  memoryBytes: 123_000_000,
  browserPages: 2,
  counts: { ...noCounts(), ...more },
});

describe('the metrics', () => {
  it('tell of the database, of every worker and of the queues, and of nobody', async () => {
    await seedLead(web.database.prisma, { title: 'Secret title', tier: 'high' });
    await reports.save(report('one', { fetches: { done: 5, unchanged: 2, blocked: 1 }, postings: 9 }));
    await reports.save(report('two', { fetches: { done: 1 }, rendered: 1 }));
    const { body, headers, statusCode } = await ask();
    expect(statusCode).toBe(200);
    expect(headers['content-type']).toContain('version=0.0.4');
    for (const line of [
      'lurewatch_fetches_total{outcome="done"} 6',
      'lurewatch_fetches_total{outcome="blocked"} 1',
      'lurewatch_pages_read_total 8',
      'lurewatch_pages_rendered_total 1',
      'lurewatch_postings_read_total 9',
      'lurewatch_postings 1',
      'lurewatch_leads{tier="high"} 1',
      'lurewatch_frontier_urls{state="waiting"} 0',
      'lurewatch_lanes_backing_off 0',
      'lurewatch_workers 2',
      'lurewatch_worker_memory_bytes{worker="one"} 123000000',
      'lurewatch_worker_browser_pages{worker="two"} 2',
      'lurewatch_queues_up 1',
      'lurewatch_queue_jobs{queue="visit",state="waiting"} 3',
    ])
      expect(body.split('\n')).toContain(line);
    expect(body).not.toMatch(/Secret|https?:|board\.example/);
  });

  it('say that the queues are away rather than fail with them', async () => {
    areQueuesAway = true;
    const { body } = await ask();
    areQueuesAway = false;
    expect(body.split('\n')).toContain('lurewatch_queues_up 0');
  });

  it('never shrink: what workers did that are long gone still counts', async () => {
    const { pool } = web.database;
    await reports.save(report('old', { fetches: { done: 7 }, postings: 3 }));
    await reports.save(report('older', { fetches: { gone: 1 } }));
    await pool.query(`update worker_report set "seenAt" = now() - interval '2 days'`);
    await reports.save(report('new', { fetches: { done: 1 } }));
    await pool.query(`update worker_report set "seenAt" = now() - interval '2 days' where name = 'new'`);
    await reports.save(report('newest', { postings: 1 }));
    const { rows } = await pool.query('select name from worker_report order by name');
    expect(rows.map((row) => row.name)).toEqual(['ended', 'newest']);
    expect(await reports.read()).toMatchObject({
      live: [{ name: 'newest' }],
      counts: { fetches: { done: 8, gone: 1 }, postings: 4 },
    });
  });

  it('are read from this machine, or with the token', async () => {
    const elsewhere = '198.51.100.7';
    expect((await ask()).statusCode).toBe(200);
    expect((await ask({}, elsewhere)).statusCode).toBe(403);
    expect((await ask({ authorization: `Bearer ${token}` }, elsewhere)).statusCode).toBe(200);
    expect((await ask({ authorization: 'Bearer something else' }, elsewhere)).statusCode).toBe(403);
    // A proxy beside us asks for the world.
    expect((await ask({ 'x-forwarded-for': elsewhere })).statusCode).toBe(403);
    expect((await ask({ 'x-forwarded-for': elsewhere, authorization: `Bearer ${token}` })).statusCode).toBe(
      200,
    );
  });
});
