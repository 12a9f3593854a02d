/** Checks a whole pattern around the place where its anchor was found: edges, blanks, gaps, endings, numbers. */
import {
  type CharacterClass,
  characterClass,
  classOf,
  isAnyMark,
  isMark,
  isWordEdge,
} from '../text/character-class.ts';
import type { Folded } from '../text/fold.ts';
import { hasAccentsOf } from './accents.ts';
import { numberEnd, numberStart } from './numbers.ts';
import {
  alternativeStride,
  anyUnit,
  bitFrom,
  bitOf,
  blankFlag,
  countAt,
  flagAt,
  itemKind,
  kindAt,
  leftBitsAt,
  nextAt,
  none,
  type PatternGraph,
  previousAt,
  rightBitsAt,
  stride,
  valueAt,
} from './pattern-graph.ts';

/** See `wordEdges` in classifiers/lexicon-format.ts. */
export type WordEdges = 'both' | 'start' | 'none';
export const edgesNumber = { both: 0, start: 1, none: 2 } as const;

const maxEnding = 20;
const unspacedCharactersPerWord = 4;
/** Nearly nothing: a letter with its marks is one sign, yet a thousand marks must not be passed over. */
const costOfMark = 0.1;

const isBlankUnit = (unit: number): boolean => unit === 32 || unit === 10;
const isUnspacedUnit = (unit: number): boolean => classOf(unit) === characterClass.unspaced;
const sentenceEnds = new Set([...'。！？۔؟।။\n'].map((one) => one.charCodeAt(0)));
const isSentenceEndUnit = (unit: number): boolean => unit === 10 || (unit >= 0x61f && sentenceEnds.has(unit));
const isStop = (unit: number): boolean => unit === 0x2e || unit === 0x21 || unit === 0x3f;

/** One folded text; `from` and `to` hold the extent of the last match. */
export class AnchorVerifier {
  from = 0;
  to = 0;
  private readonly text: string;
  private readonly marked: string;
  private readonly graph: PatternGraph;
  private readonly items: Int32Array;
  private readonly units: Uint16Array;
  private edges = 0;

  constructor(folded: Folded, graph: PatternGraph) {
    this.text = folded.text;
    this.marked = folded.marked;
    this.graph = graph;
    this.items = graph.items;
    this.units = graph.units;
  }

  /** `start` is where the anchor begins, a literal that is there; `edges` is one of `edgesNumber`. */
  verify(anchor: number, start: number, edges: number): boolean {
    this.edges = edges;
    const at = anchor * stride;
    const end = start + (this.items[at + countAt] as number);
    if (this.items[at + flagAt] === 1 && !this.hasAccents(at, start)) return false;
    const from = this.left(this.items[at + previousAt] as number, start);
    if (from < 0) return false;
    const to = this.right(this.items[at + nextAt] as number, end);
    if (to < 0) return false;
    this.trim(from, to);
    return this.from < this.to;
  }

  private trim(from: number, to: number): void {
    this.from = from;
    this.to = to;
    while (this.from < this.to && this.isBlank(this.from)) this.from += 1;
    while (this.to > this.from && this.isBlank(this.to - 1)) this.to -= 1;
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
    return this.edges === edgesNumber.none && classOf(this.text.charCodeAt(at)) === characterClass.hangul;
  }

  private isEnd(at: number): boolean {
    if (at < this.text.length && isMark(this.text.charCodeAt(at))) return false;
    if (isWordEdge(this.text, at)) return true;
    const kind = classOf(this.text.charCodeAt(at - 1));
    if (this.edges === edgesNumber.start) return kind !== characterClass.digit;
    return this.edges === edgesNumber.none && kind === characterClass.hangul;
  }

  /** The end of a match that goes on with `item` at `at`, or -1. */
  private right(item: number, at: number): number {
    if (item === none) return this.finishRight(at);
    const place = item * stride;
    const next = this.items[place + nextAt] as number;
    switch (this.items[place + kindAt]) {
      case itemKind.literal:
        return this.isHere(place, at) ? this.right(next, at + (this.items[place + countAt] as number)) : -1;
      case itemKind.blank:
        if (this.isBlank(at)) return this.right(next, at + 1);
        return this.isBlankFree(at) || ((this.items[place + flagAt] as number) & blankFlag.endsAll) !== 0
          ? this.right(next, at)
          : -1;
      case itemKind.number:
        return this.numberRight(next, at);
      case itemKind.ending:
        return this.endingRight(next, at);
      case itemKind.gap:
        return this.gapRight(place, at);
      default:
        return this.choiceRight(place, at);
    }
  }

