import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId } from '../../src/platform/ids.ts';
import { createHealthStore } from '../../src/storage/target-health.ts';
import { openTestDatabase, type TestDatabase } from './open-test-database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
}, 120_000);
afterAll(async () => {
  await database?.stop();
});

const openRun = async (): Promise<{ targetId: string; runId: string }> => {
  const [targetId, runId] = [newId(), newId()];
  await database.pool.query(
    `insert into target (id, name, "typeId", options, "delayMs", "renderMode", "everyHours", "maxPagesPerRun", "updatedAt")
     values ($1, 'Board', 'job-board', '{}', 0, 'never', 0, 100, now())`,
    [targetId],
  );
  await database.pool.query(`insert into run (id, "targetId", trigger) values ($1, $2, 'command')`, [
    runId,
    targetId,
  ]);
  await database.pool.query(`insert into lane (name) values ('board.example') on conflict do nothing`);
  return { targetId, runId };
};

it('counts the pages of a run by what became of them, each with the trouble that most of them had', async () => {
  const { targetId, runId } = await openRun();
  const add = (count: number, url: { state: string; problem?: string; kind?: string }): Promise<unknown> =>
    database.pool.query(
      `insert into url (id, "targetId", "runId", "laneName", "keyHash", url, kind, state, "lastProblem")
       select gen_random_uuid(), $1, $2, 'board.example', md5(random()::text), 'https://board.example/' || n, $3, $4, $5
       from generate_series(1, $6) n`,
      [targetId, runId, url.kind ?? 'posting', url.state, url.problem ?? null, count],
    );
  await add(2000, { state: 'done' });
  await add(3, { state: 'refused', problem: 'robots.txt refuses /jobs' });
  await add(2, { state: 'refused', problem: 'robots.txt refuses /old' });
  await add(4, { state: 'refused' });
  await add(9, { state: 'refused', problem: 'no picture', kind: 'image' });
  const { states } = await createHealthStore(database).factsOf(runId);
  expect(states.sort((one, other) => one.count - other.count)).toEqual([
    { state: 'refused', count: 9, problem: 'robots.txt refuses /jobs' },
    { state: 'done', count: 2000, problem: null },
  ]);
});
