/**
 * Folding: the form of a text in which patterns are looked for, with the way back to the original for every
 * unit. Compatibility forms, case, accents, invisible characters, digits of all scripts, look-alike letters
 * and traditional Chinese are undone; vowel signs of Indic and South-East Asian scripts are kept. Linear time.
 */
import { characterClass, classOf } from './character-class.ts';
import { action, type FoldedCharacter, foldCharacter } from './fold-character.ts';
import { findMixedWords } from './look-alikes.ts';

/** What a sender did so that filters miss it; offsets into the original. */
export interface FoldNote {
  kind: 'invisible' | 'look-alike';
  start: number;
  end: number;
}

export interface Folded {
  original: string;
  text: string;
  /** As long as `text`: the same letters with their accents where one unit holds both. */
  marked: string;
  /** For each unit of `text`, where its original characters begin and end (UTF-16). Never decreasing. */
  starts: Int32Array;
  ends: Int32Array;
  notes: FoldNote[];
}

const actions = new Uint8Array(65_536);
const singles = new Uint16Array(65_536);
const markedSingles = new Uint16Array(65_536);
const multiples = new Map<number, FoldedCharacter>();

const learn = (codePoint: number): number => {
  if (codePoint >= 0xd800 && codePoint <= 0xdfff) {
    actions[codePoint] = action.surrogate;
    return action.surrogate;
  }
  const folded = foldCharacter(codePoint);
  singles[codePoint] = folded.folded.charCodeAt(0) || 0;
  markedSingles[codePoint] = folded.marked.charCodeAt(0) || 0;
  if (folded.action === action.multiple) multiples.set(codePoint, folded);
  actions[codePoint] = folded.action;
  return folded.action;
};

const learnAstral = (codePoint: number): FoldedCharacter => {
  let folded = multiples.get(codePoint);
  if (!folded) {
    folded = foldCharacter(codePoint);
    multiples.set(codePoint, folded);
  }
  return folded;
};

const space = 32;
const lineBreak = 10;
const replacementCharacter = 0xfffd;
const breve = 0x0306;

/** Collects folded units and where each came from. */
class Folding {
  units: Uint16Array;
  markedUnits: Uint16Array;
  starts: Int32Array;
  ends: Int32Array;
  length = 0;
  notes: FoldNote[] = [];
  hasLatin = false;
  hasOtherAlphabet = false;

  constructor(size: number) {
    this.units = new Uint16Array(size);
    this.markedUnits = new Uint16Array(size);
    this.starts = new Int32Array(size);
    this.ends = new Int32Array(size);
  }

  push(unit: number, marked: number, start: number, end: number): void {
    if (this.length === this.units.length) this.grow();
    const at = this.length;
    this.units[at] = unit;
    this.markedUnits[at] = marked;
    this.starts[at] = start;
    this.ends[at] = end;
    this.length = at + 1;
  }

  pushText(folded: string, marked: string, start: number, end: number): void {
    for (let index = 0; index < folded.length; index += 1)
      this.push(folded.charCodeAt(index), marked.charCodeAt(index), start, end);
  }

  pushBlank(unit: number, start: number, end: number): void {
    const last = this.length - 1;
    if (last < 0 || (this.units[last] !== space && this.units[last] !== lineBreak)) {
      this.push(unit, unit, start, end);
      return;
    }
    if (unit === lineBreak) {
      this.units[last] = lineBreak;
      this.markedUnits[last] = lineBreak;
    }
    this.ends[last] = end;
  }

  /** A mark belongs to the character before it: its original span grows. */
  extend(end: number): void {
    const last = this.length - 1;
    if (last < 0) return;
    const start = this.starts[last] as number;
    for (let at = last; at >= 0 && this.starts[at] === start; at -= 1) this.ends[at] = end;
  }

  private grow(): void {
    const size = this.units.length * 2 + 32;
    this.units = copyInto(new Uint16Array(size), this.units);
    this.markedUnits = copyInto(new Uint16Array(size), this.markedUnits);
    this.starts = copyInto(new Int32Array(size), this.starts);
    this.ends = copyInto(new Int32Array(size), this.ends);
  }
}

