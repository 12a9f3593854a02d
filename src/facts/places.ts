/** Which country a place text names or lies in, in the languages of the adverts. */
import type { CountryOf } from './fact-contract.ts';
import placeList from './place-list.json' with { type: 'json' };

/** Languages whose country names Node's own tables give. */
const nameLanguages =
  'en zh-Hans zh-Hant vi th id ms fil ko hi bn ur ta ne si my km lo ru kk ky uz mn ja ar tr sw am pt es fr de it fa uk tg'.split(
    ' ',
  );

const alpha3: Readonly<Record<string, string>> = {
  KHM: 'KH',
  MMR: 'MM',
  LAO: 'LA',
  THA: 'TH',
  VNM: 'VN',
  PHL: 'PH',
  MYS: 'MY',
  SGP: 'SG',
  IDN: 'ID',
  BRN: 'BN',
  CHN: 'CN',
  TWN: 'TW',
  HKG: 'HK',
  MAC: 'MO',
  KOR: 'KR',
  JPN: 'JP',
  IND: 'IN',
  PAK: 'PK',
  BGD: 'BD',
  NPL: 'NP',
  LKA: 'LK',
  MDV: 'MV',
  ARE: 'AE',
  UAE: 'AE',
  SAU: 'SA',
  QAT: 'QA',
  KWT: 'KW',
  USA: 'US',
  GBR: 'GB',
  RUS: 'RU',
  KAZ: 'KZ',
  KGZ: 'KG',
  UZB: 'UZ',
  MNG: 'MN',
  TUR: 'TR',
  KEN: 'KE',
  UGA: 'UG',
  ETH: 'ET',
  NGA: 'NG',
  ZAF: 'ZA',
  BRA: 'BR',
  AUS: 'AU',
  DEU: 'DE',
  FRA: 'FR',
};

/** Case, accents of Latin letters and separators undone; marks of other scripts kept, they are letters there. */
const folded = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/(\p{Script=Latin})[\u0300-\u036f]+/gu, '$1')
    .normalize('NFC')
    .toLowerCase()
    .replace(/đ/g, 'd')
    .replace(/[\u200b-\u200d\u2060]/g, '')
    .replace(/['’‘ʻ.]/g, '')
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim();

interface Names {
  countries: Map<string, string>;
  towns: Map<string, string>;
}

const upper = (from: string, to: string): string[] => {
  const letters: string[] = [];
  for (let code = from.charCodeAt(0); code <= to.charCodeAt(0); code++)
    letters.push(String.fromCharCode(code));
  return letters;
};

/** Not countries: unions, test codes, outlying and reserved codes that the table names too. */
const notCountries = new Set(
  'AC CP CQ CT DG EA EU EZ FX HV IC JT MI NH NQ NT PC PU PZ QO RH TA UN VD WK XA XB YD ZZ'.split(' '),
);

/** Every assigned code. A withdrawn one (`BU`) stands in the canonical form of a tag as its successor (`MM`). */
const regionCodes = (): string[] => {
  const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
  const letters = upper('A', 'Z');
  return letters
    .flatMap((first) => letters.map((second) => first + second))
    .filter((code) => !notCountries.has(code) && names.of(code) !== undefined)
    .filter((code) => Intl.getCanonicalLocales(`und-${code}`)[0] === `und-${code}`);
};

const buildNames = (): Names => {
  const countries = new Map<string, string>();
  const add = (map: Map<string, string>, name: string | undefined, code: string): void => {
    const key = folded(name ?? '');
    if (key.length > 1 && !map.has(key)) map.set(key, code);
  };
  const codes = regionCodes();
  for (const language of nameLanguages)
    for (const style of ['long', 'short'] as const) {
      const names = new Intl.DisplayNames(language, { type: 'region', style, fallback: 'none' });
      for (const code of codes) {
        const name = names.of(code);
        add(countries, name, code);
        add(countries, name?.replace(/\s*[(（].*[)）]\s*$/u, ''), code);
      }
    }
  for (const [code3, code2] of Object.entries(alpha3)) countries.set(code3.toLowerCase(), code2);
  const towns = new Map<string, string>();
  for (const [code, places] of Object.entries(placeList)) for (const place of places) add(towns, place, code);
  return { countries, towns };
};

let built: Names | undefined;
/** 80 ms, so only when somebody asks. */
const allNames = (): Names => {
  built ??= buildNames();
  return built;
};

const unspaced =
  /[\p{Script=Han}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}]/u;
const longestWords = 5;
const longestUnspaced = 20;

interface Hit {
  code: string;
  start: number;
  end: number;
}

/** Names of words, the longest first at each word. */
const wordHits = (text: string, names: Map<string, string>): Hit[] => {
  const words = [...text.matchAll(/\S+/g)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
  }));
  const hits: Hit[] = [];
  for (let at = 0; at < words.length; at++)
    for (let count = Math.min(longestWords, words.length - at); count > 0; count--) {
      const start = (words[at] as Hit).start;
      const end = (words[at + count - 1] as Hit).end;
      const code = names.get(text.slice(start, end));
      if (!code) continue;
      hits.push({ code, start, end });
      at += count - 1;
      break;
    }
  return hits;
};

