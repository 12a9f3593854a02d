/**
 * Folding: the form of a text in which patterns are looked for, with the way back to the original for every
 * unit. Compatibility forms, case, accents, invisible characters, digits of all scripts, look-alike letters
 * and traditional Chinese are undone; vowel signs of Indic and South-East Asian scripts are kept. Linear time.
 */
import { characterClass, classOf } from './character-class.ts';
import { composedOf, isHidingPlace } from './character-pairs.ts';
import { action, type FoldedCharacter, foldCharacter } from './fold-character.ts';
import { findMixedWords } from './look-alikes.ts';
import { rankOfMark } from './mark-order.ts';
import { isZawgyi } from './zawgyi.ts';
import { zawgyiToUnicode } from './zawgyi-to-unicode.ts';

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
  /** The original is Burmese in another encoding than Unicode's. */
  isZawgyi?: true;
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
const hyphen = 0x2d;
const replacementCharacter = 0xfffd;
const breve = 0x0306;
/** Thai is the first of the scripts that `tidy` has something to do for. */
const firstUntidy = 0xe00;
const burmeseWa = 0x101d;

/** Collects folded units and where each came from. One of it serves all texts, so that its arrays are made once. */
class Folding {
  private bytes = Buffer.alloc(4096);
  private units = new Uint16Array(4096);
  private markedUnits = new Uint16Array(4096);
  private starts = new Int32Array(4096);
  private ends = new Int32Array(4096);
  private length = 0;
  private notes: FoldNote[] = [];
  private hasLatin = false;
  private hasOtherAlphabet = false;
  private isUntidy = false;
  /** Of all units together: when it stays small, the text is made of bytes. */
  private allBits = 0;
  private isMarked = false;

  fold(text: string): Folded {
    this.length = 0;
    this.notes = [];
    this.hasLatin = false;
    this.hasOtherAlphabet = false;
    this.isUntidy = false;
    this.allBits = 0;
    this.isMarked = false;
    this.reserve(text.length + 8);
    this.readAll(text);
    if (this.isUntidy) this.tidy();
    if (this.hasLatin && this.hasOtherAlphabet) this.unmix();
    return this.finish(text);
  }

  private finish(original: string): Folded {
    const { length, notes } = this;
    const text = this.textOf(this.units);
    const result: Folded = {
      original,
      text,
      marked: this.isMarked ? this.textOf(this.markedUnits) : text,
      starts: this.starts.slice(0, length),
      ends: this.ends.slice(0, length),
      notes,
    };
    if (this.units.length > maxKeptUnits) this.shrink();
    return result;
  }

  private textOf(units: Uint16Array): string {
    if (this.allBits < 256) return this.byteTextOf(units);
    const bytes = Buffer.from(units.buffer, units.byteOffset, this.length * 2);
    return bytes.toString('utf16le');
  }

  /** Text of bytes: regular expressions go through it faster, and it takes half the memory. */
  private byteTextOf(units: Uint16Array): string {
    const { bytes, length } = this;
    for (let at = 0; at < length; at += 1) bytes[at] = units[at] as number;
    return bytes.toString('latin1', 0, length);
  }

  /** After a huge text its memory is given back. */
  private shrink(): void {
    this.bytes = Buffer.alloc(4096);
    this.units = new Uint16Array(4096);
    this.markedUnits = new Uint16Array(4096);
    this.starts = new Int32Array(4096);
    this.ends = new Int32Array(4096);
  }

  private reserve(size: number): void {
    if (size <= this.units.length) return;
    const grown = Math.max(size, this.units.length * 2);
    this.bytes = Buffer.alloc(grown);
    this.units = copyInto(new Uint16Array(grown), this.units);
    this.markedUnits = copyInto(new Uint16Array(grown), this.markedUnits);
    this.starts = copyInto(new Int32Array(grown), this.starts);
    this.ends = copyInto(new Int32Array(grown), this.ends);
  }

  private push(unit: number, marked: number, start: number, end: number): void {
    const at = this.length;
    if (at === this.units.length) this.reserve(at + 1);
    this.units[at] = unit;
    this.markedUnits[at] = marked;
    this.starts[at] = start;
    this.ends[at] = end;
    this.length = at + 1;
    this.allBits |= unit | marked;
    if (unit !== marked) this.isMarked = true;
    if (unit >= firstUntidy || unit === hyphen) this.isUntidy = true;
  }

  private pushText(folded: string, marked: string, start: number, end: number): void {
    for (let index = 0; index < folded.length; index += 1)
      this.push(folded.charCodeAt(index), marked.charCodeAt(index), start, end);
  }

