/**
 * Tells Japanese written in Chinese characters alone (海外勤務 高収入 学歴不問), as terse adverts are, from Chinese: by
 * characters that only Japan writes, by its words, and by what it does not write.
 */
import type { LanguageFile } from '../lexicon-format.ts';
import { repertoireOf, writtenIn } from './han-repertoires.ts';

export type KanjiReader = (original: string) => boolean;

/** Words are borrowed more often than characters. */
const pointsOfWord = 0.5;
const pointsOfChineseWord = 0.25;
const leastPoints = 1;
/** Doubt goes to Chinese, which has many more adverts of this script alone. */
const timesChinese = 2;
const longestRead = 4000;

const isHan = (word: string): boolean => /^\p{Script=Han}+$/u.test(word);

/** Words by their first character. */
const byFirst = (words: readonly string[]): Map<number, string[]> => {
  const table = new Map<number, string[]>();
  for (const word of words) {
    const first = word.charCodeAt(0);
    table.set(
      first,
      [...(table.get(first) ?? []), word].sort((a, b) => b.length - a.length),
    );
  }
  return table;
};

/** Function words that hold nothing but Chinese characters; those that both languages have tell nothing. */
const hanWords = (languages: readonly LanguageFile[]) => {
  const wordsOf = (isOne: (code: string) => boolean): string[] =>
    languages
      .filter(({ code }) => isOne(code))
      .flatMap((one) => one.functionWords)
      .filter(isHan);
  const japanese = wordsOf((code) => code === 'ja');
  const chinese = wordsOf((code) => code.startsWith('zh'));
  const only = (words: string[], others: string[]): Map<number, string[]> =>
    byFirst(words.filter((word) => !others.includes(word)));
  return { japanese: only(japanese, chinese), chinese: only([...new Set(chinese)], japanese) };
};

export const makeKanjiReader = (languages: readonly LanguageFile[]): KanjiReader => {
  const { japanese, chinese } = hanWords(languages);
  return (original) => {
    let forJapanese = 0;
    let forChinese = 0;
    const to = Math.min(original.length, longestRead);
    for (let at = 0; at < to; at += 1) {
      const code = original.charCodeAt(at);
      const where = repertoireOf(code);
      if (where === 0) continue;
      if (where === writtenIn.japan) forJapanese += 1;
      else if ((where & writtenIn.japan) === 0) forChinese += 1;
      if (japanese.get(code)?.some((word) => original.startsWith(word, at))) forJapanese += pointsOfWord;
      if (chinese.get(code)?.some((word) => original.startsWith(word, at))) forChinese += pointsOfChineseWord;
    }
    return forJapanese >= leastPoints && forJapanese > forChinese * timesChinese;
  };
};
