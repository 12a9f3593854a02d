/**
 * Patterns of many words that are looked for at every character of a text. A class of first characters stands
 * before the alternatives, so that most places cost one step and not one for each word.
 */
export interface WordList {
  /** Alternatives of a regular expression that stand alone: no letter before or after. */
  alone?: string;
  /** The same in scripts without spaces between words. */
  anywhere?: string;
}

/** First characters of alternatives written as `word|[cl]ass|\\+sign`; only the first must be literal. */
const firstCharacters = (alternatives: string): string =>
  [...new Set(alternatives.split('|').map(firstOf))].join('');

const firstOf = (alternative: string): string => {
  const escaped = /^\\./u.exec(alternative)?.[0];
  const first = escaped ?? ([...alternative][0] as string);
  if (/^[[(.?*^$]/u.test(first)) throw new Error(`'${alternative}' must begin with a literal character`);
  return first.replace(/^[-\]]$/, '\\$&');
};

const aloneBefore = '(?<![\\p{L}\\p{M}\\d_@.])';
const aloneAfter = '(?![\\p{Script=Latin}\\p{Script=Cyrillic}\\p{M}_])';

const joined = (lists: readonly WordList[], which: keyof WordList): string =>
  lists
    .flatMap((list) => list[which] ?? [])
    .join('|')
    .normalize('NFC');

/** Source of a pattern that matches any word of the lists; for use with the flags `iu`. */
export const anyWordOf = (lists: readonly WordList[]): string => {
  const alone = joined(lists, 'alone');
  const anywhere = joined(lists, 'anywhere');
  const parts: string[] = [];
  if (alone) parts.push(`${aloneBefore}(?=[${firstCharacters(alone)}])(?:${alone})${aloneAfter}`);
  if (anywhere) parts.push(`(?=[${firstCharacters(anywhere)}])(?:${anywhere})`);
  return `(?:${parts.join('|')})`;
};

const lookahead = /\(\?[=!][^()]*\)/g;

/** Matches a text that is one word of the list and nothing else. What must follow it was seen before. */
export const wholeWordOf = (list: WordList): RegExp => {
  const words = [list.alone, list.anywhere].filter(Boolean).join('|').replace(lookahead, '');
  return new RegExp(`^(?:${words.normalize('NFC')})$`, 'iu');
};
