/** The language data that lies in the data folder, and which of it suits an advert. */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ocrLanguage, ocrLanguages } from './ocr-languages.ts';

const ending = '.traineddata.gz';

export const ocrFolder = (dataFolder: string): string => join(dataFolder, 'ocr');

/** BCP 47 codes of the languages whose data is there, in the order of the table. */
export const installedLanguages = (folder: string): string[] => {
  if (!existsSync(folder)) return [];
  const names = new Set(
    readdirSync(folder).flatMap((name) => (name.endsWith(ending) ? [name.slice(0, -ending.length)] : [])),
  );
  return ocrLanguages.flatMap(({ code, data }) => (data && names.has(data) ? [code] : []));
};

/** When the last of the languages that are there was installed, by the change of its file; undefined without any. */
export const lastInstalledAt = (folder: string): Date | undefined => {
  if (!existsSync(folder)) return undefined;
  const times = readdirSync(folder)
    .filter((name) => name.endsWith(ending))
    .map((name) => statSync(join(folder, name), { throwIfNoEntry: false })?.ctimeMs ?? Date.now());
  return times.length > 0 ? new Date(Math.max(...times)) : undefined;
};

/** More languages at once make Tesseract slow and wrong. */
const mostAtOnce = 3;

/** Their data knows Latin letters too; with English beside it, whole lines of signs were read as English words. */
const withLatinLetters = new Set(['zh-Hans', 'zh-Hant', 'ja']);

/**
 * Tesseract's names for an image of an advert in these languages (the likeliest first): those that are installed,
 * and English, which stands on most posters, unless a likelier one reads it along.
 */
export const languagesFor = (wanted: readonly string[], installed: readonly string[]): string[] => {
  const near = wanted.flatMap((code) => (code === 'zh' ? ['zh-Hans', 'zh-Hant'] : [code]));
  const others = near.length === 0 ? installed.filter((code) => code !== 'en') : [];
  const chosen = [...new Set([...near, ...others, 'en'])].filter((code) => installed.includes(code));
  const most = chosen.slice(0, mostAtOnce);
  const english = most.indexOf('en');
  const codes = english < 0 && chosen.includes('en') ? [...most.slice(0, -1), 'en'] : most;
  const isReadAlong = codes.slice(0, codes.indexOf('en')).some((code) => withLatinLetters.has(code));
  return codes
    .filter((code) => code !== 'en' || !isReadAlong)
    .flatMap((code) => ocrLanguage(code)?.data ?? []);
};
