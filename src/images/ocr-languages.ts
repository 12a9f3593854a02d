/**
 * Which language data Tesseract has for our languages, by BCP 47. The data lies in npm packages
 * `@tesseract.js-data/<name>` (tessdata, Apache-2.0); what npm has no package for is named with a reason.
 */
export interface OcrLanguage {
  code: string;
  /** Tesseract's name; undefined: there is no data. */
  data: string | undefined;
  note?: string;
}

const known: [code: string, data: string | undefined, note?: string][] = [
  ['en', 'eng'],
  ['zh-Hans', 'chi_sim'],
  ['zh-Hant', 'chi_tra'],
  ['vi', 'vie'],
  ['th', 'tha'],
  ['id', 'ind'],
  ['ms', 'msa'],
  ['fil', 'fil'],
  ['ko', 'kor'],
  ['ja', 'jpn'],
  ['ru', 'rus'],
  ['kk', 'kaz'],
  ['ky', 'kir'],
  ['uz', 'uzb'],
  ['hi', 'hin'],
  ['bn', 'ben'],
  ['ur', 'urd'],
  ['ta', 'tam'],
  ['ne', 'nep'],
  ['si', 'sin'],
  ['dv', 'div'],
  ['my', 'mya'],
  ['km', undefined, 'npm has no package with Khmer data'],
  ['lo', 'lao'],
  ['ar', 'ara'],
  ['tr', 'tur'],
  ['sw', 'swa'],
  ['am', 'amh'],
  ['pt', 'por'],
  ['es', 'spa'],
  ['fr', 'fra'],
];

export const ocrLanguages: readonly OcrLanguage[] = known.map(([code, data, note]) => ({
  code,
  data,
  ...(note ? { note } : {}),
}));

export const ocrLanguage = (code: string): OcrLanguage | undefined =>
  ocrLanguages.find((one) => one.code.toLowerCase() === code.toLowerCase());

export const ocrPackage = (data: string): string => `@tesseract.js-data/${data}`;
