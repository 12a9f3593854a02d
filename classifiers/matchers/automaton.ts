/**
 * Aho–Corasick over UTF-16 units: finds every place where any of many literals ends, in one pass.
 * A. V. Aho, M. J. Corasick, "Efficient string matching", CACM 18(6), 1975.
 * Edges lie in one open-addressing hash table of typed arrays, so that the whole can be stored as bytes.
 */

export interface AutomatonData {
  /** Hash table: key is state * 65536 + unit (as two parts), value the next state; 0 is free. */
  keyStates: Int32Array;
  keyUnits: Uint16Array;
  targets: Int32Array;
  fails: Int32Array;
  /** For each state, the literal that ends there (or -1) and the next state on the fail path with one (or 0). */
  literals: Int32Array;
  nextEnds: Int32Array;
}

const slotOf = (state: number, unit: number, mask: number): number =>
  (Math.imul(state, 0x9e3779b1) ^ Math.imul(unit, 0x85ebca6b) ^ (state >>> 7)) & mask;

/** Builds the automaton; the literal's index is what a hit reports. */
export const buildAutomaton = (literals: readonly string[]): AutomatonData => {
  const units = literals.reduce((sum, literal) => sum + literal.length, 1);
  const size = 2 ** Math.ceil(Math.log2(Math.max(16, units * 2)));
  const data: AutomatonData = {
    keyStates: new Int32Array(size),
    keyUnits: new Uint16Array(size),
    targets: new Int32Array(size),
    fails: new Int32Array(units + 1),
    literals: new Int32Array(units + 1).fill(-1),
    nextEnds: new Int32Array(units + 1),
  };
  const count = addLiterals(data, literals);
  addFails(data, count);
  return trim(data, count);
};

const find = (data: AutomatonData, state: number, unit: number): number => {
  const mask = data.targets.length - 1;
  let slot = slotOf(state, unit, mask);
  for (;;) {
    const target = data.targets[slot] as number;
    if (target === 0) return 0;
    if (data.keyStates[slot] === state && data.keyUnits[slot] === unit) return target;
    slot = (slot + 1) & mask;
  }
};

const insert = (data: AutomatonData, state: number, unit: number, target: number): void => {
  const mask = data.targets.length - 1;
  let slot = slotOf(state, unit, mask);
  while (data.targets[slot] !== 0) slot = (slot + 1) & mask;
  data.keyStates[slot] = state;
  data.keyUnits[slot] = unit;
  data.targets[slot] = target;
};

const addLiterals = (data: AutomatonData, literals: readonly string[]): number => {
  let count = 1;
  literals.forEach((literal, id) => {
    let state = 0;
    for (let index = 0; index < literal.length; index += 1) {
      const unit = literal.charCodeAt(index);
      let next = find(data, state, unit);
      if (next === 0) {
        next = count;
        count += 1;
        insert(data, state, unit, next);
      }
      state = next;
    }
    data.literals[state] = id;
  });
  return count;
};

/** Breadth first: a state's fail is the longest proper suffix that is a state too. */
const addFails = (data: AutomatonData, count: number): void => {
  const children: number[][] = Array.from({ length: count }, () => []);
  for (let slot = 0; slot < data.targets.length; slot += 1)
    if (data.targets[slot] !== 0) children[data.keyStates[slot] as number]?.push(slot);
  const queue: number[] = [0];
  for (let head = 0; head < queue.length; head += 1) {
    const state = queue[head] as number;
    for (const slot of children[state] as number[]) {
      const target = data.targets[slot] as number;
      const fail = state === 0 ? 0 : step(data, data.fails[state] as number, data.keyUnits[slot] as number);
      data.fails[target] = fail;
      data.nextEnds[target] = (data.literals[fail] as number) >= 0 ? fail : (data.nextEnds[fail] as number);
      queue.push(target);
    }
  }
};

const step = (data: AutomatonData, from: number, unit: number): number => {
  let state = from;
  for (;;) {
    const next = find(data, state, unit);
    if (next !== 0) return next;
    if (state === 0) return 0;
    state = data.fails[state] as number;
  }
};

const trim = (data: AutomatonData, count: number): AutomatonData => ({
  ...data,
  fails: data.fails.slice(0, count),
  literals: data.literals.slice(0, count),
  nextEnds: data.nextEnds.slice(0, count),
});

const space = 32;
const lineBreak = 10;

/** Most steps end at the root, whose edges are therefore looked up directly. */
const rootTables = new WeakMap<AutomatonData, Int32Array>();

const rootTableOf = (data: AutomatonData): Int32Array => {
  let table = rootTables.get(data);
  if (!table) {
    table = new Int32Array(65_536);
    for (let slot = 0; slot < data.targets.length; slot += 1)
      if (data.targets[slot] !== 0 && data.keyStates[slot] === 0)
        table[data.keyUnits[slot] as number] = data.targets[slot] as number;
    rootTables.set(data, table);
  }
  return table;
};

/** Calls `onHit(literal, end)` for each literal that ends before unit `end`. A line break reads as a space. */
export const scan = (
  data: AutomatonData,
  text: string,
  onHit: (literal: number, end: number) => void,
): void => {
  const root = rootTableOf(data);
  let state = 0;
  for (let index = 0; index < text.length; index += 1) {
    const read = text.charCodeAt(index);
    const unit = read === lineBreak ? space : read;
    let next = 0;
    while (state !== 0) {
      next = find(data, state, unit);
      if (next !== 0) break;
      state = data.fails[state] as number;
    }
    state = next !== 0 ? next : (root[unit] as number);
    let ending = (data.literals[state] as number) >= 0 ? state : (data.nextEnds[state] as number);
    while (ending !== 0) {
      onHit(data.literals[ending] as number, index + 1);
      ending = data.nextEnds[ending] as number;
    }
  }
};
