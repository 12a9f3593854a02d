/** Finds all patterns of a phrase set in one folded text, in time that does not grow with their number. */
import { characterClass, classOf, isWordEdge } from '../text/character-class.ts';
import type { Folded } from '../text/fold.ts';
import { distinction, isLongEnough } from './distinction.ts';
import { keepLongest, type PhraseMatch } from './keep-longest.ts';
import { mayBegin, pairOf } from './literal-pairs.ts';
import { literalsAt, maxLiteralsAt } from './literal-trie.ts';
import { anyUnit, bitFrom } from './pattern-graph.ts';
import { type AnchorTable, type PhraseSetData, useFlag, useStride } from './phrase-set.ts';
import { isTornApart } from './torn-apart.ts';
import { AnchorVerifier } from './verify-anchor.ts';

/**
 * What counts of a rule: nothing, only what no chance word of another language can be, or all; or all if what was
 * found asks for it.
 */
export const counted = { nothing: 0, distinctive: 1, all: 2, ifAskedFor: 3 } as const;

/** A stretch of folded text in which anchors are looked for. */
export interface Stretch {
  from: number;
  to: number;
}

/** A hostile text may repeat one literal without end; how often it is looked at is bounded. */
const maxLooksPerLiteral = 600;

/** A table, and how often each of its literals was looked at in the text under way. */
interface TableAtWork {
  table: AnchorTable;
  looks: Uint16Array;
  touched: number[];
}

/** What a phrase set needs while matching, made at its first use. */
interface Working {
  ofWords: TableAtWork;
  ofAnyPlace: TableAtWork;
  /** Literals that begin at one place. */
  literals: Int32Array;
  everything: Uint8Array;
}

const workings = new WeakMap<PhraseSetData, Working>();

const atWork = (table: AnchorTable): TableAtWork => ({
  table,
  looks: new Uint16Array(table.lengths.length),
  touched: [],
});

const forgetLooks = ({ looks, touched }: TableAtWork): void => {
  for (const literal of touched) looks[literal] = 0;
  touched.length = 0;
};

const workingOf = (set: PhraseSetData): Working => {
  let working = workings.get(set);
  if (!working) {
    const { ofWords, ofAnyPlace } = set;
    working = {
      ofWords: atWork(ofWords),
      ofAnyPlace: atWork(ofAnyPlace),
      literals: new Int32Array(Math.max(maxLiteralsAt(ofWords.lengths), maxLiteralsAt(ofAnyPlace.lengths))),
      everything: new Uint8Array(set.ruleCount).fill(counted.all),
    };
    workings.set(set, working);
  }
  forgetLooks(working.ofWords);
  forgetLooks(working.ofAnyPlace);
  return working;
};

class Matcher {
  private readonly found: PhraseMatch[] = [];
  /** Uses of literals that were put off, and where they begin. */
  private readonly later: { table: AnchorTable; use: number; start: number }[] = [];
  private readonly folded: Folded;
  private readonly gate: Uint8Array;
  private readonly working: Working;
  private readonly verifier: AnchorVerifier;

  constructor(set: PhraseSetData, folded: Folded, gate: Uint8Array | undefined) {
    this.folded = folded;
    this.working = workingOf(set);
    this.gate = gate ?? this.working.everything;
    this.verifier = new AnchorVerifier(folded, set.graph);
  }

  scan(from: number, to: number): void {
    const { text } = this.folded;
    const { ofWords, ofAnyPlace } = this.working;
    const wordPairs = ofWords.table.pairs;
    const anyPairs = ofAnyPlace.table.pairs;
    let before: number = from === 0 ? characterClass.none : classOf(text.charCodeAt(from - 1));
    let unit = from < text.length ? text.charCodeAt(from) : 0;
    for (let at = from; at < to; at += 1) {
      const kind = classOf(unit);
      const next = at + 1 < text.length ? text.charCodeAt(at + 1) : 0;
      const pair = pairOf(unit, next);
      const isEdge =
        kind !== before || kind === characterClass.none || kind === characterClass.unspaced || at === 0;
      if (isEdge && mayBegin(wordPairs, unit, pair)) this.lookAt(ofWords, at);
      if (mayBegin(anyPairs, unit, pair)) this.lookAt(ofAnyPlace, at);
      before = kind;
      unit = next;
    }
  }

