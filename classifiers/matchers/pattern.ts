/**
 * The pattern language of classifiers/lexicon-format.ts: text → a tree of items. Alternatives stay alternatives,
 * so that a pattern costs what it is long, not what it stands for.
 */
import { BadInputError } from '../../src/domain/failure.ts';
import { characterClass, classOf } from '../text/character-class.ts';
import { fold } from '../text/fold.ts';

export type Item =
  /** Folded, without blanks at its ends; `marked` has the accents. */
  | { is: 'literal'; text: string; marked: string }
  | { is: 'blank' }
  | { is: 'gap'; words: number }
  | { is: 'ending' }
  | { is: 'number' }
  | { is: 'choice'; of: Pattern[]; isOptional: boolean };
export type Pattern = Item[];

const maxGapWords = 12;
const special = '()[]|<>*#\\';

class PatternReader {
  readonly source: string;
  at = 0;

  constructor(source: string) {
    this.source = source;
  }

  fail(reason: string): never {
    throw new BadInputError(`pattern '${this.source}': ${reason}`);
  }

  readSequence(): Pattern {
    const items: Pattern = [];
    while (this.at < this.source.length && !'|)]'.includes(this.source[this.at] as string))
      items.push(...this.readPart());
    // a gap takes the blanks beside it
    return items.filter(
      (item, index) =>
        item.is !== 'blank' || (items[index - 1]?.is !== 'gap' && items[index + 1]?.is !== 'gap'),
    );
  }

  readPart(): Pattern {
    const character = this.source[this.at] as string;
    if (character === '(' || character === '[') return this.readChoice(character);
    if (character === '<') return [this.readGap()];
    if (character === '>') this.fail("'>' has no opening '<'");
    if (character === '*' || character === '#') {
      this.at += 1;
      return [{ is: character === '*' ? 'ending' : 'number' }];
    }
    return itemsOf(this.readText());
  }

  readText(): string {
    let text = '';
    while (this.at < this.source.length) {
      const character = this.source[this.at] as string;
      if (character === '\\') {
        if (this.at + 1 >= this.source.length) this.fail("nothing follows '\\'");
        text += this.source[this.at + 1];
        this.at += 2;
      } else if (special.includes(character)) return text;
      else {
        text += character;
        this.at += 1;
      }
    }
    return text;
  }

  /** Brackets around invisible characters only are nothing at all. */
  readChoice(opening: '(' | '['): Pattern {
    const closing = opening === '(' ? ')' : ']';
    const of: Pattern[] = [];
    for (;;) {
      this.at += 1;
      of.push(this.readSequence());
      if (this.source[this.at] === '|') continue;
      if (this.source[this.at] !== closing) this.fail(`'${opening}' is not closed by '${closing}'`);
      this.at += 1;
      const filled = of.filter((one) => one.length > 0);
      if (filled.length === 0) return [];
      return [{ is: 'choice', of: filled, isOptional: opening === '[' || filled.length < of.length }];
    }
  }

  readGap(): Item {
    const match = /^<(\d+)>/.exec(this.source.slice(this.at));
    const words = Number(match?.[1] ?? 0);
    if (!match || words < 1 || words > maxGapWords)
      this.fail(`a gap is written <1> to <${maxGapWords}>, the number of words that may stand between`);
    this.at += match[0].length;
    return { is: 'gap', words };
  }
}

const hasHangul = (text: string): boolean => {
  for (let index = 0; index < text.length; index += 1)
    if (classOf(text.charCodeAt(index)) === characterClass.hangul) return true;
  return false;
};

/** Between words a hyphen is folded to a blank; between numbers it stays. */
const hyphen: Item = {
  is: 'choice',
  of: [[{ is: 'blank' }], [{ is: 'literal', text: '-', marked: '-' }]],
  isOptional: false,
};

/** Folds a piece of text; blanks at its ends, and all blanks of Korean, become items of their own. */
const itemsOf = (source: string): Pattern => {
  if (source === '-') return [hyphen];
  const text = source.normalize('NFC');
  const folded = fold(text);
  const items: Pattern = [];
  const isSplit = (at: number): boolean => /\s/.test(folded.text[at] ?? '');
  const isKorean = hasHangul(folded.text);
  const first = folded.text.search(/\S/);
  const last = folded.text.trimEnd().length;
  let from = 0;
  const flush = (to: number): void => {
    if (to > from)
      items.push({ is: 'literal', text: folded.text.slice(from, to), marked: folded.marked.slice(from, to) });
  };
  for (let at = 0; at < folded.text.length; at += 1) {
    if (!isSplit(at) || !(isKorean || at < first || first < 0 || at >= last)) continue;
    flush(at);
    items.push({ is: 'blank' });
    from = at + 1;
  }
  flush(folded.text.length);
  return items;
};

/** The letters that any match must hold at least. */
export const minLetters = (pattern: Pattern): number =>
  pattern.reduce((sum, item) => sum + minLettersOf(item), 0);

const minLettersOf = (item: Item): number => {
  if (item.is === 'literal') return item.text.replaceAll(' ', '').length;
  if (item.is !== 'choice' || item.isOptional) return 0;
  return Math.min(...item.of.map(minLetters));
};

/** The words of two letters or more that the literals are made of, in scripts that part words by spaces. */
export const wordsOf = (patterns: Iterable<Pattern>): string[] => {
  const words = new Set<string>();
  const add = (pattern: Pattern): void => {
    for (const item of pattern)
      if (item.is === 'literal') {
        for (const word of item.text.split(' ')) if (isSpacedWord(word)) words.add(word);
      } else if (item.is === 'choice') for (const one of item.of) add(one);
  };
  for (const pattern of patterns) add(pattern);
  return [...words];
};

const isSpacedWord = (word: string): boolean => {
  for (let at = 0; at < word.length; at += 1)
    if (classOf(word.charCodeAt(at)) !== characterClass.spaced) return false;
  return word.length > 1;
};

/** Reads a pattern. Throws BadInputError with the reason when it can't be used. */
export const readPattern = (source: string): Pattern => {
  const reader = new PatternReader(source.trim());
  const pattern = reader.readSequence();
  const stray = reader.source[reader.at];
  if (stray === '|') reader.fail("'|' stands outside of brackets; write (a|b)");
  if (stray !== undefined) reader.fail(`'${stray}' has no opening bracket`);
  if (pattern[0]?.is === 'gap' || pattern.at(-1)?.is === 'gap')
    reader.fail('a gap stands at an end, where it means nothing');
  if (minLetters(pattern) < 1) reader.fail('all of it is optional, so it would match anything');
  return pattern;
};
