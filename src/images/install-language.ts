/** Fetches language data with npm, which checks its integrity, and lays it into the data folder. */
import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { BadInputError, MissingServiceError } from '../domain/failure.ts';
import { type OcrLanguage, ocrPackage } from './ocr-languages.ts';
import { languageDataFile } from './read-image-text.ts';

const run = promisify(execFile);
const fetchLimitMs = 300_000;
/** The smaller and faster of the two models that each package holds. */
const model = '4.0.0_best_int';

const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';

const explain = (error: unknown, name: string): Error => {
  const output = String((error as { stderr?: unknown }).stderr ?? '');
  if (/\bE404\b/.test(output))
    return new BadInputError(
      `the npm registry has no package ${name}; text in this language can't be read from images`,
      {
        cause: error,
      },
    );
  return new MissingServiceError(
    `npm could not fetch ${name}: check that the npm registry is reachable (npm ping) and try again`,
    { cause: error },
  );
};

/** Nothing is left half: the file appears whole or not at all. */
export const installLanguage = async (folder: string, { code, data, note }: OcrLanguage): Promise<string> => {
  if (!data) throw new BadInputError(`there is no data to read ${code} from images: ${note}`);
  const name = ocrPackage(data);
  const work = await mkdtemp(join(tmpdir(), 'lurewatch-ocr-'));
  try {
    await writeFile(join(work, 'package.json'), '{"private":true}\n');
    await run(npm, ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--no-save', name], {
      cwd: work,
      timeout: fetchLimitMs,
    }).catch((error: unknown) => {
      throw explain(error, name);
    });
    await mkdir(folder, { recursive: true });
    const file = languageDataFile(folder, data);
    const unfinished = `${file}.${process.pid}.tmp`;
    await copyFile(join(work, 'node_modules', name, model, `${data}.traineddata.gz`), unfinished);
    await rename(unfinished, file);
    return file;
  } finally {
    await rm(work, { recursive: true, force: true });
  }
};

export const removeLanguage = async (folder: string, { code, data }: OcrLanguage): Promise<void> => {
  if (!data) throw new BadInputError(`there is no data for ${code} that could be removed`);
  await rm(languageDataFile(folder, data), { force: true });
};