  /** The start of a match that goes back to `item` before `at`, or -1. */
  private left(item: number, at: number): number {
    if (item === none) return this.finishLeft(at);
    const place = item * stride;
    const previous = this.items[place + previousAt] as number;
    switch (this.items[place + kindAt]) {
      case itemKind.literal: {
        const start = at - (this.items[place + countAt] as number);
        return this.isHere(place, start) ? this.left(previous, start) : -1;
      }
      case itemKind.blank:
        if (at > 0 && this.isBlank(at - 1)) return this.left(previous, at - 1);
        return this.isBlankFree(at) || ((this.items[place + flagAt] as number) & blankFlag.beginsAll) !== 0
          ? this.left(previous, at)
          : -1;
      case itemKind.number:
        return this.numberLeft(previous, at);
      case itemKind.ending:
        return this.endingLeft(previous, at);
      case itemKind.gap:
        return this.gapLeft(place, at);
      default:
        return this.choiceLeft(place, at);
    }
  }

  private choiceRight(place: number, at: number): number {
    const { alternatives } = this.graph;
    const first = (this.items[place + valueAt] as number) * alternativeStride;
    const end = first + (this.items[place + countAt] as number) * alternativeStride;
    const bit = bitFrom(this.text, at, 1);
    for (let index = first; index < end; index += alternativeStride) {
      const bits = alternatives[index + 2] as number;
      if (bits !== anyUnit && (bits & bit) === 0) continue;
      const to = this.right(alternatives[index] as number, at);
      if (to >= 0) return to;
    }
    return this.items[place + flagAt] === 1 ? this.right(this.items[place + nextAt] as number, at) : -1;
  }

  private choiceLeft(place: number, at: number): number {
    const { alternatives } = this.graph;
    const first = (this.items[place + valueAt] as number) * alternativeStride;
    const end = first + (this.items[place + countAt] as number) * alternativeStride;
    const bit = bitFrom(this.text, at - 1, -1);
    for (let index = first; index < end; index += alternativeStride) {
      const bits = alternatives[index + 3] as number;
      if (bits !== anyUnit && (bits & bit) === 0) continue;
      const from = this.left(alternatives[index + 1] as number, at);
      if (from >= 0) return from;
    }
    return this.items[place + flagAt] === 1 ? this.left(this.items[place + previousAt] as number, at) : -1;
  }

  private isHere(place: number, at: number): boolean {
    const offset = this.items[place + valueAt] as number;
    const count = this.items[place + countAt] as number;
    const { text, units } = this;
    if (at < 0 || at + count > text.length) return false;
    for (let index = 0; index < count; index += 1) {
      const unit = text.charCodeAt(at + index);
      const wanted = units[offset + index] as number;
      if (unit !== wanted && !(wanted === 32 && unit === 10)) return false;
    }
    return this.items[place + flagAt] !== 1 || this.hasAccents(place, at);
  }

