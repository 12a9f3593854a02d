/** Letters of one alphabet that pass for letters of another, and the words in which they are mixed. */

/** Folded (lower-case) Cyrillic and Greek letters → the Latin letter that they look like in some case. */
const toLatin = new Map<string, string>(
  Object.entries({
    а: 'a',
    в: 'b',
    е: 'e',
    з: '3',
    к: 'k',
    м: 'm',
    н: 'h',
    о: 'o',
    р: 'p',
    с: 'c',
    т: 't',
    у: 'y',
    х: 'x',
    ь: 'b',
    і: 'i',
    ј: 'j',
    ѕ: 's',
    һ: 'h',
    ԁ: 'd',
    ԛ: 'q',
    ԝ: 'w',
    г: 'r',
    п: 'n',
    ԍ: 'g',
    ѵ: 'v',
    ӏ: 'l',
    ү: 'y',
    α: 'a',
    β: 'b',
    ε: 'e',
    η: 'n',
    ι: 'i',
    κ: 'k',
    μ: 'm',
    ν: 'v',
    ο: 'o',
    ρ: 'p',
    τ: 't',
    υ: 'u',
    χ: 'x',
    ω: 'w',
    γ: 'y',
    σ: 'o',
    ς: 's',
    ζ: 'z',
  }),
);
const toCyrillic = new Map<string, string>(
  Object.entries({
    a: 'а',
    b: 'в',
    c: 'с',
    e: 'е',
    h: 'н',
    k: 'к',
    m: 'м',
    o: 'о',
    p: 'р',
    t: 'т',
    x: 'х',
    y: 'у',
    i: 'і',
    s: 'ѕ',
    r: 'г',
    n: 'п',
    u: 'и',
  }),
);

const isLatin = (code: number): boolean => code >= 97 && code <= 122;
const isCyrillic = (code: number): boolean => code >= 0x400 && code <= 0x52f;
const isGreek = (code: number): boolean => code >= 0x370 && code <= 0x3ff;
const isAlphabetic = (code: number): boolean => isLatin(code) || isCyrillic(code) || isGreek(code);

interface Word {
  folded: string;
  marked: string;
}

/** `marked` tells letters apart that folding makes one: і, which looks like i, from и, which does not. */
const substitute = (
  word: Word,
  table: Map<string, string>,
  isForeign: (code: number) => boolean,
): Word | undefined => {
  let folded = '';
  let marked = '';
  for (let at = 0; at < word.folded.length; at += 1) {
    const letter = word.folded[at] as string;
    const shown = word.marked[at] as string;
    if (!isForeign(letter.charCodeAt(0))) {
      folded += letter;
      marked += shown;
      continue;
    }
    const replaced = table.get(shown) ?? table.get(letter);
    if (replaced === undefined) return undefined;
    folded += replaced === 'і' ? 'и' : replaced;
    marked += replaced;
  }
  return { folded, marked };
};

const isOther = (code: number): boolean => !isLatin(code);

const asLatin = (word: Word): Word | undefined => substitute(word, toLatin, isOther);
const asCyrillic = (word: Word): Word | undefined =>
  /[\u0370-\u03ff]/u.test(word.folded) ? undefined : substitute(word, toCyrillic, isLatin);

export interface MixedWord extends Word {
  start: number;
  end: number;
}

/** Words of folded text in which alphabets are mixed, in one alphabet and as long as before. */
export const findMixedWords = (units: Uint16Array, marked: Uint16Array, length: number): MixedWord[] => {
  const found: MixedWord[] = [];
  for (let start = 0; start < length; start += 1) {
    if (!isAlphabetic(units[start] as number)) continue;
    let latin = 0;
    let end = start;
    for (; end < length && isAlphabetic(units[end] as number); end += 1)
      if (isLatin(units[end] as number)) latin += 1;
    if (latin > 0 && latin < end - start) addUnmixed(found, { units, marked, start, end, latin });
    start = end;
  }
  return found;
};

const maxMixedLetters = 60;

const addUnmixed = (
  found: MixedWord[],
  at: { units: Uint16Array; marked: Uint16Array; start: number; end: number; latin: number },
): void => {
  const { start, end } = at;
  if (end - start > maxMixedLetters) return;
  const word = {
    folded: String.fromCharCode(...at.units.subarray(start, end)),
    marked: String.fromCharCode(...at.marked.subarray(start, end)),
  };
  const isMostlyLatin = at.latin * 2 >= end - start;
  const unmixed = isMostlyLatin ? (asLatin(word) ?? asCyrillic(word)) : (asCyrillic(word) ?? asLatin(word));
  if (unmixed) found.push({ start, end, ...unmixed });
};
