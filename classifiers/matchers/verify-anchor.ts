/** Checks a whole pattern around the place where its anchor was found: edges, blanks, gaps, endings, numbers. */
import { type CharacterClass, characterClass, classOf, isWordEdge } from '../text/character-class.ts';
import type { Folded } from '../text/fold.ts';
import { hasAccentsOf } from './accents.ts';
import type { Anchor } from './anchors.ts';
import type { Item, Pattern } from './pattern.ts';

/** See `wordEdges` in classifiers/lexicon-format.ts. */
export type WordEdges = 'both' | 'start' | 'none';

/** Folded positions of a match. */
export interface Extent {
  from: number;
  to: number;
}

/** Where a pattern goes on after a choice inside it. (Plain data: closures cost a third of the time under tsx.) */
interface Rest {
  pattern: Pattern;
  index: number;
  rest: Rest | undefined;
}

const maxEnding = 20;
const maxNumber = 24;
const unspacedCharactersPerWord = 4;
const numberPart = String.raw`(?:\d(?:[\d.,]| (?=\d{3}(?!\d)))*|[一二三四五六七八九十百千万两几]+)`;
const numberAhead = new RegExp(`^${numberPart}`, 'u');
const numberBehind = new RegExp(`${numberPart}$`, 'u');

/** A vowel sign or tone mark belongs to the letter before it, in scripts without spaces too. */
const combiningMark = /\p{Mn}/u;

const isBlankUnit = (unit: number): boolean => unit === 32 || unit === 10;
const isUnspacedUnit = (unit: number): boolean => classOf(unit) === characterClass.unspaced;
const sentenceEnds = new Set([...'。！？۔؟।။\n'].map((one) => one.charCodeAt(0)));
const stops = new Set([...'.!?'].map((one) => one.charCodeAt(0)));

export class AnchorVerifier {
  private readonly folded: Folded;
  private readonly text: string;
  private edges: WordEdges = 'both';

  constructor(folded: Folded) {
    this.folded = folded;
    this.text = folded.text;
  }

  /** `start` is where the anchor's literal begins. */
  verify(anchor: Anchor, start: number, edges: WordEdges): Extent | undefined {
    this.edges = edges;
    const end = start + anchor.literal.length;
    if (!hasAccentsOf(this.folded.marked, start, anchor.marked, anchor.literal)) return undefined;
    const from = this.left(anchor.left, anchor.left.length - 1, start, undefined);
    if (from < 0) return undefined;
    const to = this.right(anchor.right, 0, end, undefined);
    return to < 0 ? undefined : this.trimmed(from, to);
  }

  private trimmed(from: number, to: number): Extent {
    let first = from;
    let last = to;
    while (first < last && this.isBlank(first)) first += 1;
    while (last > first && this.isBlank(last - 1)) last -= 1;
    return { from: first, to: last };
  }

  private isBlank(at: number): boolean {
    return isBlankUnit(this.text.charCodeAt(at));
  }

  private finishLeft(at: number): number {
    return this.isBlank(at) || this.isStart(at) ? at : -1;
  }

  private finishRight(at: number): number {
    return this.isBlank(at - 1) || this.isEnd(at) ? at : -1;
  }

  private isStart(at: number): boolean {
    if (isWordEdge(this.text, at)) return true;
    return this.edges === 'none' && classOf(this.text.charCodeAt(at)) === characterClass.hangul;
  }

  private isEnd(at: number): boolean {
    if (at < this.text.length && combiningMark.test(this.text[at] as string)) return false;
    if (isWordEdge(this.text, at)) return true;
    const kind = classOf(this.text.charCodeAt(at - 1));
    if (this.edges === 'start') return kind !== characterClass.digit;
    return this.edges === 'none' && kind === characterClass.hangul;
  }

  /** The end of a match of the items from `index` on, or -1. */
  private right(pattern: Pattern, index: number, at: number, rest: Rest | undefined): number {
    const item = pattern[index];
    if (!item) return rest ? this.right(rest.pattern, rest.index, at, rest.rest) : this.finishRight(at);
    switch (item.is) {
      case 'literal':
        return this.isHere(item, at) ? this.right(pattern, index + 1, at + item.text.length, rest) : -1;
      case 'blank':
        return this.blankRight(pattern, index, at, rest);
      case 'number':
        return this.numberRight(pattern, index, at, rest);
      case 'ending':
        return this.endingRight(pattern, index, at, rest);
      case 'gap':
        return this.gapRight(pattern, index, at, rest);
      case 'choice':
        return this.choiceRight(pattern, index, at, rest);
    }
  }

  /** The start of a match of the items from `index` back, or -1. */
  private left(pattern: Pattern, index: number, at: number, rest: Rest | undefined): number {
    const item = pattern[index];
    if (!item) return rest ? this.left(rest.pattern, rest.index, at, rest.rest) : this.finishLeft(at);
    switch (item.is) {
      case 'literal': {
        const start = at - item.text.length;
        return this.isHere(item, start) ? this.left(pattern, index - 1, start, rest) : -1;
      }
      case 'blank':
        return this.blankLeft(pattern, index, at, rest);
      case 'number':
        return this.numberLeft(pattern, index, at, rest);
      case 'ending':
        return this.endingLeft(pattern, index, at, rest);
      case 'gap':
        return this.gapLeft(pattern, index, at, rest);
      case 'choice':
        return this.choiceLeft(pattern, index, at, rest);
    }
  }