  private hasAccents(place: number, at: number): boolean {
    return hasAccentsOf(this.marked, at, {
      marked: this.graph.marked,
      plain: this.units,
      offset: this.items[place + valueAt] as number,
      count: this.items[place + countAt] as number,
    });
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

  private numberRight(next: number, at: number): number {
    const start = this.isBlank(at) ? at + 1 : at;
    // 三万 may be the number, or 三 before a 万 that the pattern asks for
    for (let end = numberEnd(this.text, start); end > start; end -= 1) {
      const direct = this.right(next, end);
      if (direct >= 0) return direct;
      if (this.isBlank(end)) {
        const apart = this.right(next, end + 1);
        if (apart >= 0) return apart;
      }
      if (!isUnspacedUnit(this.text.charCodeAt(end - 1))) return -1;
    }
    return -1;
  }

  private numberLeft(previous: number, at: number): number {
    const end = at > 0 && this.isBlank(at - 1) ? at - 1 : at;
    for (let start = numberStart(this.text, end); start < end; start += 1) {
      const direct = this.left(previous, start);
      if (direct >= 0) return direct;
      if (start > 0 && this.isBlank(start - 1)) {
        const apart = this.left(previous, start - 1);
        if (apart >= 0) return apart;
      }
      if (!isUnspacedUnit(this.text.charCodeAt(start))) return -1;
    }
    return -1;
  }

  private endingRight(next: number, at: number): number {
    const kind = classOf(this.text.charCodeAt(at - 1));
    const end = kind === characterClass.unspaced ? at : this.wordEnd(at, kind);
    return end < 0 ? -1 : this.right(next, end);
  }

  /** The literal before an ending may stop anywhere within the word. */
  private endingLeft(previous: number, at: number): number {
    const result = this.left(previous, at);
    if (result >= 0) return result;
    for (let end = at - 1; end > 0 && at - end <= maxEnding; end -= 1) {
      const kind = classOf(this.text.charCodeAt(end));
      if (kind === characterClass.none || kind === characterClass.unspaced) return -1;
      const from = this.left(previous, end);
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
    return isSentenceEndUnit(unit) || (isStop(unit) && (at + 1 >= this.text.length || this.isBlank(at + 1)));
  }

  private mayGoOn(bits: number, at: number): boolean {
    return bits === anyUnit || (bits & bitOf(this.text.charCodeAt(at))) !== 0;
  }

  /** Tries each position at which the item after a gap may begin. */
  private gapRight(place: number, start: number): number {
    const next = this.items[place + nextAt] as number;
    const bits = this.items[place + rightBitsAt] as number;
    let position = start;
    if (!isWordEdge(this.text, start)) {
      if (this.edges !== edgesNumber.start) return -1;
      position = this.wordEnd(start, classOf(this.text.charCodeAt(start)));
      if (position < 0) return -1;
    }
    const limit = (this.items[place + valueAt] as number) * unspacedCharactersPerWord;
    for (let cost = 0; cost <= limit; ) {
      if (this.isBlank(position) && !this.isSentenceEnd(position)) position += 1;
      if (this.mayGoOn(bits, position)) {
        const to = this.right(next, position);
        if (to >= 0) return to;
      }
      if (position >= this.text.length || this.isSentenceEnd(position)) return -1;
      const kind = classOf(this.text.charCodeAt(position));
      cost += this.costOf(kind, position);
      if (kind === characterClass.none || kind === characterClass.unspaced) position += 1;
      else position = this.wordEnd(position, kind);
      if (position < 0) return -1;
    }
    return -1;
  }

  /** Tries each position at which the item before a gap may end. */
  private gapLeft(place: number, start: number): number {
    if (!this.isStart(start)) return -1;
    const previous = this.items[place + previousAt] as number;
    const bits = this.items[place + leftBitsAt] as number;
    const limit = (this.items[place + valueAt] as number) * unspacedCharactersPerWord;
    let position = start;
    for (let cost = 0; cost <= limit; ) {
      if (position > 0 && this.isBlank(position - 1) && !this.isSentenceEnd(position - 1)) position -= 1;
      if (this.mayGoOn(bits, position - 1)) {
        const from = this.left(previous, position);
        if (from >= 0) return from;
      }
      if (position <= 0 || this.isSentenceEnd(position - 1)) return -1;
      const kind = classOf(this.text.charCodeAt(position - 1));
      cost += this.costOf(kind, position - 1);
      if (kind === characterClass.none || kind === characterClass.unspaced) {
        position -= 1;
        continue;
      }
      const wordStart = this.wordStart(position, kind);
      if (wordStart < 0) return -1;
      const inside = this.edges === edgesNumber.start ? this.leftInside(previous, wordStart, position) : -1;
      if (inside >= 0) return inside;
      position = wordStart;
    }
    return -1;
  }

  /** Where endings are free, the item before the gap may stop inside a word. */
  private leftInside(previous: number, wordStart: number, wordEnd: number): number {
    for (let position = wordEnd - 1; position > wordStart; position -= 1) {
      const from = this.left(previous, position);
      if (from >= 0) return from;
    }
    return -1;
  }

  /** A word costs as much as a few signs of scripts without spaces, marks on them and punctuation little. */
  private costOf(kind: CharacterClass, at: number): number {
    if (kind === characterClass.none) return 0.5;
    if (kind !== characterClass.unspaced) return unspacedCharactersPerWord;
    return isAnyMark(this.text.charCodeAt(at)) ? costOfMark : 1;
  }
}
