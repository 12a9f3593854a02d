/**
 * A second view of a folded text in which letters set apart ("f r e e", "t.e.l.e", 押·金) are joined and digits
 * that stand for letters ("fr33") are read as letters. Evidence besides the text as it stands, never instead.
 */
import { characterClass, classOf } from './character-class.ts';
import type { Folded } from './fold.ts';

export interface Disguise {
  kind: 'spaced' | 'digits';
  /** Units of the second view. */
  from: number;
  to: number;
  /** Units that the disguise changed: those after a dropped separator, and digits read as letters. */
  changed: number[];
}

export interface Undisguised {
  folded: Folded;
  disguises: Disguise[];
}

const minSpacedLetters = 3;
const separators = new Set([...' ·.*_-|/~+,\'"^=:'].map((one) => one.charCodeAt(0)));
const lettersOfDigits: Record<string, string> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
};
/** Digits or signs between letters; an address (`hr@example.com`) and a numbered name (`mp3`) are none. */
const leetWord =
  /(?<![\p{L}\d.@_/-])[a-z]{1,15}(?:(?:[013457@$]+[a-z]{1,15}){1,8}|([013457])\1)(?![\p{L}\d@_/-]|\.[a-z])/gu;

interface Edit {
  from: number;
  to: number;
  kind: Disguise['kind'];
}

const isLetter = (text: string, at: number): boolean => {
  const kind = classOf(text.charCodeAt(at));
  return kind === characterClass.spaced || kind === characterClass.hangul;
};
const isUnspaced = (text: string, at: number): boolean =>
  at >= 0 && at < text.length && classOf(text.charCodeAt(at)) === characterClass.unspaced;
const isSeparator = (text: string, at: number): boolean => separators.has(text.charCodeAt(at));
const isWord = (text: string, at: number): boolean =>
  at >= 0 && at < text.length && classOf(text.charCodeAt(at)) !== characterClass.none;

/** The end of a row of single letters that begins at `start`. */
const spacedLettersEnd = (text: string, start: number): number => {
  let at = start;
  let count = 1;
  while (
    isSeparator(text, at + 1) &&
    at + 2 < text.length &&
    isLetter(text, at + 2) &&
    !isWord(text, at + 3)
  ) {
    at += 2;
    count += 1;
  }
  return count >= minSpacedLetters ? at + 1 : -1;
};

/** Signs that stand between characters of unspaced scripts only to part them; commas and slashes make lists. */
const partingSigns = new Set([...'·.*_|~+^-'].map((one) => one.charCodeAt(0)));

/** The end of a row of unspaced characters parted one by one; a full stop in Thai ends an abbreviation. */
const partedSignsEnd = (text: string, start: number): number => {
  let at = start;
  while (partingSigns.has(text.charCodeAt(at + 1)) && at + 2 < text.length && isUnspaced(text, at + 2)) {
    const isFirstSingle = at > start || !isUnspaced(text, at - 1);
    const isNextSingle = !isUnspaced(text, at + 3);
    const isParted = text[at + 1] === '.' ? isFirstSingle && isNextSingle : isFirstSingle || isNextSingle;
    if (!isParted) break;
    at += 2;
    if (!isNextSingle) break;
  }
  return at > start ? at + 1 : -1;
};

const findSpaced = (text: string): Edit[] => {
  const edits: Edit[] = [];
  for (let at = 0; at + 2 < text.length; at += 1) {
    if (!isSeparator(text, at + 1)) continue;
    let end = -1;
    if (isLetter(text, at) && !isWord(text, at - 1)) end = spacedLettersEnd(text, at);
    else if (isUnspaced(text, at)) end = partedSignsEnd(text, at);
    if (end < 0) continue;
    edits.push({ from: at, to: end, kind: 'spaced' });
    at = end - 1;
  }
  return edits;
};

const findLeet = (text: string): Edit[] =>
  [...text.matchAll(leetWord)]
    .filter(
      (match) => (match[0].match(/[a-z]/gu)?.length ?? 0) >= 2 && /[a-z]{2}|[a-z].[a-z]/u.test(match[0]),
    )
    .map((match) => ({ from: match.index, to: match.index + match[0].length, kind: 'digits' as const }));

/** Writes the second view unit by unit. */
class View {
  text = '';
  readonly starts: number[] = [];
  readonly ends: number[] = [];
  readonly disguises: Disguise[] = [];
  private readonly folded: Folded;

  constructor(folded: Folded) {
    this.folded = folded;
  }

  copy(from: number, to: number): void {
    for (let at = from; at < to; at += 1) this.push(this.folded.text[at] as string, at);
  }

  push(unit: string, at: number): void {
    this.text += unit;
    this.starts.push(this.folded.starts[at] as number);
    this.ends.push(this.folded.ends[at] as number);
  }

  apply(edit: Edit): void {
    const from = this.text.length;
    const changed: number[] = [];
    for (let at = edit.from; at < edit.to; at += 1) {
      const unit = this.folded.text[at] as string;
      if (edit.kind === 'digits') {
        if (lettersOfDigits[unit]) changed.push(this.text.length);
        this.push(lettersOfDigits[unit] ?? unit, at);
      } else if ((at - edit.from) % 2 === 0 || this.isWide(at)) this.push(unit, at);
      else changed.push(this.text.length);
    }
    this.disguises.push({ kind: edit.kind, from, to: this.text.length, changed });
  }

  /** Two blanks or more between single letters part words. */
  private isWide(at: number): boolean {
    return (
      this.folded.text[at] === ' ' &&
      (this.folded.ends[at] as number) - (this.folded.starts[at] as number) > 1
    );
  }
}

/** The second view, or undefined when nothing is set apart. */
export const undisguise = (folded: Folded): Undisguised | undefined => {
  const { text } = folded;
  const edits = findSpaced(text);
  if (/[a-z][013457@$]/u.test(text)) edits.push(...findLeet(text));
  if (edits.length === 0) return undefined;
  edits.sort((a, b) => a.from - b.from);
  const view = new View(folded);
  let at = 0;
  for (const edit of edits) {
    if (edit.from < at) continue;
    view.copy(at, edit.from);
    view.apply(edit);
    at = edit.to;
  }
  view.copy(at, text.length);
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
