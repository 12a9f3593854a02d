/**
 * The code of a worker thread in one piece, made by esbuild and kept by what it was made of. A thread that runs it
 * needs no `import` hook, which on Node 20 is a thread of its own with its own heap
 * (docs/decisions/0010-threads-in-one-piece.md).
 */
import {
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Plugin } from 'esbuild';
import { z } from 'zod';
import { moduleKey, projectRoot } from './discover.ts';

export interface ThreadSource {
  /** Names the cache file. */
  name: string;
  /** File and export that opens the tasks. */
  file: string;
  open: string;
  /** Files that are loaded by their path, relative to the project. */
  units: readonly string[];
}

const cached = z.object({
  sources: z.array(z.tuple([z.string(), z.number(), z.number()])),
  units: z.array(z.string()),
  code: z.string(),
});

/** Undefined where it can't be made: then the thread's own entry file serves, with the hook. */
export const threadCode = async (source: ThreadSource): Promise<string | undefined> => {
  try {
    return readCached(source) ?? (await build(source));
  } catch {
    return undefined; // no esbuild for this machine, or a file that it can't read: slower, and the same in all else
  }
};

/** Files below `folder` of the project that a thread finds by reading the folder. */
export const unitFiles = (folder: string, name: RegExp): string[] =>
  readdirSync(join(projectRoot, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => name.test(path.slice(join(projectRoot, folder).length + 1)))
    .sort();

const cacheFolder = (): string => join(tmpdir(), `lurewatch-${userInfo().uid}`);
const cacheFile = ({ name }: ThreadSource): string => join(cacheFolder(), `thread-${name}.json`);

/** The folder for temporary files is everybody's: only what belongs to this user alone is run. */
const isOwn = (path: string): boolean => {
  const stats = lstatSync(path);
  const isMine = process.getuid === undefined || stats.uid === process.getuid();
  return isMine && !stats.isSymbolicLink() && (process.platform === 'win32' || (stats.mode & 0o022) === 0);
};

const markOf = (path: string): [string, number, number] => {
  const { mtimeMs, size } = statSync(path);
  return [path, mtimeMs, size];
};

const readCached = (source: ThreadSource): string | undefined => {
  const path = cacheFile(source);
  try {
    if (!isOwn(cacheFolder()) || !isOwn(path)) return undefined;
    const { sources, units, code } = cached.parse(JSON.parse(readFileSync(path, 'utf8')));
    const isSame =
      units.join() === source.units.join() &&
      sources.every((one) => markOf(one[0]).every((part, index) => part === one[index]));
    return isSame ? code : undefined;
  } catch {
    return undefined; // not there, or of another form: it is made anew
  }
};

const writeCached = (source: ThreadSource, content: z.infer<typeof cached>): void => {
  try {
    mkdirSync(cacheFolder(), { recursive: true, mode: 0o700 });
    if (!isOwn(cacheFolder())) return;
    const temporary = `${cacheFile(source)}.${process.pid}.${Math.random().toString(36).slice(2)}`;
    writeFileSync(temporary, JSON.stringify(content), { mode: 0o600, flag: 'wx' });
    renameSync(temporary, cacheFile(source));
  } catch {
    // a read-only machine has no cache and builds each time
  }
};

const build = async (source: ThreadSource): Promise<string> => {
  const { build: bundle } = await import('esbuild');
  const result = await bundle({
    stdin: { contents: entryOf(source), resolveDir: projectRoot, loader: 'ts' },
    absWorkingDir: projectRoot,
    bundle: true,
    write: false,
    metafile: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    // every thread keeps the text of its code
    minifyWhitespace: true,
    legalComments: 'none',
    logLevel: 'silent',
    plugins: [ownAddress],
  });
  const code = inAscii(result.outputFiles[0]?.text ?? '');
  const inputs = Object.keys(result.metafile.inputs).filter((path) => path !== '<stdin>');
  const sources = inputs.map((path) => markOf(resolve(projectRoot, path)));
  writeCached(source, { sources, units: [...source.units], code });
  return code;
};

/** esbuild leaves other characters in regular expressions; a text with one of them takes twice the memory. */
const inAscii = (code: string): string =>
  code.replaceAll(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

const entryOf = ({ file, open, units }: ThreadSource): string =>
  [
    ...units.map((path, index) => `import * as unit${index} from ${JSON.stringify(path)};`),
    `import { ${open} } from ${JSON.stringify(join(projectRoot, file))};`,
    `import { serveTasks } from ${JSON.stringify(join(projectRoot, 'src/platform/thread-tasks.ts'))};`,
    `globalThis[Symbol.for(${JSON.stringify(moduleKey)})] = new Map([`,
    ...units.map((path, index) => `  [${JSON.stringify(path)}, unit${index}],`),
    ']);',
    `void serveTasks(${open});`,
  ].join('\n');

/** In two pieces, since bin/built-code.mjs puts in the address of this file where it stands in one. */
const ownUrl = `import.meta.${'url'}`;

/** It stays the address of the file that says it. */
const ownAddress: Plugin = {
  name: 'own-address',
  setup(esbuild) {
    esbuild.onLoad({ filter: /\.ts$/ }, async ({ path }) => ({
      loader: 'ts',
      contents: (await readFile(path, 'utf8')).replaceAll(ownUrl, JSON.stringify(pathToFileURL(path).href)),
    }));
  },
};
