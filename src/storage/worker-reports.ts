/** Reports of workers: a row each, written by itself, so that no two wait for each other. */
import { addCounts, noCounts, type WorkerReport, workerCounts } from '../domain/worker-report.ts';
import { type Database, inTransaction } from './database.ts';

export interface WorkerReports {
  save(report: WorkerReport): Promise<void>;
  /** `live`: heard of in the last minute. `counts`: of all workers there ever were. */
  read(): Promise<{ live: WorkerReport[]; counts: WorkerReport['counts'] }>;
}

/** What workers did that are long gone is kept in one row: counts must never shrink. */
const endedName = 'ended';
const endedAfterHours = 24;
const liveSeconds = 60;

interface ReportRow extends Omit<WorkerReport, 'memoryBytes' | 'counts'> {
  memoryBytes: string;
  counts: unknown;
  isLive: boolean;
}

const upsert = `insert into worker_report (name, "startedAt", "seenAt", "memoryBytes", "browserPages", counts)
  values ($1, $2, now(), $3, $4, $5)
  on conflict (name) do update set "seenAt" = now(), "memoryBytes" = excluded."memoryBytes",
    "browserPages" = excluded."browserPages", counts = excluded.counts`;

export const createWorkerReports = ({ pool }: Pick<Database, 'pool'>): WorkerReports => ({
  async save({ name, startedAt, memoryBytes, browserPages, counts }) {
    await pool.query(upsert, [name, startedAt, memoryBytes, browserPages, JSON.stringify(counts)]);
    await foldEnded(pool);
  },

  async read() {
    const { rows } = await pool.query<ReportRow>(
      `select *, name <> $1 and "seenAt" > now() - $2 * interval '1 second' as "isLive" from worker_report order by name`,
      [endedName, liveSeconds],
    );
    const reports = rows.map(({ memoryBytes, counts, ...row }) => ({
      ...row,
      memoryBytes: Number(memoryBytes),
      counts: workerCounts.parse(counts),
    }));
    return {
      live: reports.filter((report) => report.isLive),
      counts: reports.reduce((sum, { counts }) => addCounts(sum, counts), noCounts()),
    };
  },
});

const foldEnded = (pool: Database['pool']): Promise<void> =>
  inTransaction(pool, async (client) => {
    const { rows } = await client.query<{ counts: unknown }>(
      `delete from worker_report where name in (
         select name from worker_report where name <> $1 and "seenAt" < now() - $2 * interval '1 hour'
         for update skip locked) returning counts`,
      [endedName, endedAfterHours],
    );
    if (rows.length === 0) return;
    await client.query(
      `insert into worker_report (name, "startedAt", "seenAt", "memoryBytes", "browserPages", counts)
       values ($1, now(), now(), 0, 0, $2) on conflict do nothing`,
      [endedName, JSON.stringify(noCounts())],
    );
    const { rows: kept } = await client.query<{ counts: unknown }>(
      'select counts from worker_report where name = $1 for update',
      [endedName],
    );
    const sum = [...kept, ...rows].reduce(
      (total, { counts }) => addCounts(total, workerCounts.parse(counts)),
      noCounts(),
    );
    await client.query(upsert, [endedName, new Date(), 0, 0, JSON.stringify(sum)]);
  });
