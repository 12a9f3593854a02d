import { once } from 'node:events';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createFolderBlobStore } from '../../src/evidence/blob-store.ts';
import { verifyAudit } from '../../src/storage/audit.ts';
import { openTestDatabase, type TestDatabase } from './open-test-database.ts';
import { runProgram, until } from './run-deployment.ts';

let database: TestDatabase;
let folder: string;
beforeAll(async () => {
  database = await openTestDatabase();
  folder = await mkdtemp(join(tmpdir(), 'lurewatch-import-killed-'));
});
afterAll(async () => {
  await database.stop();
  await rm(folder, { recursive: true });
});

const rows = 900;
/** Every hundredth row can't be read: it must be counted once, too. */
const badRows = 9;

const table = (): string => {
  const lines = Array.from({ length: rows }, (_one, number) =>
    number % 100 === 7
      ? `${number},too short`
      : `${number},Job ${number},"Customer service in Myawaddy ${number}, typing only, no experience. USD 1500 a month, visa, flight and room paid by the boss. Your passport is kept by the company. Telegram @sample_agent_desk"`,
  );
  return `id,title,description\n${lines.join('\n')}\n`;
};

it('goes on after kill -9 in the middle of a file: nothing twice, nothing lost', async () => {
  const file = join(folder, 'many.csv');
  await writeFile(file, table());
  const start = (readyWords: string) =>
    runProgram(['import', file, '--json'], {
      environment: { DATABASE_URL: database.connectionString, LUREWATCH_DATA: join(folder, 'data') },
      readyWords,
    });
  const position = async (): Promise<number> => (await database.prisma.import.findFirst())?.position ?? 0;

  let reached = 0;
  for (const readyWords of ['50 of', `Goes on after`]) {
    const running = await start(readyWords);
    await until(async () => (await position()) > reached, 'a further batch');
    const ended = once(running.child, 'exit');
    process.kill(-(running.child.pid as number), 'SIGKILL');
    await ended;
    expect(running.child.signalCode).toBe('SIGKILL');
    reached = await position();
    expect(reached).toBeGreaterThan(0);
    expect(reached).toBeLessThan(rows);
    expect(await database.prisma.import.findMany({ select: { state: true } })).toEqual([
      { state: 'running' },
    ]);
  }

  const last = await start(`Goes on after ${reached} items`);
  await until(() => last.child.exitCode !== null, 'the end of the import');
  // Some rows were bad.
  expect(last.child.exitCode).toBe(1);
  expect(last.output()).not.toContain('50 of 900 read');

  const [view, ...others] = await database.prisma.import.findMany({ include: { problems: true } });
  expect(others).toEqual([]);
  expect(view).toMatchObject({
    state: 'done',
    position: rows,
    totalItems: rows,
    newCount: rows - badRows,
    knownCount: 0,
    badCount: badRows,
    leadCount: rows - badRows,
  });
  expect(view?.problems.map(({ position: at }) => at).sort()).toEqual(
    Array.from({ length: badRows }, (_one, number) => `line ${number * 100 + 9}`).sort(),
  );
  const { prisma } = database;
  const wanted = rows - badRows;
  expect(await prisma.posting.count()).toBe(wanted);
  expect(await prisma.revision.count()).toBe(wanted);
  expect(await prisma.capture.count()).toBe(wanted);
  expect(await prisma.sighting.count()).toBe(wanted);
  expect(await prisma.importItem.count()).toBe(wanted);
  expect(await prisma.lead.count()).toBe(wanted);
  // Evidence that was written before the kill is what the rest of the import wanted, too: none is left over but what was
  // half written, under a name that nobody reads.
  const hashes = (await prisma.capture.findMany()).map(({ blobHash }) => blobHash as string);
  const files = await readdir(join(folder, 'data', 'evidence'), { recursive: true, withFileTypes: true });
  const kept = files.filter((entry) => entry.isFile() && !entry.name.endsWith('.tmp'));
  expect(kept.map(({ name }) => name).sort()).toEqual([...new Set(hashes)].sort());
  const blobs = createFolderBlobStore(join(folder, 'data', 'evidence'));
  for (const hash of hashes) expect((await blobs.get(hash))?.toString()).toContain('Myawaddy');
  expect((await verifyAudit(prisma)).problems).toEqual([]);
});
