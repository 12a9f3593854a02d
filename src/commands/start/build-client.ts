/** Builds the review app when it is not there or its sources changed. */
import { createHash } from 'node:crypto';
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { MissingServiceError } from '../../domain/failure.ts';
import { projectRoot } from '../../platform/discover.ts';
import { runNodeProgram } from '../../platform/run-process.ts';

const sourceFolders = ['src/web/client', 'src/domain'];
const stampName = '.built-from';

/** SHA-256 over the names and contents of everything that the app is built from. */
const sourceHash = (): string => {
  const hash = createHash('sha256').update(readFileSync(join(projectRoot, 'package-lock.json')));
  for (const folder of sourceFolders) {
    const files = readdirSync(join(projectRoot, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !entry.name.includes('.test.'))
      .map((entry) => join(entry.parentPath, entry.name));
    for (const file of files.sort())
      hash.update(file.slice(projectRoot.length)).update('\0').update(readFileSync(file));
  }
  return hash.digest('hex');
};

const isWritable = (folder: string): boolean => {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
};

/** Returns the folder with the built app. */
export const buildClient = async (dataFolder: string, say: (line: string) => void): Promise<string> => {
  const inCheckout = join(projectRoot, 'dist', 'client');
  const hash = sourceHash();
  const isBuiltIn = (folder: string): boolean => {
    const stamp = join(folder, stampName);
    return existsSync(stamp) && readFileSync(stamp, 'utf8') === hash;
  };
  if (isBuiltIn(inCheckout)) return inCheckout;
  const folder = isWritable(inCheckout) ? inCheckout : join(dataFolder, 'client');
  if (isBuiltIn(folder)) return folder;
  say('Building the web app; this is done once …');
  const { code, output } = await runNodeProgram(join(projectRoot, 'node_modules/vite/bin/vite.js'), [
    'build',
    '--config',
    join(projectRoot, 'src/web/client/vite.config.ts'),
    '--outDir',
    folder,
    '--emptyOutDir',
    // The usual one writes a file into node_modules, which may not be ours to write.
    '--configLoader',
    'runner',
    '--logLevel',
    'warn',
  ]);
  if (code !== 0) throw new MissingServiceError(`The web app could not be built:\n${output.trim()}`);
  writeFileSync(join(folder, stampName), hash);
  return folder;
};
