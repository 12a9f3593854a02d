/**
 * Our TypeScript as JavaScript, made by esbuild once after each change and kept in dist/code. A process that runs it
 * needs no `import` hook, which on Node 20 is a thread with a heap of its own
 * (docs/decisions/0010-threads-in-one-piece.md).
 */
import { createHash } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
} from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';

const folders = ['src', 'crawlers', 'classifiers', 'queues'];
const notOurs = /\.test\.ts$|\.d\.ts$|^src[/\\]web[/\\]client[/\\]/;
/** Data that code imports becomes part of it; saved pages and samples are read as files. */
const onlyRead = /[/\\](?:pages|samples|corpus|ready-lists)[/\\]/;

/** What is loaded by its path, and not by a name in another file. */
const entries = [
  /^src\/commands\/[a-z-]+\.ts$/,
  /^src\/processes\/[a-z-]+\.ts$/,
  /^src\/(?:importers|exporters\/formats)\/[^/]+\/index\.ts$/,
  /^src\/web\/server\/routes\/[a-z-]+\.ts$/,
  /^crawlers\/targets\/[^/]+\/index\.ts$/,
  /^classifiers\/detectors\/[a-z-]+\.ts$/,
  /^queues\/jobs\/[a-z-]+\.ts$/,
];

/** A process that runs older code may still load a part of it. */
const kept = 4;

/** The folder that holds them as they stand in the checkout, `.js` for `.ts`; undefined where it can't be made. */
export const builtCode = async (root) => {
  try {
    const sources = filesOf(root, '.ts').filter((path) => !notOurs.test(path));
    const data = filesOf(root, '.json').filter((path) => !onlyRead.test(path));
    const folder = join(root, 'dist', 'code', markOf(root, [...sources, ...data]));
    if (!existsSync(folder)) await build(root, sources, folder);
    if (!isOwn(root, folder)) return undefined;
    return folder;
  } catch {
    return undefined; // no esbuild for this machine, or a folder that can't be written: slower, and the same in all else
  }
};

const filesOf = (root, ending) =>
  folders.flatMap((folder) =>
    readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
      .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
      .sort(),
  );

const markOf = (root, paths) => {
  const hash = createHash('sha256');
  hash.update(readFileSync(new URL(import.meta.url)));
  // A checkout that was moved is built anew: addresses of its files stand in the code.
  hash.update(root);
  for (const path of paths) {
    const { mtimeMs, size } = statSync(join(root, path));
    hash.update(`${path}\n${mtimeMs} ${size}\n`);
  }
  return hash.digest('hex').slice(0, 16);
};

/** Code that somebody else may have put there is not run. */
const isOwn = (root, folder) => {
  const owner = statSync(root).uid;
  return [join(root, 'dist'), dirname(folder), folder].every((path) => {
    const stats = lstatSync(path);
    const isTrusted = stats.uid === owner || stats.uid === 0 || stats.uid === process.getuid?.();
    return (
      !stats.isSymbolicLink() && (process.platform === 'win32' || (isTrusted && (stats.mode & 0o002) === 0))
    );
  });
};

const build = async (root, sources, folder) => {
  const { build: bundle } = await import('esbuild');
  mkdirSync(dirname(folder), { recursive: true });
  const made = mkdtempSync(join(dirname(folder), 'making-'));
  try {
    await bundle({
      entryPoints: sources.filter((path) => entries.some((entry) => entry.test(path))),
      absWorkingDir: root,
      outdir: made,
      outbase: root,
      bundle: true,
      splitting: true,
      chunkNames: 'parts/[name]-[hash]',
      packages: 'external',
      platform: 'node',
      format: 'esm',
      target: 'node20',
      logLevel: 'silent',
      define: { LUREWATCH_BUILT_CODE: JSON.stringify(folder) },
      plugins: [ownAddress],
    });
    chmodSync(made, 0o755); // whoever may read the checkout may run it
    renameSync(made, folder);
  } catch (error) {
    rmSync(made, { recursive: true, force: true });
    if (!existsSync(folder)) throw error; // else another process was faster
  }
  utimesSync(folder, new Date(), new Date());
  removeOlder(dirname(folder));
};

const removeOlder = (folder) => {
  const byAge = readdirSync(folder)
    .map((name) => ({ path: join(folder, name), at: statSync(join(folder, name)).mtimeMs }))
    .sort((one, other) => other.at - one.at);
  for (const { path } of byAge.slice(kept)) rmSync(path, { recursive: true, force: true });
};

/** `import.meta.url` stays the address of the file that says it. */
const ownAddress = {
  name: 'own-address',
  setup(esbuild) {
    esbuild.onLoad({ filter: /\.ts$/ }, async ({ path }) => ({
      loader: 'ts',
      contents: (await readFile(path, 'utf8')).replaceAll(
        'import.meta.url',
        JSON.stringify(pathToFileURL(path).href),
      ),
    }));
  },
};
