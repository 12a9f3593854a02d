/** The files that a lexicon is made of, and the version that their contents give. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A data file with its text, so that what was hashed is what is read. */
export interface DataFile {
  path: string;
  /** The root that it lies below: the project's classifiers/ or a deployment's overlay. */
  root: string;
  text: string;
}

export const classifiersFolder = dirname(fileURLToPath(import.meta.url));
const factsFolder = join(classifiersFolder, '..', 'src', 'facts');

const filesBelow = (folder: string, name: RegExp): string[] =>
  existsSync(folder)
    ? readdirSync(folder, { withFileTypes: true, recursive: true })
        .filter((entry) => entry.isFile() && name.test(entry.name))
        .map((entry) => join(entry.parentPath, entry.name))
        .sort()
    : [];

const readText = (path: string): string => readFileSync(path, 'utf8').replaceAll('\r\n', '\n');

/** The data files below `root`, one by one: indicators/, languages/<code>/, gazetteer/, tables/. */
export function* dataFiles(root: string): Generator<DataFile> {
  for (const part of ['indicators', 'languages', 'gazetteer', 'tables'])
    for (const path of filesBelow(join(root, part), /\.yaml$/u)) yield { path, root, text: readText(path) };
}

export const listDataFiles = (root: string): DataFile[] => [...dataFiles(root)];

/** Tools around the engine: no assessment hangs on them, so a change of theirs must not have every advert assessed anew. */
const toolFolders = ['calibration', 'evaluation', 'review'];

/** The source of the engine and of the facts that it reads. */
export const engineFiles = (): { root: string; path: string }[] =>
  [classifiersFolder, factsFolder].flatMap((root) =>
    filesBelow(root, /(?<!\.test|\.property)\.(?:ts|json)$/u)
      .filter((path) => !toolFolders.includes(relative(root, path).split(/[\\/]/u)[0] ?? ''))
      .map((path) => ({ root, path })),
  );

/** Hash of the data and of the source of the engine and of the facts that it reads. */
export const versionOf = (files: Iterable<DataFile>): string => {
  const hash = createHash('sha256');
  const addFile = (root: string, path: string, text: string): void => {
    hash.update(`${relative(root, path).replaceAll('\\', '/')}\n`).update(text);
  };
  for (const { root, path } of engineFiles()) addFile(root, path, readText(path));
  for (const file of files) addFile(file.root, file.path, file.text);
  return hash.digest('hex').slice(0, 16);
};
