/** The script of a character, for the scripts of the languages that adverts are written in. */

export const scripts = [
  'none',
  'Latn',
  'Cyrl',
  'Arab',
  'Deva',
  'Beng',
  'Taml',
  'Sinh',
  'Thaa',
  'Thai',
  'Laoo',
  'Khmr',
  'Mymr',
  'Hang',
  'Hani',
  'Kana',
  'Ethi',
  'Hebr',
  'Grek',
  'Geor',
  'Armn',
  'Gujr',
  'Guru',
  'Telu',
  'Knda',
  'Mlym',
  'Orya',
  'Mong',
  'Tibt',
] as const;
export type Script = (typeof scripts)[number];

const names: Record<Exclude<Script, 'none'>, string> = {
  Latn: 'Latin',
  Cyrl: 'Cyrillic',
  Arab: 'Arabic',
  Deva: 'Devanagari',
  Beng: 'Bengali',
  Taml: 'Tamil',
  Sinh: 'Sinhala',
  Thaa: 'Thaana',
  Thai: 'Thai',
  Laoo: 'Lao',
  Khmr: 'Khmer',
  Mymr: 'Myanmar',
  Hang: 'Hangul',
  Hani: 'Han',
  Kana: 'Katakana',
  Ethi: 'Ethiopic',
  Hebr: 'Hebrew',
  Grek: 'Greek',
  Geor: 'Georgian',
  Armn: 'Armenian',
  Gujr: 'Gujarati',
  Guru: 'Gurmukhi',
  Telu: 'Telugu',
  Knda: 'Kannada',
  Mlym: 'Malayalam',
  Orya: 'Oriya',
  Mong: 'Mongolian',
  Tibt: 'Tibetan',
};
const tests = Object.entries(names).map(
  ([script, name]) =>
    [
      scripts.indexOf(script as Script),
      new RegExp(
        script === 'Kana'
          ? String.raw`[\p{Script=Katakana}\p{Script=Hiragana}]`
          : String.raw`\p{Script=${name}}`,
        'u',
      ),
    ] as const,
);

const known = new Uint8Array(65_536).fill(255);

const learn = (code: number): number => {
  const character = String.fromCharCode(code);
  const isLetter = /[\p{L}\p{M}]/u.test(character);
  const found = isLetter ? (tests.find(([, test]) => test.test(character))?.[0] ?? 0) : 0;
  known[code] = found;
  return found;
};

/** Index into `scripts`; 0 for digits, signs and all that belongs to no script. */
export const scriptOf = (code: number): number => {
  const value = known[code] as number;
  return value === 255 ? learn(code) : value;
};

/** The language of a script that (among adverts) only one language uses. */
export const languageOfScript: Partial<Record<Script, string>> = {
  Thai: 'th',
  Laoo: 'lo',
  Khmr: 'km',
  Mymr: 'my',
  Hang: 'ko',
  Beng: 'bn',
  Taml: 'ta',
  Sinh: 'si',
  Thaa: 'dv',
  Ethi: 'am',
  Hebr: 'he',
  Grek: 'el',
  Geor: 'ka',
  Armn: 'hy',
  Gujr: 'gu',
  Guru: 'pa',
  Telu: 'te',
  Knda: 'kn',
  Mlym: 'ml',
  Orya: 'or',
  Tibt: 'bo',
  Mong: 'mn',
};
