import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { processStart } from './process-identity.ts';
import { type ProcessLock, readLockHolder, takeLock } from './process-lock.ts';

describe('a process lock', () => {
  let folder: string;
  let path: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'lurewatch-lock-'));
    path = join(folder, 'lock');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const write = (holder: object): void =>
    writeFileSync(path, JSON.stringify({ since: 'then', name: 'other', ...holder }));

  it('is taken once, names its holder and address, and is free after its release', () => {
    const lock = takeLock(path, 'lurewatch start') as ProcessLock;
    lock.announce('http://127.0.0.1:8420');
    expect(takeLock(path, 'second')).toMatchObject({
      pid: process.pid,
      name: 'lurewatch start',
      address: 'http://127.0.0.1:8420',
    });
    lock.release();
    expect(readLockHolder(path)).toBeUndefined();
    expect(takeLock(path, 'third')).toHaveProperty('release');
  });

  it('is taken over from a process that is gone, or whose number another process has now', () => {
    for (const holder of [
      { pid: 2 ** 22 + 1, processStart: 'gone' },
      { pid: process.pid, processStart: 'another process with this number' },
    ]) {
      write(holder);
      const lock = takeLock(path, 'mine') as ProcessLock;
      expect(readLockHolder(path)?.name).toBe('mine');
      lock.release();
    }
  });

  it('is taken over when a crash left its file half-written', () => {
    writeFileSync(path, '{"pid":');
    expect(takeLock(path, 'mine')).toHaveProperty('release');
  });

  it('does not release what another process has taken meanwhile', () => {
    const lock = takeLock(path, 'mine') as ProcessLock;
    write({ pid: process.ppid, processStart: processStart(process.ppid) });
    lock.release();
    expect(readLockHolder(path)?.pid).toBe(process.ppid);
  });

  it('leaves nothing else in the folder', () => {
    write({ pid: 2 ** 22 + 1, processStart: 'gone' });
    takeLock(path, 'mine');
    takeLock(path, 'second');
    expect(readdirSync(folder)).toEqual(['lock']);
  });
});
