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

/** Goes on with the rest of the pattern from a position; -1 when it doesn't fit. */
type Continue = (at: number) => number;

const maxEnding = 20;
const maxNumber = 24;
const unspacedCharactersPerWord = 4;
const numberPart = String.raw`(?:\d(?:[\d.,]| (?=\d{3}(?!\d)))*|[一二三四五六七八九十百千万两几]+)`;
const numberAhead = new RegExp(`^${numberPart}`, 'u');
const numberBehind = new RegExp(`${numberPart}$`, 'u');

const isBlankUnit = (unit: number): boolean => unit === 32 || unit === 10;
const sentenceEnds = new Set([...'。！？\n'].map((one) => one.charCodeAt(0)));
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
    const from = this.left(anchor.left, anchor.left.length - 1, start, (at) => this.finishLeft(at));
    if (from < 0) return undefined;
    const to = this.right(anchor.right, 0, end, (at) => this.finishRight(at));
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
    if (isWordEdge(this.text, at)) return true;
    const kind = classOf(this.text.charCodeAt(at - 1));
    if (this.edges === 'start') return kind !== characterClass.digit;
    return this.edges === 'none' && kind === characterClass.hangul;
  }

  private right(pattern: Pattern, index: number, at: number, done: Continue): number {
    const item = pattern[index];
    if (!item) return done(at);
    const next: Continue = (position) => this.right(pattern, index + 1, position, done);
    switch (item.is) {
      case 'literal':
        return this.isHere(item, at) ? next(at + item.text.length) : -1;
      case 'blank':
        return this.blankRight(pattern, index, at, next);
      case 'number':
        return this.numberRight(at, next);
      case 'ending':
        return this.endingRight(at, next);
      case 'gap':
        return firstFit(this.gapEnds(at, item.words), next);
      case 'choice':
        return this.choice(item, at, next, (one) => this.right(one, 0, at, next));
    }
  }

  private left(pattern: Pattern, index: number, at: number, done: Continue): number {
    const item = pattern[index];
    if (!item) return done(at);
    const next: Continue = (position) => this.left(pattern, index - 1, position, done);
    switch (item.is) {
      case 'literal':
        return this.isHere(item, at - item.text.length) ? next(at - item.text.length) : -1;
      case 'blank':
        return this.blankLeft(pattern, index, at, next);
      case 'number':
        return this.numberLeft(at, next);
      case 'ending':
        return this.endingLeft(at, next);
      case 'gap':
        return firstFit(this.gapStarts(at, item.words), next);
      case 'choice':
        return this.choice(item, at, next, (one) => this.left(one, one.length - 1, at, next));
    }
  }

  private choice(
    item: Item & { is: 'choice' },
    at: number,
    next: Continue,
    tryOne: (one: Pattern) => number,
  ) {
    for (const one of item.of) {
      const result = tryOne(one);
      if (result >= 0) return result;
    }
    return item.isOptional ? next(at) : -1;
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

  private blankRight(pattern: Pattern, index: number, at: number, next: Continue): number {
    if (this.isBlank(at)) return next(at + 1);
    if (this.isBlankFree(at)) return next(at);
    return pattern.slice(index + 1).every(canBeEmpty) ? next(at) : -1;
  }

  private blankLeft(pattern: Pattern, index: number, at: number, next: Continue): number {
    if (at > 0 && this.isBlank(at - 1)) return next(at - 1);
    if (this.isBlankFree(at)) return next(at);
    return pattern.slice(0, index).every(canBeEmpty) ? next(at) : -1;
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

  private numberRight(at: number, next: Continue): number {
    const start = this.isBlank(at) ? at + 1 : at;
    const match = numberAhead.exec(this.text.slice(start, start + maxNumber));
    if (!match) return -1;
    const end = start + match[0].replace(/[.,]+$/u, '').length;
    const direct = next(end);
    return direct < 0 && this.isBlank(end) ? next(end + 1) : direct;
  }

  private numberLeft(at: number, next: Continue): number {
    const end = at > 0 && this.isBlank(at - 1) ? at - 1 : at;
    const match = numberBehind.exec(this.text.slice(Math.max(0, end - maxNumber), end));
    if (!match) return -1;
    const start = end - match[0].length;
    const direct = next(start);
    return direct < 0 && start > 0 && this.isBlank(start - 1) ? next(start - 1) : direct;
  }

  private endingRight(at: number, next: Continue): number {
    const kind = classOf(this.text.charCodeAt(at - 1));
    const end = kind === characterClass.unspaced ? at : this.wordEnd(at, kind);
    return end < 0 ? -1 : next(end);
  }

  /** The literal before an ending may stop anywhere within the word. */
  private endingLeft(at: number, next: Continue): number {
    const result = next(at);
    if (result >= 0) return result;
    for (let end = at - 1; end > 0 && at - end <= maxEnding; end -= 1) {
      const kind = classOf(this.text.charCodeAt(end));
      if (kind === characterClass.none || kind === characterClass.unspaced) return -1;
      const from = next(end);
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

  /** Positions at which the item after a gap may begin. */
  private *gapEnds(start: number, words: number): Generator<number> {
    let position = start;
    if (!isWordEdge(this.text, start)) {
      if (this.edges !== 'start') return;
      position = this.wordEnd(start, classOf(this.text.charCodeAt(start)));
      if (position < 0) return;
    }
    const limit = words * unspacedCharactersPerWord;
    for (let cost = 0; cost <= limit; ) {
      if (this.isBlank(position) && !this.isSentenceEnd(position)) position += 1;
      yield position;
      if (position >= this.text.length || this.isSentenceEnd(position)) return;
      const kind = classOf(this.text.charCodeAt(position));
      if (kind === characterClass.none) {
        position += 1;
        cost += 0.5;
      } else if (kind === characterClass.unspaced) {
        position += 1;
        cost += 1;
      } else {
        position = this.wordEnd(position, kind);
        if (position < 0) return;
        cost += unspacedCharactersPerWord;
      }
    }
  }

  /** Positions at which the item before a gap may end. */
  private *gapStarts(start: number, words: number): Generator<number> {
    if (!this.isStart(start)) return;
    const limit = words * unspacedCharactersPerWord;
    let position = start;
    for (let cost = 0; cost <= limit; ) {
      if (position > 0 && this.isBlank(position - 1) && !this.isSentenceEnd(position - 1)) position -= 1;
      yield position;
      if (position <= 0 || this.isSentenceEnd(position - 1)) return;
      const kind = classOf(this.text.charCodeAt(position - 1));
      if (kind === characterClass.none) {
        position -= 1;
        cost += 0.5;
      } else if (kind === characterClass.unspaced) {
        position -= 1;
        cost += 1;
      } else {
        const wordStart = this.wordStart(position, kind);
        if (wordStart < 0) return;
        if (this.edges === 'start')
          for (let inside = position - 1; inside > wordStart; inside -= 1) yield inside;
        position = wordStart;
        cost += unspacedCharactersPerWord;
      }
    }
  }
}

const canBeEmpty = (item: Item): boolean => item.is === 'blank' || (item.is === 'choice' && item.isOptional);

const firstFit = (positions: Iterable<number>, next: Continue): number => {
  for (const position of positions) {
    const result = next(position);
    if (result >= 0) return result;
  }
  return -1;
};
