/** Countries whose national phone notation, and whose money, a text in this script probably uses. */
import { type CountryCode, isSupportedCountry } from 'libphonenumber-js/max';

const scripts: readonly [letters: RegExp | undefined, words: RegExp | undefined, countries: CountryCode[]][] =
  [
    [/\p{Script=Thai}/u, undefined, ['TH']],
    [
      /[ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]/iu,
      /(?<![a-z\u00df-\u1eff])(?:tháng|lương|không|và|của)(?![a-z\u00df-\u1eff])/,
      ['VN'],
    ],
    [/\p{Script=Hangul}/u, undefined, ['KR']],
    [/\p{Script=Khmer}/u, undefined, ['KH']],
    [/\p{Script=Lao}/u, undefined, ['LA']],
    [/\p{Script=Myanmar}/u, undefined, ['MM']],
    [/\p{Script=Bengali}/u, undefined, ['BD', 'IN']],
    [/\p{Script=Sinhala}/u, undefined, ['LK']],
    [/\p{Script=Tamil}/u, undefined, ['IN', 'LK']],
    [
      /[\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Gujarati}\p{Script=Gurmukhi}]/u,
      undefined,
      ['IN'],
    ],
    [/\p{Script=Devanagari}/u, undefined, ['IN', 'NP']],
    [/\p{Script=Thaana}/u, undefined, ['MV']],
    [/\p{Script=Ethiopic}/u, undefined, ['ET']],
    [/[\p{Script=Hiragana}\p{Script=Katakana}]/u, undefined, ['JP']],
    [/[әғқңөұүһі]/iu, undefined, ['KZ']],
    [/\p{Script=Cyrillic}/u, undefined, ['RU']],
    [/\p{Script=Han}/u, undefined, ['CN', 'TW', 'HK']],
    [/ڈ|ٹ|ے/u, undefined, ['PK']],
    [undefined, /(?<![a-z])(?:gaji|lowongan|kerja|hubungi|yang|dan)(?![a-z])/, ['ID', 'MY']],
    [undefined, /(?<![a-z])(?:ng|mga|sahod|trabaho|kami)(?![a-z])/, ['PH']],
  ];

const isKnown = 2 ** 31;
/** By UTF-16 unit, a bit for each row of `scripts`; filled in as units are met. */
const rowsOfUnit = new Uint32Array(0x10000);

const rowsOf = (unit: number): number => {
  const character = String.fromCharCode(unit);
  let rows = 0;
  for (const [row, [letters]] of scripts.entries()) if (letters?.test(character)) rows |= 1 << row;
  rowsOfUnit[unit] = rows + isKnown;
  return rowsOfUnit[unit] as number;
};

const firstTelling = 0x80;
const sampleCharacters = 4000;

const rowsIn = (text: string): number => {
  let rows = 0;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit >= firstTelling) rows |= rowsOfUnit[unit] || rowsOf(unit);
  }
  return rows;
};

/** ISO countries, the given one first. */
export const likelyRegions = (text: string, region?: string): CountryCode[] => {
  const sample = text.slice(0, sampleCharacters).toLowerCase();
  const rows = rowsIn(sample);
  const regions = new Set<CountryCode>();
  const given = region?.toUpperCase();
  if (given && isSupportedCountry(given)) regions.add(given);
  for (const [row, [, words, countries]] of scripts.entries())
    if (rows & (1 << row) || words?.test(sample)) for (const country of countries) regions.add(country);
  return [...regions];
};

/** Worked out when first asked for: most texts hold no number in national notation. */
export const lazyRegions = (text: string, region?: string): (() => readonly CountryCode[]) => {
  let regions: readonly CountryCode[] | undefined;
  return () => {
    regions ??= likelyRegions(text, region);
    return regions;
  };
};