const copyInto = <Numbers extends Uint16Array | Int32Array>(target: Numbers, source: Numbers): Numbers => {
  target.set(source);
  return target;
};

const textOf = (units: Uint16Array, length: number): string =>
  Buffer.from(units.buffer, units.byteOffset, length * 2).toString('utf16le');

const foldAccent = (folding: Folding, code: number, end: number): void => {
  const last = folding.length - 1;
  if (last < 0) return;
  if (code === breve && folding.units[last] === 0x438) folding.units[last] = 0x439;
  // more than a few marks on one letter say nothing; composing them all would take quadratic time
  if (end - (folding.starts[last] as number) <= 6) {
    const composed = (
      String.fromCharCode(folding.markedUnits[last] as number) + String.fromCharCode(code)
    ).normalize('NFC');
    if (composed.length === 1) folding.markedUnits[last] = composed.charCodeAt(0);
  }
  folding.extend(end);
};

const foldComposing = (folding: Folding, unit: number, start: number, end: number): void => {
  const last = folding.length - 1;
  if (last >= 0) {
    const before = String.fromCharCode(folding.units[last] as number);
    const composed = (before + String.fromCharCode(unit)).normalize('NFC');
    if (composed.length === 1) {
      folding.units[last] = composed.charCodeAt(0);
      folding.markedUnits[last] = composed.charCodeAt(0);
      folding.extend(end);
      return;
    }
  }
  folding.push(unit, unit, start, end);
};

/** Conjoining letters of one Hangul syllable become the syllable; at most three at a time. */
const foldJamo = (folding: Folding, text: string, start: number): number => {
  let end = start + 1;
  while (end < text.length && end - start < 3 && isJamoTail(text.charCodeAt(end))) end += 1;
  const composed = text.slice(start, end).normalize('NFC');
  if (composed.length === 1) {
    folding.push(composed.charCodeAt(0), composed.charCodeAt(0), start, end);
    return end;
  }
  folding.push(text.charCodeAt(start), text.charCodeAt(start), start, start + 1);
  return start + 1;
};
const isJamoTail = (code: number): boolean => code >= 0x1161 && code <= 0x11ff;

const foldSurrogate = (folding: Folding, text: string, start: number): number => {
  const codePoint = text.codePointAt(start) as number;
  if (codePoint < 0x10000) {
    folding.push(replacementCharacter, replacementCharacter, start, start + 1);
    return start + 1;
  }
  const end = start + 2;
  const folded = learnAstral(codePoint);
  if (folded.action === action.accent) folding.extend(end);
  else if (folded.action !== action.invisible) folding.pushText(folded.folded, folded.marked, start, end);
  return end;
};

/** Invisible characters inside a Latin, Cyrillic, Hangul or Han word hide it; elsewhere scripts need them. */
const noteInvisible = (folding: Folding, text: string, start: number, end: number): void => {
  if (start === 0 || end >= text.length) return;
  const last = folding.notes.at(-1);
  if (isHidingPlace(text.charCodeAt(start - 1)) && isHidingPlace(text.charCodeAt(end))) {
    if (last?.kind === 'invisible' && last.end >= start - 40) last.end = end;
    else folding.notes.push({ kind: 'invisible', start, end });
  }
};
const isHidingPlace = (code: number): boolean =>
  /[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Hangul}\p{Script=Han}\d]/u.test(String.fromCharCode(code));

