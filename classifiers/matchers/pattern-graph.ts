/**
 * Patterns laid out as numbers: each item knows what follows it and what stands before it, through the choices that
 * it lies in, so that a match can be followed from any literal in both directions without making an object.
 */
import { characterClass, classOf } from '../text/character-class.ts';
import type { Item, Pattern } from './pattern.ts';

export interface PatternGraph {
  /** `stride` numbers an item, at the offsets below. */
  items: Int32Array;
  /** `alternativeStride` numbers each: first and last item, and what the alternative may begin and end with. */
  alternatives: Int32Array;
  /** The folded units of all literals, and the same with their accents. */
  units: Uint16Array;
  marked: Uint16Array;
}

export const stride = 8;
export const kindAt = 0;
/** The item after and before this one; -1: none. */
export const nextAt = 1;
export const previousAt = 2;
/** Literal: offset of its units. Gap: how many words. Choice: its first alternative. */
export const valueAt = 3;
/** Literal: how many units. Choice: how many alternatives. */
export const countAt = 4;
/** Literal: 1 when its accents count. Choice: 1 when it may be left out. Blank: see `blankFlag`. */
export const flagAt = 5;
/** What a match may go on with (to the right, to the left): a bit for each unit's `bitOf`. */
export const rightBitsAt = 6;
export const leftBitsAt = 7;

export const itemKind = { literal: 0, blank: 1, gap: 2, ending: 3, number: 4, choice: 5 } as const;
/** Nothing has to follow a blank, or to stand before it. */
export const blankFlag = { endsAll: 1, beginsAll: 2 } as const;
export const alternativeStride = 4;
export const none = -1;
export const anyUnit = -1;

/** One of 32 bits for a unit, so that most places where a pattern can't go on are seen at once. */
export const bitOf = (unit: number): number => 1 << (Math.imul(unit, 0x9e3779b1) >>> 27);

const canBeEmpty = (item: Item): boolean => item.is === 'blank' || (item.is === 'choice' && item.isOptional);

/** The bit of the first unit that is no blank, from `at` on or back; 0, which only `anyUnit` allows, for none. */
export const bitFrom = (text: string, at: number, step: 1 | -1): number => {
  let index = at;
  while (index >= 0 && index < text.length && isBlank(text.charCodeAt(index))) index += step;
  return index < 0 || index >= text.length ? 0 : bitOf(text.charCodeAt(index));
};
const isBlank = (unit: number): boolean => unit === 32 || unit === 10;

export class PatternGraphBuilder {
  private readonly items: number[] = [];
  private readonly alternatives: number[] = [];
  private readonly units: number[] = [];
  private readonly marked: number[] = [];
  private readonly offsets = new Map<string, number>();
  /** Which item stands at which place of the graph. */
  readonly places = new Map<Item, number>();

  add(pattern: Pattern): void {
    this.addSequence(pattern, none, none, { endsAll: true, beginsAll: true });
  }

  /** Puts the items in and joins them; `before` and `after` are what stands around the sequence. */
  private addSequence(
    pattern: Pattern,
    before: number,
    after: number,
    outer: { endsAll: boolean; beginsAll: boolean },
  ): { first: number; last: number } {
    const places = pattern.map((item) => this.addItem(item));
    pattern.forEach((item, index) => {
      const place = places[index] as number;
      const next = places[index + 1] ?? after;
      const previous = places[index - 1] ?? before;
      this.set(place, nextAt, next);
      this.set(place, previousAt, previous);
      const endsAll = outer.endsAll && pattern.slice(index + 1).every(canBeEmpty);
      const beginsAll = outer.beginsAll && pattern.slice(0, index).every(canBeEmpty);
      if (item.is === 'blank')
        this.set(place, flagAt, (endsAll ? blankFlag.endsAll : 0) + (beginsAll ? blankFlag.beginsAll : 0));
      if (item.is !== 'choice') return;
      const ends = item.of.map((one) => this.addSequence(one, previous, next, { endsAll, beginsAll }));
      this.set(place, valueAt, this.alternatives.length / alternativeStride);
      for (const { first, last } of ends) this.alternatives.push(first, last, 0, 0);
    });
    return { first: places[0] as number, last: places[places.length - 1] as number };
  }

