/** Makes a folder and those above it, as far as they are missing. */
import { mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Throws the system's error. Node's own `recursive` never returns below /proc, where making a folder in an existing
 * one fails with ENOENT: it makes the parent, which is there, and tries again without end.
 */
export const makeFolder = (path: string): void => {
  if (makeOne(path)) return;
  const parent = dirname(path);
  if (parent !== path) makeFolder(parent);
  mkdirOrKeep(path);
};

/** False when the folder above it may be what is missing. */
const makeOne = (path: string): boolean => {
  try {
    mkdirOrKeep(path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
};

const mkdirOrKeep = (path: string): void => {
  try {
    mkdirSync(path, { mode: 0o700 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST' || !isFolder(path)) throw error;
  }
};

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