  private pushBlank(unit: number, start: number, end: number): void {
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
  private extend(end: number): void {
    const last = this.length - 1;
    if (last < 0) return;
    const start = this.starts[last] as number;
    for (let at = last; at >= 0 && this.starts[at] === start; at -= 1) this.ends[at] = end;
  }

  private readAll(text: string): void {
    const length = text.length;
    let index = 0;
    while (index < length) {
      const code = text.charCodeAt(index);
      const what = actions[code] || learn(code);
      if (what === action.single) {
        const unit = singles[code] as number;
        if (unit >= 97 && unit <= 122) this.hasLatin = true;
        else if (unit >= 0x370 && unit <= 0x52f) this.hasOtherAlphabet = true;
        this.push(unit, markedSingles[code] as number, index, index + 1);
        index += 1;
      } else if (what === action.space || what === action.newline) {
        this.pushBlank(what === action.space ? space : lineBreak, index, index + 1);
        index += 1;
      } else index = this.readSpecial(text, code, what, index);
    }
  }

  private readSpecial(text: string, code: number, what: number, index: number): number {
    switch (what) {
      case action.multiple: {
        const folded = multiples.get(code) as FoldedCharacter;
        if (folded.folded.length > 0) this.hasLatin = true;
        this.pushText(folded.folded, folded.marked, index, index + 1);
        return index + 1;
      }
      case action.accent:
        this.readAccent(code, index + 1);
        return index + 1;
      case action.composing:
        this.readComposing(singles[code] as number, index, index + 1);
        return index + 1;
      case action.jamo:
        return this.readJamo(text, index);
      case action.burmeseZero: {
        const unit = isBurmeseWord(text, index) ? burmeseWa : 48;
        this.push(unit, unit, index, index + 1);
        return index + 1;
      }
      case action.surrogate:
        this.hasLatin = true;
        return this.readSurrogate(text, index);
      default:
        return this.readInvisible(text, index);
    }
  }

  private readAccent(code: number, end: number): void {
    const last = this.length - 1;
    if (last < 0) return;
    if (code === breve && this.units[last] === 0x438) this.units[last] = 0x439;
    // more than a few marks on one letter say nothing; composing them all would take quadratic time
    if (end - (this.starts[last] as number) <= 6) {
      const composed = composedOf(this.markedUnits[last] as number, code);
      if (composed !== 0) {
        this.markedUnits[last] = composed;
        this.allBits |= composed;
        this.isMarked = true;
      }
    }
    this.extend(end);
  }

  private readComposing(unit: number, start: number, end: number): void {
    const last = this.length - 1;
    const composed = last < 0 ? 0 : composedOf(this.units[last] as number, unit);
    if (composed === 0) {
      this.push(unit, unit, start, end);
      return;
    }
    this.units[last] = composed;
    this.markedUnits[last] = composed;
    this.allBits |= composed;
    this.extend(end);
  }

  /** Conjoining letters of one Hangul syllable become the syllable; at most three at a time. */
  private readJamo(text: string, start: number): number {
    let end = start + 1;
    while (end < text.length && end - start < 3 && isJamoTail(text.charCodeAt(end))) end += 1;
    const composed = text.slice(start, end).normalize('NFC');
    if (composed.length !== 1) end = start + 1;
    const unit = composed.length === 1 ? composed.charCodeAt(0) : text.charCodeAt(start);
    this.push(unit, unit, start, end);
    return end;
  }

  private readSurrogate(text: string, start: number): number {
    const codePoint = text.codePointAt(start) as number;
    if (codePoint < 0x10000) {
      this.push(replacementCharacter, replacementCharacter, start, start + 1);
      return start + 1;
    }
    const end = start + 2;
    const folded = learnAstral(codePoint);
    if (folded.action === action.accent) this.extend(end);
    else if (folded.action !== action.invisible) this.pushText(folded.folded, folded.marked, start, end);
    return end;
  }

  /** Invisible characters inside a Latin, Cyrillic, Hangul or Han word hide it; elsewhere scripts need them. */
  private readInvisible(text: string, start: number): number {
    let end = start + 1;
    while (end < text.length && actions[text.charCodeAt(end)] === action.invisible) end += 1;
    if (start === 0 || end >= text.length) return end;
    if (!isHidingPlace(text.charCodeAt(start - 1)) || !isHidingPlace(text.charCodeAt(end))) return end;
    const last = this.notes.at(-1);
    if (last?.kind === 'invisible' && last.end >= start - 40) last.end = end;
    else this.notes.push({ kind: 'invisible', start, end });
    return end;
  }

  /** Marks in one order, two THAI SARA E typed for one SARA AE, and hyphens inside words, as one would write them. */
  private tidy(): void {
    const { units, markedUnits, starts, ends, length } = this;
    let to = 0;
    for (let from = 0; from < length; from += 1) {
      let unit = units[from] as number;
      let marked = markedUnits[from] as number;
      const start = starts[from] as number;
      if (unit === 0xe40 && units[from + 1] === 0xe40 && from + 1 < length) {
        unit = 0xe41;
        marked = 0xe41;
        from += 1;
      } else if (unit === space) {
        if (isBetween(units, to, from, length, characterClass.unspaced)) continue;
      } else if (unit === hyphen && isBetween(units, to, from, length, characterClass.spaced)) {
        unit = space;
        marked = space;
      }
      units[to] = unit;
      markedUnits[to] = marked;
      starts[to] = start;
      ends[to] = ends[from] as number;
      if (unit >= firstUntidy && rankOfMark(unit) !== 0) this.sortMark(to);
      to += 1;
    }
    this.length = to;
  }

  /** Puts the mark at `at` before marks that come after it by rights; all of them take the span of the group. */
  private sortMark(at: number): void {
    const { units, markedUnits, starts, ends } = this;
    const unit = units[at] as number;
    const rank = rankOfMark(unit);
    let to = at;
    while (to > 0 && at - to < maxSortedMarks && rankOfMark(units[to - 1] as number) > rank) {
      units[to] = units[to - 1] as number;
      markedUnits[to] = markedUnits[to - 1] as number;
      to -= 1;
    }
    if (to === at) return;
    units[to] = unit;
    markedUnits[to] = unit;
    for (let index = to; index <= at; index += 1) {
      starts[index] = starts[to] as number;
      ends[index] = ends[at] as number;
    }
  }

  private unmix(): void {
    const { units, markedUnits, length } = this;
    for (const { start, end, folded, marked } of findMixedWords(units, markedUnits, length)) {
      for (let index = 0; index < folded.length; index += 1) {
        units[start + index] = folded.charCodeAt(index);
        markedUnits[start + index] = marked.charCodeAt(index);
        if (folded[index] !== marked[index]) this.isMarked = true;
      }
      if (end - start >= 4)
        this.notes.push({
          kind: 'look-alike',
          start: this.starts[start] as number,
          end: this.ends[end - 1] as number,
        });
    }
  }
}

const maxKeptUnits = 1 << 20;
const maxSortedMarks = 4;

const copyInto = <Numbers extends Uint16Array | Int32Array>(target: Numbers, source: Numbers): Numbers => {
  target.set(source);
  return target;
};

const isJamoTail = (code: number): boolean => code >= 0x1161 && code <= 0x11ff;

const isBurmeseLetter = (code: number): boolean =>
  (code >= 0x1000 && code <= 0x103f) || (code >= 0x1050 && code <= 0x108f);
const isBurmeseDigit = (code: number): boolean => code >= 0x1040 && code <= 0x1049;

/** The digit zero stands for the letter wa, which looks the same, where a letter and no digit is beside it. */
const isBurmeseWord = (text: string, at: number): boolean => {
  const before = at > 0 ? text.charCodeAt(at - 1) : 0;
  const after = at + 1 < text.length ? text.charCodeAt(at + 1) : 0;
  return !isBurmeseDigit(before) && isBurmeseLetter(after);
};

/** Between two letters written without spaces a space says nothing that a pattern needs; in a word a hyphen is a space. */
const isBetween = (units: Uint16Array, to: number, from: number, length: number, kind: number): boolean =>
  to > 0 &&
  from + 1 < length &&
  classOf(units[to - 1] as number) === kind &&
  classOf(units[from + 1] as number) === kind;

const folding = new Folding();

export const fold = (text: string): Folded => (isZawgyi(text) ? foldZawgyi(text) : folding.fold(text));

/** Folds the text as Unicode would write it; the way back goes through the syllables. */
const foldZawgyi = (original: string): Folded => {
  const { text, starts, ends } = zawgyiToUnicode(original);
  const folded = folding.fold(text);
  return {
    ...folded,
    original,
    isZawgyi: true,
    starts: folded.starts.map((at) => starts[at] as number),
    ends: folded.ends.map((at) => ends[at - 1] as number),
    notes: folded.notes.map(({ kind, start, end }) => ({
      kind,
      start: starts[start] as number,
      end: ends[end - 1] as number,
    })),
  };
};

/** The original span of the folded units `from` to `to` (exclusive; at least one unit). */
export const originalSpan = (folded: Folded, from: number, to: number): { start: number; end: number } => ({
  start: folded.starts[from] as number,
  end: folded.ends[to - 1] as number,
});
