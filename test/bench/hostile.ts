/**
 * `npm run bench -- hostile`: the hostile site of test/site/hostile, crawled from its start page to the end without a
 * browser, a good site beside it. Nothing may stay waiting or leased. Limits of time are those of the test.
 */
import { crawlHostileSite } from '../fixtures/hostile-crawl.ts';

const run = async (): Promise<number> => {
  const crawl = await crawlHostileSite();
  try {
    const { pool } = crawl.database;
    const { rows } = await pool.query<{ state: string; count: number; problems: number }>(
      `select state, count(*)::int as count, count("lastProblem")::int as problems
       from url group by state order by count desc`,
    );
    const sum = rows.reduce((total, { count }) => total + count, 0);
    const { seconds, memory } = crawl;
    print(`${sum} urls on ${crawl.site.hosts.length + 1} hosts in ${seconds.toFixed(0)} s`);
    for (const { state, count, problems } of rows)
      print(`  ${state.padEnd(12)}${String(count).padStart(6)}   with a reason in words: ${problems}`);
    const [adverts] = (await pool.query<{ count: number }>('select count(*)::int as count from posting'))
      .rows;
    print(`adverts ${adverts?.count ?? 0}`);
    print(
      `peak memory ${megabytes(memory.peak)} MB, ${megabytes(memory.peak - memory.before)} MB more than before the crawl; the hostile site runs in the same process`,
    );
    const stuck = rows.filter(({ state }) => state === 'waiting' || state === 'leased');
    print(stuck.length === 0 ? 'no url is stuck' : `STUCK: ${JSON.stringify(stuck)}`);
    return stuck.length === 0 ? 0 : 1;
  } finally {
    await crawl.close();
  }
};

const megabytes = (bytes: number): string => (bytes / 1024 / 1024).toFixed(0);

const print = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

export default run;
