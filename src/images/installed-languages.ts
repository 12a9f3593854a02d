/** The language data that lies in the data folder, and which of it suits an advert. */
import { existsSync, readdirSync } from 'node:fs';
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

/** More languages at once make Tesseract slow and wrong. */
const mostAtOnce = 3;

/**
 * Tesseract's names for an image of an advert in these languages (the likeliest first): those that are installed,
 * and English, which stands on most posters.
 */
export const languagesFor = (wanted: readonly string[], installed: readonly string[]): string[] => {
  const near = wanted.flatMap((code) => (code === 'zh' ? ['zh-Hans', 'zh-Hant'] : [code]));
  const chosen = [...new Set([...near, ...(near.length === 0 ? installed : []), 'en'])].filter((code) =>
    installed.includes(code),
  );
  const withoutEnglish = chosen.filter((code) => code !== 'en').slice(0, mostAtOnce - 1);
  const codes = chosen.includes('en') ? [...withoutEnglish, 'en'] : withoutEnglish;
  return codes.flatMap((code) => ocrLanguage(code)?.data ?? []);
};
