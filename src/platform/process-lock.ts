/** One holder at a time for a thing on this machine; a holder that died leaves nothing to clear away by hand. */
import { randomBytes } from 'node:crypto';
import { linkSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { processStart } from './process-identity.ts';
import { readIfThere } from './read-if-there.ts';

export const lockHolder = z.object({
  pid: z.int().positive(),
  processStart: z.string(),
  since: z.string(),
  /** What the holder is, for people: `lurewatch start`. */
  name: z.string(),
  /** Where it can be reached, once it is known. */
  address: z.string().optional(),
});
export type LockHolder = z.infer<typeof lockHolder>;

export interface ProcessLock {
  /** Adds an address to the lock for whoever finds it taken. */
  announce(address: string): void;
  release(): void;
}

/** The live process that holds the lock, if one does. */
export const readLockHolder = (path: string): LockHolder | undefined => {
  const holder = parse(readIfThere(path));
  return holder && processStart(holder.pid) === holder.processStart ? holder : undefined;
};

/** Returns the lock, or the live process that has it. A dead holder's lock is taken over. */
export const takeLock = (path: string, name: string): ProcessLock | LockHolder => {
  const mine: LockHolder = {
    pid: process.pid,
    processStart: processStart(process.pid) ?? '',
    since: new Date().toISOString(),
    name,
  };
  const draft = `${path}.${randomBytes(6).toString('hex')}`;
  writeFileSync(draft, JSON.stringify(mine), { mode: 0o600, flag: 'wx' });
  try {
    for (let attempt = 0; attempt < 5; attempt += 1) {
      if (tryLink(draft, path)) return heldLock(path, mine);
      const holder = readLockHolder(path);
      if (holder) return holder;
      setAsideStale(path);
    }
  } finally {
    rmSync(draft, { force: true });
  }
  throw new Error(`the lock ${path} can't be taken; remove this file if no Lurewatch is running`);
};

const tryLink = (from: string, to: string): boolean => {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
};

/** Moves a dead holder's lock away; when another process was faster and the moved one is alive, puts it back. */
const setAsideStale = (path: string): void => {
  const aside = `${path}.${randomBytes(6).toString('hex')}`;
  try {
    renameSync(path, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  if (readLockHolder(aside)) tryLink(aside, path);
  rmSync(aside, { force: true });
};

const heldLock = (path: string, mine: LockHolder): ProcessLock => ({
  announce(address) {
    const draft = `${path}.${randomBytes(6).toString('hex')}`;
    writeFileSync(draft, JSON.stringify({ ...mine, address }), { mode: 0o600 });
    renameSync(draft, path);
  },
  release() {
    const holder = parse(readIfThere(path));
    if (holder?.pid === mine.pid && holder.processStart === mine.processStart) rmSync(path, { force: true });
  },
});

/** Undefined for a file that a crash left half-written: nobody holds it. */
const parse = (text: string | undefined): LockHolder | undefined => {
  if (!text) return undefined;
  try {
    return lockHolder.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
};
