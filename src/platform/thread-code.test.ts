/** A thread whose code is one piece does the same as one that loads our files. */
import { existsSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { Assessment } from '../domain/assessment.ts';
import { openReadingThreads } from '../reading-threads.ts';
import { projectRoot } from './discover.ts';
import { threadCode, unitFiles } from './thread-code.ts';
import { createThreadPool } from './thread-pool.ts';

const advert = {
  text: 'Typing job in Myawaddy, ticket and passport by company, 包吃住 📞 電話：+855 12 000 000, 月薪 3千–5千 $. Telegram only @invented_name',
};

it('gives the same assessment as the files themselves', { timeout: 120_000 }, async () => {
  const inPiece = await openReadingThreads({ size: 1 });
  const fromFiles = createThreadPool({
    entry: new URL('../reading-thread.mjs', import.meta.url),
    size: 1,
    taskLimitMs: 20_000,
  });
  try {
    const [one, other] = await Promise.all([
      inPiece.run<Assessment>('assess', advert),
      fromFiles.run<Assessment>('assess', advert),
    ]);
    expect(one.findings.length).toBeGreaterThan(3);
    expect(one).toEqual(other);
  } finally {
    await Promise.all([inPiece.close(), fromFiles.close()]);
  }
});

it('is plain ASCII: a text with any other character takes twice the memory, in each thread', async () => {
  const code = await threadCode({
    name: 'test-ascii',
    file: 'src/commands/score/score-tasks.ts',
    open: 'openScoreTasks',
    units: [],
  });
  expect(code?.length).toBeGreaterThan(100_000);
  expect([...(code ?? '')].filter((one) => one > '\u007f')).toEqual([]);
});

it('knows the target types and detectors that stand in their folders', async () => {
  const units = unitFiles('crawlers/targets', /^[^/\\]+[/\\]index\.ts$/);
  expect(units).toContain(`${projectRoot}/crawlers/targets/job-board/index.ts`);
  expect(units.every((path) => existsSync(path))).toBe(true);
});

it('is undefined for a file that is not there: the entry file serves then', async () => {
  const source = { name: 'test-nothing', file: 'src/no-such-file.ts', open: 'nothing', units: [] };
  expect(await threadCode(source)).toBeUndefined();
});
