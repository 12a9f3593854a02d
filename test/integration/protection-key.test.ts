import { execFile } from 'node:child_process';
import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openApp } from '../../src/app.ts';
import { RetryableError } from '../../src/domain/failure.ts';
import { projectRoot } from '../../src/platform/discover.ts';
import { openProtection } from '../../src/platform/protection-key.ts';
import {
  protectedContacts,
  protectIdentifiers,
  requireProtectionKey,
} from '../../src/storage/protected-identifiers.ts';
import { openTestDatabase, type TestDatabase } from './open-test-database.ts';

let database: TestDatabase;
let folder: string;
beforeAll(async () => {
  database = await openTestDatabase();
  folder = await mkdtemp(join(tmpdir(), 'lurewatch-protection-key-'));
  const protection = openProtection(folder);
  await requireProtectionKey(database.pool, protection);
  await protectIdentifiers(database.pool, {
    hashes: [protection.hashOf('phone:+12025550177')],
    sourceId: null,
  });
});
afterAll(async () => {
  await database.stop();
  await rm(folder, { recursive: true });
});

const key = () => join(folder, 'protection.key');
const run = (...argv: string[]): Promise<{ code: number; output: string }> =>
  new Promise((resolve) => {
    execFile(
      process.execPath,
      ['bin/lurewatch.mjs', ...argv],
      {
        cwd: projectRoot,
        env: {
          ...process.env,
          REDIS_URL: '',
          DATABASE_URL: database.connectionString,
          LUREWATCH_DATA: folder,
        },
      },
      (error, stdout, stderr) =>
        resolve({ code: typeof error?.code === 'number' ? error.code : 0, output: stdout + stderr }),
    );
  });
const protectionOf = (output: string): { level: string; says: string; todo?: string } =>
  JSON.parse(output.slice(output.indexOf('['), output.lastIndexOf(']') + 1)).find(
    (one: { subject: string }) => one.subject === 'Protection',
  );

/** `missing` first: what made a new key has then made the wrong one. */
it.each(['missing', 'wrong', 'damaged'])(
  'with the key %s, start refuses and doctor says what to do',
  async (how) => {
    await rename(key(), join(folder, 'backup.key'));
    try {
      if (how === 'wrong') await writeFile(key(), `${'ab'.repeat(32)}\n`);
      if (how === 'damaged') await writeFile(key(), 'not a key\n');
      // The doctor changes nothing: it makes no new key.
      const doctor = protectionOf((await run('doctor', '--json')).output);
      expect(doctor.level).toBe('bad');
      expect(`${doctor.says} ${doctor.todo}`).toMatch(/restore/i);
      if (how === 'missing') expect(doctor.says).toContain('is missing');
      const start = await run('start', '--no-demo');
      expect(start.code).toBe(1);
      expect(start.output).toMatch(/protection\.key/);
      expect(start.output).toMatch(/restore (that file|it) from the backup/i);
      expect(start.output).not.toContain('Lurewatch runs at');
      // Nothing of the app opens, so nothing is crawled: not by a worker elsewhere, nor by a single crawl.
      await expect(
        openApp({
          name: 'test',
          databaseUrl: database.connectionString,
          dataFolder: folder,
          allowedPrivateHosts: [],
          browser: 'never',
          readingThreads: 1,
        }),
      ).rejects.toThrow('protection.key');
    } finally {
      await rename(join(folder, 'backup.key'), key());
    }
    expect(protectionOf((await run('doctor', '--json')).output)).toMatchObject({ level: 'ok' });
  },
);

it('a process that runs under another key writes nothing that names a contact', async () => {
  const other = await mkdtemp(join(tmpdir(), 'lurewatch-other-key-'));
  const contacts = [{ type: 'phone' as const, value: '+12025550177' }];
  try {
    await expect(protectedContacts(database.pool, contacts, openProtection(other))).rejects.toThrow(
      RetryableError,
    );
    const isProtected = await protectedContacts(database.pool, contacts, openProtection(folder));
    expect(contacts.map(isProtected)).toEqual([true]);
  } finally {
    await rm(other, { recursive: true });
  }
});