  /** What counts of the rules that were found, and of those that these ask for. */
  finish(rulesAskedFor: ((found: readonly PhraseMatch[]) => ReadonlySet<number>) | undefined): PhraseMatch[] {
    const asked = rulesAskedFor && this.later.length > 0 ? rulesAskedFor(this.found) : undefined;
    if (asked && asked.size > 0)
      for (const { table, use, start } of this.later)
        if (asked.has(table.uses[use] as number)) this.look(table, use, start, counted.all);
    return keepLongest(this.found);
  }

  private lookAt({ table, looks, touched }: TableAtWork, start: number): void {
    const { literals } = this.working;
    const count = literalsAt(table.trie, this.folded.text, start, literals);
    for (let index = 0; index < count; index += 1) {
      const literal = literals[index] as number;
      const before = looks[literal] as number;
      if (before === 0) touched.push(literal);
      else if (before >= maxLooksPerLiteral) continue;
      looks[literal] = before + 1;
      this.lookAtUses(table, start, literal);
    }
  }

  private lookAtUses(table: AnchorTable, start: number, literal: number): void {
    const { uses, firstUses, lengths } = table;
    const { gate } = this;
    const { text } = this.folded;
    const end = start + (lengths[literal] as number);
    const before = bitFrom(text, start - 1, -1);
    const after = bitFrom(text, end, 1);
    const isEnd = isWordEdge(text, end);
    const last = (firstUses[literal + 1] as number) * useStride;
    for (let at = (firstUses[literal] as number) * useStride; at < last; at += useStride) {
      const right = uses[at + 3] as number;
      if (right !== anyUnit && (right & after) === 0) continue;
      const left = uses[at + 2] as number;
      if (left !== anyUnit && (left & before) === 0) continue;
      const flags = uses[at + 1] as number;
      if (!isEnd && (flags & useFlag.needsEnd) !== 0) continue;
      const counts = gate[uses[at] as number] as number;
      if (counts === counted.nothing) continue;
      if (counts === counted.ifAskedFor) this.later.push({ table, use: at, start });
      else this.look(table, at, start, counts);
    }
  }

  private look({ uses }: AnchorTable, use: number, start: number, counts: number): void {
    const { verifier, folded } = this;
    const rule = uses[use] as number;
    const flags = uses[use + 1] as number;
    const distinctive =
      counts === counted.distinctive ? (flags >> useFlag.distinctionShift) & 3 : distinction.always;
    if (distinctive === distinction.never) return;
    if (!verifier.verify(uses[use + 4] as number, start, flags >> useFlag.edgesShift)) return;
    const { from, to } = verifier;
    if (isTornApart(folded, from, to)) return;
    if (distinctive === distinction.byLength && !isLongEnough(folded.text.slice(from, to))) return;
    this.found.push({ rule, from, to });
  }
}

export interface MatchingOptions {
  /** Says for each rule what of it counts (see `counted`); without it everything does. */
  gate?: Uint8Array;
  /** Only matches count whose anchor begins in one of them. */
  stretches?: readonly Stretch[] | undefined;
  /** Which of the rules that count only if asked for are asked for by what was found. */
  rulesAskedFor?: (found: readonly PhraseMatch[]) => ReadonlySet<number>;
}

/** All matches, by position; of matches of one rule that overlap, the longest (then the first) stays. */
export const matchPhrases = (
  set: PhraseSetData,
  folded: Folded,
  { gate, stretches, rulesAskedFor }: MatchingOptions = {},
): PhraseMatch[] => {
  const matcher = new Matcher(set, folded, gate);
  if (stretches) for (const { from, to } of stretches) matcher.scan(from, to);
  else matcher.scan(0, folded.text.length);
  return matcher.finish(rulesAskedFor);
};
