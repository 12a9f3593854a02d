/**
 * A second view of a folded text in which letters set apart ("f r e e", "t.e.l.e", 押·金) are joined and digits
 * that stand for letters ("fr33") are read as letters. Evidence besides the text as it stands, never instead.
 */
import type { LiteralTrie } from '../matchers/literal-trie.ts';
import { findDigitWords } from './digits-as-letters.ts';
import type { Folded } from './fold.ts';
import { findSetApart, isSeparator, type SetApart } from './spaced-letters.ts';
import { wordBorders } from './word-borders.ts';

export interface Disguise {
  kind: 'spaced' | 'digits';
  /** Units of the second view. */
  from: number;
  to: number;
  /** Units that the disguise changed, in order: those after a dropped separator, and digits read as letters. */
  changed: number[];
}

export interface Undisguised {
  folded: Folded;
  /** In order; they don't overlap. */
  disguises: Disguise[];
}

interface Edit extends SetApart {
  /** The word in letters, of a word with digits. */
  word: string | undefined;
}

/** Fewer joined letters than this are one word. */
const minLettersOfTwoWords = 7;
const space = 32;
const isSpace = (unit: number): boolean => /\s/u.test(String.fromCharCode(unit));

/** Writes the second view unit by unit. */
class View {
  text = '';
  readonly starts: number[] = [];
  readonly ends: number[] = [];
  readonly disguises: Disguise[] = [];
  private readonly folded: Folded;
  private readonly words: LiteralTrie | undefined;

  constructor(folded: Folded, words: LiteralTrie | undefined) {
    this.folded = folded;
    this.words = words;
  }

  copy(from: number, to: number): void {
    this.text += this.folded.text.slice(from, to);
    for (let at = from; at < to; at += 1) this.place(at);
  }

  apply({ from, to, word }: Edit): void {
    const begin = this.text.length;
    const changed = word === undefined ? this.join(from, to) : this.readDigits(from, to, word);
    const kind = word === undefined ? 'spaced' : 'digits';
    this.disguises.push({ kind, from: begin, to: this.text.length, changed });
  }

  private place(at: number): void {
    this.starts.push(this.folded.starts[at] as number);
    this.ends.push(this.folded.ends[at] as number);
  }

  private push(unit: string, at: number): void {
    this.text += unit;
    this.place(at);
  }

  private readDigits(from: number, to: number, word: string): number[] {
    const changed: number[] = [];
    for (let at = from; at < to; at += 1) {
      const letter = word[at - from] as string;
      if (letter !== this.folded.text[at]) changed.push(this.text.length);
      this.push(letter, at);
    }
    return changed;
  }

  /** Separators go, or they part words. */
  private join(from: number, to: number): number[] {
    const borders = this.bordersBetween(from, to);
    const changed: number[] = [];
    for (let at = from; at < to; at += 1) {
      if (!isSeparator(this.folded.text.charCodeAt(at))) this.push(this.folded.text[at] as string, at);
      else if (borders.has(at)) this.push(' ', at);
      else changed.push(this.text.length);
    }
    return changed;
  }

  /** Separators that part words: wider ones, blanks among signs, else where the lexicon's words end. */
  private bordersBetween(from: number, to: number): Set<number> {
    const { text } = this.folded;
    const borders = new Set<number>();
    const separators: number[] = [];
    let letters = '';
    let signs = 0;
    for (let at = from; at < to; at += 1)
      if (isSeparator(text.charCodeAt(at))) {
        separators.push(at);
        if (!this.isBlank(at)) signs += 1;
      } else letters += text[at];
    const isParted = signs * 2 > separators.length;
    for (const at of separators) if (this.isBlank(at) && (isParted || this.isWide(at))) borders.add(at);
    if (borders.size === 0 && letters.length >= minLettersOfTwoWords && this.words)
      for (const border of separatorsAt(wordBorders(letters, this.words), separators, from))
        borders.add(border);
    return borders;
  }

  /** Folding makes blanks of hyphens inside words; here it counts what was typed. */
  private isBlank(at: number): boolean {
    const { text, original, starts } = this.folded;
    return text.charCodeAt(at) === space && isSpace(original.charCodeAt(starts[at] as number));
  }

  /** Two blanks or more between single letters part words. */
  private isWide(at: number): boolean {
    return (this.folded.ends[at] as number) - (this.folded.starts[at] as number) > 1;
  }
}

/** Those of `separators` before which the row from `from` on has so many letters as one of `borders` says. */
const separatorsAt = (borders: readonly number[], separators: readonly number[], from: number): number[] => {
  const wanted = new Set(borders);
  return separators.filter((at, index) => wanted.has(at - from - index));
};

/** The second view, or undefined when nothing is set apart. `words`: what joined letters may fall into. */
export const undisguise = (folded: Folded, words?: LiteralTrie): Undisguised | undefined => {
  const edits: Edit[] = [];
  for (const { from, to } of findSetApart(folded)) edits.push({ from, to, word: undefined });
  edits.push(...findDigitWords(folded.text, words));
  if (edits.length === 0) return undefined;
  edits.sort((a, b) => a.from - b.from);
  const view = new View(folded, words);
  let at = 0;
  for (const edit of edits) {
    if (edit.from < at) continue;
    view.copy(at, edit.from);
    view.apply(edit);
    at = edit.to;
  }
  view.copy(at, folded.text.length);
  return {
    folded: {
      original: folded.original,
      text: view.text,
      marked: view.text,
      starts: Int32Array.from(view.starts),
      ends: Int32Array.from(view.ends),
      notes: [],
    },
    disguises: view.disguises,
  };
};

/** The disguise that a match needs: it goes across a dropped separator, or over a digit; linear in few steps. */
export const disguiseOf = (
  disguises: readonly Disguise[],
  match: { from: number; to: number },
): Disguise | undefined => {
  for (let index = firstAfter(disguises, match.from); index < disguises.length; index += 1) {
    const disguise = disguises[index] as Disguise;
    if (disguise.from >= match.to) return undefined;
    const first = disguise.kind === 'spaced' ? match.from + 1 : match.from;
    const at = disguise.changed[firstAtLeast(disguise.changed, first)];
    if (at !== undefined && at < match.to) return disguise;
  }
  return undefined;
};

/** The first disguise that ends after `at`. */
const firstAfter = (disguises: readonly Disguise[], at: number): number => {
  let low = 0;
  let high = disguises.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((disguises[middle] as Disguise).to > at) high = middle;
    else low = middle + 1;
  }
  return low;
};

const firstAtLeast = (sorted: readonly number[], least: number): number => {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] as number) >= least) high = middle;
    else low = middle + 1;
  }
  return low;
};
