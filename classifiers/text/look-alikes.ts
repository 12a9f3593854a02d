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

const substitute = (word: string, table: Map<string, string>, isForeign: (code: number) => boolean) => {
  let out = '';
  for (const letter of word) {
    const replaced = isForeign(letter.charCodeAt(0)) ? table.get(letter) : letter;
    if (replaced === undefined) return undefined;
    out += replaced;
  }
  return out;
};

/** The word in one alphabet, or undefined when it isn't mixed or the letters don't look alike. */
export const unmixWord = (word: string): string | undefined => {
  let latin = 0;
  let other = 0;
  for (let index = 0; index < word.length; index += 1)
    if (isLatin(word.charCodeAt(index))) latin += 1;
    else other += 1;
  if (latin === 0 || other === 0) return undefined;
  const isOther = (code: number) => !isLatin(code);
  const asLatin = () => substitute(word, toLatin, isOther);
  const asCyrillic = () => (isGreekIn(word) ? undefined : substitute(word, toCyrillic, isLatin));
  return latin >= other ? (asLatin() ?? asCyrillic()) : (asCyrillic() ?? asLatin());
};

const isGreekIn = (word: string): boolean => /[\u0370-\u03ff]/u.test(word);

export interface MixedWord {
  start: number;
  end: number;
  word: string;
}

/** Words of folded text in which alphabets are mixed, with the one-alphabet form (same length). */
export const findMixedWords = (folded: string): MixedWord[] => {
  const found: MixedWord[] = [];
  for (let start = 0; start < folded.length; start += 1) {
    if (!isAlphabetic(folded.charCodeAt(start))) continue;
    let end = start + 1;
    while (end < folded.length && isAlphabetic(folded.charCodeAt(end))) end += 1;
    const word = unmixWord(folded.slice(start, end));
    if (word !== undefined) found.push({ start, end, word });
    start = end;
  }
  return found;
};
