/**
 * The key under which identifiers of protected people are hashed: a file of the data folder, never in the database,
 * so that a copy of the database alone can't be searched for a number by trying them all.
 */
import { createHmac, randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BadInputError } from '../domain/failure.ts';
import type { Protection } from '../domain/protected-identifier.ts';

const keyBytes = 32;

const pathIn = (dataFolder: string): string => join(dataFolder, 'protection.key');

/** Made when it is not there. */
export const openProtection = (dataFolder: string): Protection => under(readOrMake(pathIn(dataFolder)));

/** Undefined when there is none; makes none. */
export const findProtection = (dataFolder: string): Protection | undefined => {
  const key = read(pathIn(dataFolder));
  return key && under(key);
};

const under = (key: Buffer): Protection => ({
  hashOf: (identifier) => createHmac('sha256', key).update(identifier).digest('hex'),
});

const readOrMake = (path: string): Buffer => {
  const known = read(path);
  if (known) return known;
  const temporary = `${path}.${randomBytes(6).toString('hex')}.tmp`;
  mkdirSync(join(path, '..'), { recursive: true, mode: 0o700 });
  writeFileSync(temporary, `${randomBytes(keyBytes).toString('hex')}\n`, { mode: 0o600, flag: 'wx' });
  try {
    // Fails where another process has made one meanwhile: then that one counts.
    linkSync(temporary, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(temporary);
  }
  return read(path) as Buffer;
};

const read = (path: string): Buffer | undefined => {
  let text: string;
  try {
    text = readFileSync(path, 'utf8').trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  if (!/^[0-9a-f]{64}$/.test(text))
    throw new BadInputError(
      `${path} is no key any more: restore it from the backup of the data folder; without it nobody protected would be recognised, so nothing starts`,
    );
  return Buffer.from(text, 'hex');
};
