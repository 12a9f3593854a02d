/** Numbers of the whole deployment as they stand in the database; no text of anybody. */
import type { Database } from './database.ts';

export interface StoredMetrics {
  urls: { state: string; count: number }[];
  lanesBackingOff: number;
  runs: number;
  postings: number;
  gonePostings: number;
  leads: { tierRank: number; count: number }[];
  targets: { health: string; count: number }[];
  deadLetters: number;
}

export const readStoredMetrics = async ({ pool }: Pick<Database, 'pool'>): Promise<StoredMetrics> => {
  const [urls, leads, targets, totals] = await Promise.all([
    pool.query<StoredMetrics['urls'][number]>(
      `select state, count(*)::int as count from url where state in ('waiting', 'leased') group by state`,
    ),
    pool.query<StoredMetrics['leads'][number]>(
      'select "tierRank", count(*)::int as count from lead where not "isDemonstration" group by 1',
    ),
    pool.query<StoredMetrics['targets'][number]>(
      `select coalesce(h.state, 'unknown') as health, count(*)::int as count
       from target t left join target_health h on h."targetId" = t.id
       where t."removedAt" is null and t.state = 'active' group by 1`,
    ),
    pool.query<Omit<StoredMetrics, 'urls' | 'leads' | 'targets'>>(
      `select (select count(*)::int from lane where "backOffUntil" > now()) as "lanesBackingOff",
         (select count(*)::int from run where state = 'running') as runs,
         count(*)::int as postings, count("goneAt")::int as "gonePostings",
         (select count(*)::int from dead_letter where "retriedAt" is null) as "deadLetters"
       from posting where not "isDemonstration"`,
    ),
  ]);
  const [total] = totals.rows;
  if (!total) throw new Error('counting the postings gave no row');
  return { ...total, urls: urls.rows, leads: leads.rows, targets: targets.rows };
};