  /** Most alternatives fail at their first literal, which is looked at before anything else. */
  private choiceRight(pattern: Pattern, index: number, at: number, rest: Rest | undefined): number {
    const choice = pattern[index] as Item & { is: 'choice' };
    let after: Rest | undefined;
    for (const one of choice.of) {
      const first = one[0] as Item;
      if (first.is === 'literal' && !this.isHere(first, at)) continue;
      after ??= { pattern, index: index + 1, rest };
      const to = this.right(one, 0, at, after);
      if (to >= 0) return to;
    }
    return choice.isOptional ? this.right(pattern, index + 1, at, rest) : -1;
  }

  private choiceLeft(pattern: Pattern, index: number, at: number, rest: Rest | undefined): number {
    const choice = pattern[index] as Item & { is: 'choice' };
    let before: Rest | undefined;
    for (const one of choice.of) {
      const last = one[one.length - 1] as Item;
      if (last.is === 'literal' && !this.isHere(last, at - last.text.length)) continue;
      before ??= { pattern, index: index - 1, rest };
      const from = this.left(one, one.length - 1, at, before);
      if (from >= 0) return from;
    }
    return choice.isOptional ? this.left(pattern, index - 1, at, rest) : -1;
  }

  private isHere(item: Item & { is: 'literal' }, at: number): boolean {
    if (at < 0 || at + item.text.length > this.text.length) return false;
    for (let index = 0; index < item.text.length; index += 1) {
      const unit = this.text.charCodeAt(at + index);
      const wanted = item.text.charCodeAt(index);
      if (unit !== wanted && !(wanted === 32 && unit === 10)) return false;
    }
    return hasAccentsOf(this.folded.marked, at, item.marked, item.text);
  }

  private blankRight(pattern: Pattern, index: number, at: number, rest: Rest | undefined): number {
    if (this.isBlank(at)) return this.right(pattern, index + 1, at + 1, rest);
    const isFree = this.isBlankFree(at) || (!rest && pattern.slice(index + 1).every(canBeEmpty));
    return isFree ? this.right(pattern, index + 1, at, rest) : -1;
  }

  private blankLeft(pattern: Pattern, index: number, at: number, rest: Rest | undefined): number {
    if (at > 0 && this.isBlank(at - 1)) return this.left(pattern, index - 1, at - 1, rest);
    const isFree = this.isBlankFree(at) || (!rest && pattern.slice(0, index).every(canBeEmpty));
    return isFree ? this.left(pattern, index - 1, at, rest) : -1;
  }

  /** Where a pattern's blank may stand for nothing: by a blank already taken, by signs, in unspaced scripts, by digits. */
  private isBlankFree(at: number): boolean {
    if (at <= 0 || at >= this.text.length) return false;
    if (this.isBlank(at - 1) || this.isBlank(at)) return true;
    const before = classOf(this.text.charCodeAt(at - 1));
    const after = classOf(this.text.charCodeAt(at));
    if (before === characterClass.none || after === characterClass.none) return true;
    if (before === characterClass.unspaced || after === characterClass.unspaced) return true;
    if (before === characterClass.hangul && after === characterClass.hangul) return true;
    return (before === characterClass.digit) !== (after === characterClass.digit);
  }

  private numberRight(pattern: Pattern, index: number, at: number, rest: Rest | undefined): number {
    const start = this.isBlank(at) ? at + 1 : at;
    const match = numberAhead.exec(this.text.slice(start, start + maxNumber));
    if (!match) return -1;
    // 三万 may be the number, or 三 before a 万 that the pattern asks for
    for (let end = start + match[0].replace(/[.,]+$/u, '').length; end > start; end -= 1) {
      const direct = this.right(pattern, index + 1, end, rest);
      if (direct >= 0) return direct;
      if (this.isBlank(end)) {
        const apart = this.right(pattern, index + 1, end + 1, rest);
        if (apart >= 0) return apart;
      }
      if (!isUnspacedUnit(this.text.charCodeAt(end - 1))) return -1;
    }
    return -1;
  }

  private numberLeft(pattern: Pattern, index: number, at: number, rest: Rest | undefined): number {
    const end = at > 0 && this.isBlank(at - 1) ? at - 1 : at;
    const match = numberBehind.exec(this.text.slice(Math.max(0, end - maxNumber), end));
    if (!match) return -1;
    for (let start = end - match[0].length; start < end; start += 1) {
      const direct = this.left(pattern, index - 1, start, rest);
      if (direct >= 0) return direct;
      if (start > 0 && this.isBlank(start - 1)) {
        const apart = this.left(pattern, index - 1, start - 1, rest);
        if (apart >= 0) return apart;
      }
      if (!isUnspacedUnit(this.text.charCodeAt(start))) return -1;
    }
    return -1;
  }