  private set(place: number, offset: number, value: number): void {
    this.items[place * stride + offset] = value;
  }

  private addItem(item: Item): number {
    const place = this.items.length / stride;
    this.items.push(itemKind[item.is], none, none, 0, 0, 0, 0, 0);
    this.places.set(item, place);
    if (item.is === 'literal') {
      this.set(place, valueAt, this.offsetOf(item));
      this.set(place, countAt, item.text.length);
      this.set(place, flagAt, item.marked === item.text ? 0 : 1);
    } else if (item.is === 'gap') this.set(place, valueAt, item.words);
    else if (item.is === 'choice') {
      this.set(place, countAt, item.of.length);
      this.set(place, flagAt, item.isOptional ? 1 : 0);
    }
    return place;
  }

  private offsetOf(item: Item & { is: 'literal' }): number {
    const key = `${item.text}\0${item.marked}`;
    const known = this.offsets.get(key);
    if (known !== undefined) return known;
    const offset = this.units.length;
    for (let at = 0; at < item.text.length; at += 1) {
      this.units.push(item.text.charCodeAt(at));
      this.marked.push(item.marked.charCodeAt(at));
    }
    this.offsets.set(key, offset);
    return offset;
  }

  finish(): PatternGraph {
    const graph: PatternGraph = {
      items: Int32Array.from(this.items),
      alternatives: Int32Array.from(this.alternatives),
      units: Uint16Array.from(this.units),
      marked: Uint16Array.from(this.marked),
    };
    addBits(graph, nextAt, rightBitsAt);
    addBits(graph, previousAt, leftBitsAt);
    return graph;
  }
}

const numberBits = (() => {
  let bits = 0;
  for (const character of '0123456789一二三四五六七八九十百千万两几') bits |= bitOf(character.charCodeAt(0));
  // separators may end a number that is read backwards
  return bits | bitOf(0x2e) | bitOf(0x2c);
})();

/** For each item, the units that may stand next to it; a blank between is passed over by whoever asks. */
const addBits = ({ items, alternatives, units }: PatternGraph, towards: number, bitsAt: number): void => {
  const isRight = towards === nextAt;
  const entryAt = isRight ? 0 : 1;
  const known = new Map<number, number>();
  const beginningAt = (place: number): number => {
    if (place === none) return anyUnit;
    const before = known.get(place);
    if (before !== undefined) return before;
    const bits = compute(place);
    known.set(place, bits);
    return bits;
  };
  const compute = (place: number): number => {
    const at = place * stride;
    const value = items[at + valueAt] as number;
    const count = items[at + countAt] as number;
    switch (items[at + kindAt]) {
      case itemKind.literal:
        return bitOf(units[isRight ? value : value + count - 1] as number);
      case itemKind.blank:
        return beginningAt(items[at + towards] as number);
      case itemKind.number:
        return numberBits;
      case itemKind.choice: {
        let bits = items[at + flagAt] === 1 ? beginningAt(items[at + towards] as number) : 0;
        for (let index = value; index < value + count; index += 1)
          bits |= beginningAt(alternatives[index * alternativeStride + entryAt] as number);
        return bits;
      }
      default:
        return anyUnit;
    }
  };
  for (let place = 0; place < items.length / stride; place += 1)
    items[place * stride + bitsAt] = beginningAt(items[place * stride + towards] as number);
  for (let at = 0; at < alternatives.length; at += alternativeStride)
    alternatives[at + entryAt + 2] = beginningAt(alternatives[at + entryAt] as number);
};

/** Whether every match has a word's edge right beside the literal, to its left or to its right. */
export const isApart = (
  { items, units }: PatternGraph,
  place: number,
  towards: typeof nextAt | typeof previousAt,
): boolean => {
  const neighbour = items[place * stride + towards] as number;
  if (neighbour === none) return true;
  // Korean may leave a pattern's blank out
  if (items[neighbour * stride + kindAt] !== itemKind.blank) return false;
  const value = items[place * stride + valueAt] as number;
  const last = value + (items[place * stride + countAt] as number) - 1;
  return classOf(units[towards === nextAt ? last : value] as number) === characterClass.spaced;
};
