/**
 * A trie of literals over UTF-16 units as a double array: a step is two look-ups, however many literals there are.
 * J.-I. Aoe, "An efficient digital search algorithm by using a double-array structure", IEEE TSE 15(9), 1989.
 * All of it lies in number arrays, so that it can be stored as bytes and shared by threads.
 */

export interface LiteralTrie {
  /** The number of each unit that some literal holds, by unit; 0: none holds it. */
  numbers: Uint16Array;
  /** For each state two numbers: base, and the state that owns the slot (-1: none); of a literal's end with `isEnd`. */
  states: Int32Array;
  /** For each state the literal that ends there; -1: none. Apart, because few steps ask for it. */
  literals: Int32Array;
}

const stride = 2;
const ownerAt = 1;
/** A bit beside the owner: a literal ends at this state. */
const isEnd = 1 << 30;
const space = 32;
const lineBreak = 10;

/** Units that stand in many literals get small numbers, which packs the states closer. */
const numberUnits = (literals: readonly string[]): Uint16Array => {
  const counts = new Map<number, number>();
  for (const literal of literals)
    for (let at = 0; at < literal.length; at += 1) {
      const unit = literal.charCodeAt(at);
      counts.set(unit, (counts.get(unit) ?? 0) + 1);
    }
  const numbers = new Uint16Array(65_536);
  [...counts.entries()]
    .sort((a, b) => b[1] - a[1] || a[0] - b[0])
    .forEach(([unit], index) => {
      numbers[unit] = index + 1;
    });
  numbers[lineBreak] = numbers[space] as number;
  return numbers;
};

interface Branch {
  literal: number;
  children: Map<number, Branch>;
}

const branchesOf = (literals: readonly string[], numbers: Uint16Array): Branch => {
  const root: Branch = { literal: -1, children: new Map() };
  literals.forEach((literal, id) => {
    let branch = root;
    for (let at = 0; at < literal.length; at += 1) {
      const number = numbers[literal.charCodeAt(at)] as number;
      let child = branch.children.get(number);
      if (!child) {
        child = { literal: -1, children: new Map() };
        branch.children.set(number, child);
      }
      branch = child;
    }
    branch.literal = id;
  });
  return root;
};

const free = -1;
const maxTries = 32;

/** Lays the branches out so that no two children share a slot. */
class Layout {
  private states = new Int32Array(0);
  private literals = new Int32Array(0);
  private firstFree = 1;
  private end = 1;

  constructor() {
    this.reserve(1024);
    this.states[ownerAt] = 0;
  }

  place(branch: Branch, state: number): void {
    if (branch.literal >= 0) {
      this.literals[state] = branch.literal;
      this.states[state * stride + ownerAt] = (this.states[state * stride + ownerAt] as number) | isEnd;
    }
    if (branch.children.size === 0) return;
    const numbers = [...branch.children.keys()].sort((a, b) => a - b);
    const base = this.findBase(numbers);
    this.states[state * stride] = base;
    for (const number of numbers) {
      this.states[(base + number) * stride + ownerAt] = state;
      this.end = Math.max(this.end, base + number + 1);
    }
    for (const number of numbers) this.place(branch.children.get(number) as Branch, base + number);
  }

  private findBase(numbers: number[]): number {
    const first = numbers[0] as number;
    const last = numbers[numbers.length - 1] as number;
    const from = Math.max(this.firstFree, first + 1);
    for (let slot = from; ; slot += 1) {
      const base = slot - first;
      this.reserve(base + last + 1);
      if (!this.isRoom(base, numbers)) continue;
      // where this many slots had no room, later ones would look in vain
      if (slot - from > maxTries) this.firstFree = slot;
      return base;
    }
  }

  private isRoom(base: number, numbers: number[]): boolean {
    for (const number of numbers) if (this.isTaken(base + number)) return false;
    return true;
  }

  private isTaken(slot: number): boolean {
    return (this.states[slot * stride + ownerAt] as number) !== free;
  }

  private reserve(slots: number): void {
    const length = this.states.length;
    if (slots * stride < length) return;
    const size = Math.max(slots * 2, 1024);
    const grown = new Int32Array(size * stride).fill(free);
    grown.set(this.states);
    for (let at = length; at < grown.length; at += stride) grown[at] = 0;
    const literals = new Int32Array(size).fill(-1);
    literals.set(this.literals);
    this.states = grown;
    this.literals = literals;
  }

  /** With room for every number after the last base, so that a step never leaves the array. */
  finish(maxNumber: number): Pick<LiteralTrie, 'states' | 'literals'> {
    const size = this.end + maxNumber + 1;
    this.reserve(size);
    return { states: this.states.slice(0, size * stride), literals: this.literals.slice(0, size) };
  }
}

/** Builds the trie; a literal's index is what its last state holds. */
export const buildTrie = (literals: readonly string[]): LiteralTrie => {
  const numbers = numberUnits(literals);
  const layout = new Layout();
  layout.place(branchesOf(literals, numbers), 0);
  const maxNumber = numbers.reduce((most, number) => Math.max(most, number), 0);
  return { numbers, ...layout.finish(maxNumber) };
};

/** Writes the literals that begin at unit `start`, shortest first, into `found`; returns how many there are. */
export const literalsAt = (trie: LiteralTrie, text: string, start: number, found: Int32Array): number => {
  const { numbers, states, literals } = trie;
  const length = text.length;
  let count = 0;
  let state = 0;
  for (let at = start; at < length; at += 1) {
    const number = numbers[text.charCodeAt(at)] as number;
    if (number === 0) break;
    const next = (states[state * stride] as number) + number;
    const owner = states[next * stride + ownerAt] as number;
    if (owner < 0 || (owner & ~isEnd) !== state) break;
    state = next;
    if ((owner & isEnd) === 0) continue;
    found[count] = literals[state] as number;
    count += 1;
  }
  return count;
};

/** Writes where the literals that begin at unit `start` end, nearest first, into `ends`; returns how many there are. */
export const literalEndsAt = (trie: LiteralTrie, text: string, start: number, ends: Int32Array): number => {
  const { numbers, states } = trie;
  let count = 0;
  let state = 0;
  for (let at = start; at < text.length && count < ends.length; at += 1) {
    const number = numbers[text.charCodeAt(at)] as number;
    const next = (states[state * stride] as number) + number;
    const owner = states[next * stride + ownerAt] as number;
    if (number === 0 || owner < 0 || (owner & ~isEnd) !== state) break;
    state = next;
    if ((owner & isEnd) === 0) continue;
    ends[count] = at + 1;
    count += 1;
  }
  return count;
};

/** More literals than this can't begin at one place: each is longer than the one before. */
export const maxLiteralsAt = (lengths: Uint16Array): number =>
  lengths.reduce((most, length) => Math.max(most, length), 1);