  private endingRight(pattern: Pattern, index: number, at: number, rest: Rest | undefined): number {
    const kind = classOf(this.text.charCodeAt(at - 1));
    const end = kind === characterClass.unspaced ? at : this.wordEnd(at, kind);
    return end < 0 ? -1 : this.right(pattern, index + 1, end, rest);
  }

  /** The literal before an ending may stop anywhere within the word. */
  private endingLeft(pattern: Pattern, index: number, at: number, rest: Rest | undefined): number {
    const result = this.left(pattern, index - 1, at, rest);
    if (result >= 0) return result;
    for (let end = at - 1; end > 0 && at - end <= maxEnding; end -= 1) {
      const kind = classOf(this.text.charCodeAt(end));
      if (kind === characterClass.none || kind === characterClass.unspaced) return -1;
      const from = this.left(pattern, index - 1, end, rest);
      if (from >= 0) return from;
    }
    return -1;
  }

  private wordEnd(at: number, kind: CharacterClass): number {
    let end = at;
    while (end < this.text.length && classOf(this.text.charCodeAt(end)) === kind) {
      end += 1;
      if (end - at > maxEnding) return -1;
    }
    return end;
  }

  private wordStart(at: number, kind: CharacterClass): number {
    let start = at;
    while (start > 0 && classOf(this.text.charCodeAt(start - 1)) === kind) {
      start -= 1;
      if (at - start > maxEnding) return -1;
    }
    return start;
  }

  /** A gap never crosses the end of a sentence or a line. */
  private isSentenceEnd(at: number): boolean {
    const unit = this.text.charCodeAt(at);
    return (
      sentenceEnds.has(unit) || (stops.has(unit) && (at + 1 >= this.text.length || this.isBlank(at + 1)))
    );
  }

  /** Tries each position at which the item after a gap may begin. */
  private gapRight(pattern: Pattern, index: number, start: number, rest: Rest | undefined): number {
    let position = start;
    if (!isWordEdge(this.text, start)) {
      if (this.edges !== 'start') return -1;
      position = this.wordEnd(start, classOf(this.text.charCodeAt(start)));
      if (position < 0) return -1;
    }
    const limit = gapLimit(pattern[index]);
    for (let cost = 0; cost <= limit; ) {
      if (this.isBlank(position) && !this.isSentenceEnd(position)) position += 1;
      const to = this.right(pattern, index + 1, position, rest);
      if (to >= 0) return to;
      if (position >= this.text.length || this.isSentenceEnd(position)) return -1;
      const kind = classOf(this.text.charCodeAt(position));
      cost += costOf(kind);
      if (kind === characterClass.none || kind === characterClass.unspaced) position += 1;
      else position = this.wordEnd(position, kind);
      if (position < 0) return -1;
    }
    return -1;
  }

  /** Tries each position at which the item before a gap may end. */
  private gapLeft(pattern: Pattern, index: number, start: number, rest: Rest | undefined): number {
    if (!this.isStart(start)) return -1;
    const limit = gapLimit(pattern[index]);
    let position = start;
    for (let cost = 0; cost <= limit; ) {
      if (position > 0 && this.isBlank(position - 1) && !this.isSentenceEnd(position - 1)) position -= 1;
      const from = this.left(pattern, index - 1, position, rest);
      if (from >= 0) return from;
      if (position <= 0 || this.isSentenceEnd(position - 1)) return -1;
      const kind = classOf(this.text.charCodeAt(position - 1));
      cost += costOf(kind);
      if (kind === characterClass.none || kind === characterClass.unspaced) {
        position -= 1;
        continue;
      }
      const wordStart = this.wordStart(position, kind);
      if (wordStart < 0) return -1;
      const inside = this.edges === 'start' ? this.leftInside(pattern, index, wordStart, position, rest) : -1;
      if (inside >= 0) return inside;
      position = wordStart;
    }
    return -1;
  }

  /** Where endings are free, the item before the gap may stop inside a word. */
  private leftInside(
    pattern: Pattern,
    index: number,
    wordStart: number,
    wordEnd: number,
    rest: Rest | undefined,
  ): number {
    for (let position = wordEnd - 1; position > wordStart; position -= 1) {
      const from = this.left(pattern, index - 1, position, rest);
      if (from >= 0) return from;
    }
    return -1;
  }
}

const gapLimit = (item: Item | undefined): number =>
  item?.is === 'gap' ? item.words * unspacedCharactersPerWord : 0;

/** A word costs as much as a few signs of scripts without spaces; punctuation costs little. */
const costOf = (kind: CharacterClass): number => {
  if (kind === characterClass.none) return 0.5;
  return kind === characterClass.unspaced ? 1 : unspacedCharactersPerWord;
};

const canBeEmpty = (item: Item): boolean => item.is === 'blank' || (item.is === 'choice' && item.isOptional);