/** Names inside a run of a script without spaces, the longest first at each character. */
const runHits = (text: string, names: Map<string, string>): Hit[] => {
  const hits: Hit[] = [];
  for (let at = 0; at < text.length; at++) {
    if (!unspaced.test(text[at] as string)) continue;
    for (let length = Math.min(longestUnspaced, text.length - at); length > 1; length--) {
      const code = names.get(text.slice(at, at + length));
      if (!code) continue;
      hits.push({ code, start: at, end: at + length });
      at += length - 1;
      break;
    }
  }
  return hits;
};

const hitsIn = (text: string, names: Map<string, string>): Hit[] =>
  [...wordHits(text, names), ...runHits(text, names)].sort((one, other) => one.start - other.start);

const placeChars = 500;

/** Flags: two letters of the alphabet for regions. */
const flag = /[\u{1f1e6}-\u{1f1ff}]{2}/u;
const countryOfFlag = (text: string): string | undefined => {
  const [letters] = flag.exec(text) ?? [];
  if (!letters) return undefined;
  const code = [...letters]
    .map((one) => String.fromCharCode((one.codePointAt(0) as number) - 0x1f1e6 + 65))
    .join('');
  return new Intl.DisplayNames('en', { type: 'region', fallback: 'none' }).of(code) ? code : undefined;
};

/** `Saint Cloud, MN 56301`: a state and its postal code, whatever else the names mean. */
const unitedStatesAddress =
  /,\s*(?:A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|P[AR]|RI|S[CD]|T[NX]|UT|V[AT]|W[AIVY])\s+\d{5}(?:-\d{4})?(?:\D|$)/;

/** States whose letters are no country's that adverts name. */
const unitedStatesEnding =
  /,\s*(?:AK|CT|DC|FL|GA|HI|IA|KS|M[DEIOST]|N[CDEHJMVY]|O[HKR]|RI|S[CD]|T[NX]|UT|V[AT]|W[AIVY])\s*$/;

/** A code that stands alone or after the last comma: `KH`, `Phnom Penh, KH`. */
const codeAtEnd = (text: string): string | undefined => {
  const last = /(?:^|[,/|·(]\s*)([A-Z]{2})\)?\s*$/.exec(text.trim())?.[1];
  if (!last) return undefined;
  if (last === 'UK') return 'GB';
  return new Intl.DisplayNames('en', { type: 'region', fallback: 'none' }).of(last) ? last : undefined;
};

/**
 * ISO 3166-1 alpha-2. A country that is named goes before one that a town lies in, and of several countries
 * the last counts, as in an address; of several towns the first.
 */
export const countryOf: CountryOf = (placeText) => {
  const short = placeText.slice(0, placeChars);
  const found = known.has(short) ? known.get(short) : findCountry(short);
  if (known.size >= mostKnown) known.clear();
  known.set(short, found);
  return found;
};

/** A board's adverts name the same few places again and again. */
const known = new Map<string, string | undefined>();
const mostKnown = 2000;

const findCountry = (short: string): string | undefined => {
  if (unitedStatesAddress.test(short) || unitedStatesEnding.test(short)) return 'US';
  const text = folded(short);
  if (text === '') return countryOfFlag(short);
  const { countries, towns } = allNames();
  const whole = countries.get(text) ?? towns.get(text);
  if (whole) return whole;
  const named = hitsIn(text, countries).at(-1);
  const town = hitsIn(text, towns)[0];
  return named?.code ?? codeAtEnd(short) ?? town?.code ?? countryOfFlag(short);
};
