import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { BadInputError, UsageError } from '../../domain/failure.ts';
import { installLanguage, removeLanguage } from '../../images/install-language.ts';
import { installedLanguages, languagesFor, ocrFolder } from '../../images/installed-languages.ts';
import { type OcrLanguage, ocrLanguage, ocrLanguages } from '../../images/ocr-languages.ts';
import type { ImageReading } from '../../images/read-image.ts';
import { openDataFolder } from '../../platform/data-folder.ts';
import { createThreadPool } from '../../platform/thread-pool.ts';

const print = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

const languagesNamed = (codes: readonly string[]): OcrLanguage[] => {
  if (codes.length === 0) throw new UsageError("Name at least one language; 'ocr list' shows them.");
  return codes.map((code) => {
    const known = ocrLanguage(code);
    if (!known) throw new BadInputError(`'${code}' is no language of Lurewatch; 'ocr list' shows them`);
    return known;
  });
};

const nameOf = new Intl.DisplayNames('en', { type: 'language' });

const list = (folder: string): number => {
  const installed = new Set(installedLanguages(folder));
  for (const { code, data, note } of ocrLanguages) {
    const state = installed.has(code) ? 'installed' : data ? 'can be installed' : `none: ${note}`;
    print(`${code.padEnd(8)}${(nameOf.of(code) ?? code).padEnd(26)}${state}`);
  }
  return 0;
};

const install = async (folder: string, codes: readonly string[]): Promise<number> => {
  for (const language of languagesNamed(codes)) {
    const file = await installLanguage(folder, language);
    print(`${language.code}: ${file}`);
  }
  return 0;
};

const remove = async (folder: string, codes: readonly string[]): Promise<number> => {
  const languages = languagesNamed(codes);
  for (const language of languages) await removeLanguage(folder, language);
  print(`Removed: ${languages.map((one) => one.code).join(', ')}.`);
  return 0;
};

const readTimeMs = 60_000;

const describe = (file: string, { image, hash, text, note, confidence }: ImageReading): string =>
  [
    `${file}: ${image ? `${image.format}, ${image.width} × ${image.height}` : 'not read'}${hash ? `, hash ${hash}` : ''}${confidence === undefined ? '' : `, confidence ${Math.round(confidence)}`}`,
    ...(note ? [`  ${note}`] : []),
    ...(text
      ? text
          .trimEnd()
          .split('\n')
          .map((line) => `  ${line}`)
      : []),
  ].join('\n');

interface ReadOptions {
  languages: string | undefined;
  json: boolean;
}

const read = async (folder: string, files: readonly string[], options: ReadOptions): Promise<number> => {
  if (files.length === 0) throw new UsageError('Name at least one image file: ocr read FILE');
  const installed = installedLanguages(folder);
  const wanted = options.languages?.split(',').map((one) => one.trim()) ?? [];
  const missing = wanted.filter((code) => !installed.includes(code));
  if (missing.length > 0)
    throw new BadInputError(
      `not installed: ${missing.join(', ')}; fetch with: lurewatch ocr install ${missing.join(' ')}`,
    );
  const languages = languagesFor(wanted, installed);
  const pool = createThreadPool({
    entry: new URL('../../image-thread.mjs', import.meta.url),
    size: 1,
    taskLimitMs: readTimeMs,
    maxMemoryMb: 1024,
  });
  let failed = false;
  try {
    for (const file of files) {
      let bytes: Uint8Array;
      try {
        bytes = await readFile(file);
      } catch {
        process.stderr.write(`${file} can't be read: give the path of an image file\n`);
        failed = true;
        continue;
      }
      const reading = await pool.run<ImageReading>('readImage', { bytes, folder, languages });
      failed ||= reading.image === undefined;
      print(options.json ? JSON.stringify({ file, ...reading }) : describe(file, reading));
    }
  } finally {
    await pool.close();
  }
  return failed ? 1 : 0;
};

export const runOcr = async (
  verb: 'list' | 'install' | 'remove' | 'read',
  argv: string[],
): Promise<number> => {
  const { values, positionals } = parseArgs({
    args: argv,
    options: {
      data: { type: 'string' },
      languages: { type: 'string' },
      json: { type: 'boolean', default: false },
    },
    allowPositionals: true,
  });
  const folder = ocrFolder(openDataFolder(values.data));
  if (verb === 'list') return list(folder);
  if (verb === 'install') return install(folder, positionals);
  if (verb === 'remove') return remove(folder, positionals);
  return read(folder, positionals, { languages: values.languages, json: values.json });
};