const foldInto = (folding: Folding, text: string): void => {
  const length = text.length;
  let index = 0;
  while (index < length) {
    const code = text.charCodeAt(index);
    const what = actions[code] || learn(code);
    if (what === action.single) {
      const unit = singles[code] as number;
      if (unit >= 97 && unit <= 122) folding.hasLatin = true;
      else if (unit >= 0x370 && unit <= 0x52f) folding.hasOtherAlphabet = true;
      folding.push(unit, markedSingles[code] as number, index, index + 1);
      index += 1;
    } else if (what === action.space || what === action.newline) {
      folding.pushBlank(what === action.space ? space : lineBreak, index, index + 1);
      index += 1;
    } else if (what === action.multiple) {
      const folded = multiples.get(code) as FoldedCharacter;
      if (folded.folded.length > 0) folding.hasLatin = true;
      folding.pushText(folded.folded, folded.marked, index, index + 1);
      index += 1;
    } else if (what === action.accent) {
      foldAccent(folding, code, index + 1);
      index += 1;
    } else if (what === action.composing) {
      foldComposing(folding, singles[code] as number, index, index + 1);
      index += 1;
    } else if (what === action.jamo) index = foldJamo(folding, text, index);
    else if (what === action.surrogate) {
      folding.hasLatin = true;
      index = foldSurrogate(folding, text, index);
    } else {
      const start = index;
      do index += 1;
      while (index < length && actions[text.charCodeAt(index)] === action.invisible);
      noteInvisible(folding, text, start, index);
    }
  }
};

/** Two THAI SARA E typed for one SARA AE, and hyphens inside words, as one would write them. */
const tidy = (folding: Folding): void => {
  const { units, markedUnits, starts, ends } = folding;
  let to = 0;
  for (let from = 0; from < folding.length; from += 1) {
    const unit = units[from] as number;
    if (unit === 0xe40 && units[from + 1] === 0xe40 && from + 1 < folding.length) {
      units[to] = 0xe41;
      markedUnits[to] = 0xe41;
      starts[to] = starts[from] as number;
      ends[to] = ends[from + 1] as number;
      to += 1;
      from += 1;
      continue;
    }
    if (unit === space && isBetweenUnspaced(units, to, from, folding.length)) continue;
    const isHyphen = unit === 0x2d && isBetweenLetters(units, to, from, folding.length);
    units[to] = isHyphen ? space : unit;
    markedUnits[to] = isHyphen ? space : (markedUnits[from] as number);
    starts[to] = starts[from] as number;
    ends[to] = ends[from] as number;
    to += 1;
  }
  folding.length = to;
};

/** Scripts written without spaces: a space between two of their letters says nothing that a pattern needs. */
const isBetweenUnspaced = (units: Uint16Array, to: number, from: number, length: number): boolean =>
  to > 0 &&
  from + 1 < length &&
  classOf(units[to - 1] as number) === characterClass.unspaced &&
  classOf(units[from + 1] as number) === characterClass.unspaced;

const isBetweenLetters = (units: Uint16Array, to: number, from: number, length: number): boolean =>
  to > 0 &&
  from + 1 < length &&
  classOf(units[to - 1] as number) === characterClass.spaced &&
  classOf(units[from + 1] as number) === characterClass.spaced;

const unmix = (folding: Folding): void => {
  for (const { start, end, word } of findMixedWords(textOf(folding.units, folding.length))) {
    for (let index = 0; index < word.length; index += 1) {
      folding.units[start + index] = word.charCodeAt(index);
      folding.markedUnits[start + index] = word.charCodeAt(index);
    }
    const from = folding.starts[start] as number;
    if (word.length >= 4)
      folding.notes.push({ kind: 'look-alike', start: from, end: folding.ends[end - 1] as number });
  }
};

export const fold = (text: string): Folded => {
  const folding = new Folding(text.length + 8);
  foldInto(folding, text);
  tidy(folding);
  if (folding.hasLatin && folding.hasOtherAlphabet) unmix(folding);
  const { length } = folding;
  return {
    original: text,
    text: textOf(folding.units, length),
    marked: textOf(folding.markedUnits, length),
    starts: folding.starts.subarray(0, length),
    ends: folding.ends.subarray(0, length),
    notes: folding.notes,
  };
};

/** The original span of the folded units `from` to `to` (exclusive; at least one unit). */
export const originalSpan = (folded: Folded, from: number, to: number): { start: number; end: number } => ({
  start: folded.starts[from] as number,
  end: folded.ends[to - 1] as number,
});
