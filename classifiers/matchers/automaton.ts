/**
 * Aho–Corasick over UTF-16 units: finds every place where any of many literals ends, in one pass.
 * A. V. Aho, M. J. Corasick, "Efficient string matching", CACM 18(6), 1975.
 * All of it lies in two number arrays, so that it can be stored as bytes, and so that a step touches few of them:
 * the arrays are larger than a processor's cache.
 */

export interface AutomatonData {
  /** Open-addressing hash table of edges, four numbers each: state, unit, next state (0: free), unused. */
  edges: Int32Array;
  /** Four numbers a state: its fail state, the literal that ends there (-1: none), the next end on its fail path. */
  states: Int32Array;
}

const stride = 4;
const failAt = 0;
const literalAt = 1;
const nextEndAt = 2;

const slotOf = (state: number, unit: number, mask: number): number =>
  (Math.imul(state, 0x9e3779b1) ^ Math.imul(unit, 0x85ebca6b) ^ (state >>> 7)) & mask;

/** Builds the automaton; the literal's index is what a hit reports. */
export const buildAutomaton = (literals: readonly string[]): AutomatonData => {
  const units = literals.reduce((sum, literal) => sum + literal.length, 1);
  const size = 2 ** Math.ceil(Math.log2(Math.max(16, units * 2)));
  const data: AutomatonData = {
    edges: new Int32Array(size * stride),
    states: new Int32Array((units + 1) * stride),
  };
  for (let state = 0; state <= units; state += 1) data.states[state * stride + literalAt] = -1;
  const count = addLiterals(data, literals);
  addFails(data, count);
  return { edges: data.edges, states: data.states.slice(0, count * stride) };
};

const find = (edges: Int32Array, state: number, unit: number): number => {
  const mask = edges.length / stride - 1;
  let slot = slotOf(state, unit, mask);
  for (;;) {
    const at = slot * stride;
    const target = edges[at + 2] as number;
    if (target === 0) return 0;
    if (edges[at] === state && edges[at + 1] === unit) return target;
    slot = (slot + 1) & mask;
  }
};

const insert = (edges: Int32Array, state: number, unit: number, target: number): void => {
  const mask = edges.length / stride - 1;
  let slot = slotOf(state, unit, mask);
  while (edges[slot * stride + 2] !== 0) slot = (slot + 1) & mask;
  edges[slot * stride] = state;
  edges[slot * stride + 1] = unit;
  edges[slot * stride + 2] = target;
};

const addLiterals = ({ edges, states }: AutomatonData, literals: readonly string[]): number => {
  let count = 1;
  literals.forEach((literal, id) => {
    let state = 0;
    for (let index = 0; index < literal.length; index += 1) {
      const unit = literal.charCodeAt(index);
      let next = find(edges, state, unit);
      if (next === 0) {
        next = count;
        count += 1;
        insert(edges, state, unit, next);
      }
      state = next;
    }
    states[state * stride + literalAt] = id;
  });
  return count;
};

/** Breadth first: a state's fail is the longest proper suffix that is a state too. */
const addFails = ({ edges, states }: AutomatonData, count: number): void => {
  const children: number[][] = Array.from({ length: count }, () => []);
  for (let at = 0; at < edges.length; at += stride)
    if (edges[at + 2] !== 0) children[edges[at] as number]?.push(at);
  const queue: number[] = [0];
  for (let head = 0; head < queue.length; head += 1) {
    const state = queue[head] as number;
    const stateFail = states[state * stride + failAt] as number;
    for (const at of children[state] as number[]) {
      const target = edges[at + 2] as number;
      const fail = state === 0 ? 0 : step({ edges, states }, stateFail, edges[at + 1] as number);
      states[target * stride + failAt] = fail;
      states[target * stride + nextEndAt] =
        (states[fail * stride + literalAt] as number) >= 0
          ? fail
          : (states[fail * stride + nextEndAt] as number);
      queue.push(target);
    }
  }
};

const step = ({ edges, states }: AutomatonData, from: number, unit: number): number => {
  let state = from;
  for (;;) {
    const next = find(edges, state, unit);
    if (next !== 0 || state === 0) return next;
    state = states[state * stride + failAt] as number;
  }
};

const space = 32;
const lineBreak = 10;

/** Most steps end at the root, whose edges are therefore looked up directly. */
const rootTables = new WeakMap<AutomatonData, Int32Array>();

const rootTableOf = (data: AutomatonData): Int32Array => {
  let table = rootTables.get(data);
  if (!table) {
    table = new Int32Array(65_536);
    const { edges } = data;
    for (let at = 0; at < edges.length; at += stride)
      if (edges[at + 2] !== 0 && edges[at] === 0) table[edges[at + 1] as number] = edges[at + 2] as number;
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
  const { edges, states } = data;
  const root = rootTableOf(data);
  let state = 0;
  for (let index = 0; index < text.length; index += 1) {
    const read = text.charCodeAt(index);
    const unit = read === lineBreak ? space : read;
    let next = 0;
    while (state !== 0) {
      next = find(edges, state, unit);
      if (next !== 0) break;
      state = states[state * stride + failAt] as number;
    }
    state = next !== 0 ? next : (root[unit] as number);
    let ending =
      (states[state * stride + literalAt] as number) >= 0
        ? state
        : (states[state * stride + nextEndAt] as number);
    while (ending !== 0) {
      onHit(states[ending * stride + literalAt] as number, index + 1);
      ending = states[ending * stride + nextEndAt] as number;
    }
  }
};
