/** Finds all patterns of a phrase set in one folded text, in time that does not grow with their number. */
import { characterClass, classOf, isWordEdge } from '../text/character-class.ts';
import type { Folded } from '../text/fold.ts';
import { distinction, isLongEnough } from './distinction.ts';
import { literalsAt, maxLiteralsAt } from './literal-trie.ts';
import { anyUnit, bitOf } from './pattern-graph.ts';
import { type AnchorTable, type PhraseSetData, useFlag, useStride } from './phrase-set.ts';
import { isTornApart } from './torn-apart.ts';
import { AnchorVerifier } from './verify-anchor.ts';

/** Folded positions of a match. */
export interface PhraseMatch {
  rule: number;
  from: number;
  to: number;
}

/** What counts of a rule: nothing, only what no chance word of another language can be, or all. */
export const counted = { nothing: 0, distinctive: 1, all: 2 } as const;

/** A stretch of folded text in which anchors are looked for. */
export interface Stretch {
  from: number;
  to: number;
}

/** A hostile text may repeat one literal without end; what a rule finds in a field is bounded. */
const maxVerifiedPerRule = 2000;
const maxFoundPerRule = 50;

/** What a phrase set needs while matching, made at its first use. */
interface Working {
  /** How often each rule was looked at in the text under way, and which rules those were. */
  counts: Int32Array;
  touched: number[];
  /** Literals that begin at one place. */
  literals: Int32Array;
  everything: Uint8Array;
}

const workings = new WeakMap<PhraseSetData, Working>();

const workingOf = (set: PhraseSetData): Working => {
  let working = workings.get(set);
  if (!working) {
    working = {
      counts: new Int32Array(set.ruleCount),
      touched: [],
      literals: new Int32Array(
        Math.max(maxLiteralsAt(set.ofWords.lengths), maxLiteralsAt(set.ofAnyPlace.lengths)),
      ),
      everything: new Uint8Array(set.ruleCount).fill(counted.all),
    };
    workings.set(set, working);
  }
  for (const rule of working.touched) working.counts[rule] = 0;
  working.touched.length = 0;
  return working;
};

const isBlank = (unit: number): boolean => unit === 32 || unit === 10;

/** The bit of the first unit that is no blank, from `at` on or back; `anyUnit` for none, which only "any" allows. */
const bitFrom = (text: string, at: number, step: 1 | -1): number => {
  let index = at;
  while (index >= 0 && index < text.length && isBlank(text.charCodeAt(index))) index += step;
  return index < 0 || index >= text.length ? 0 : bitOf(text.charCodeAt(index));
};

class Matcher {
  readonly found: PhraseMatch[] = [];
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

  scan({ ofWords, ofAnyPlace }: PhraseSetData, from: number, to: number): void {
    const { text } = this.folded;
    let before = from === 0 ? characterClass.none : classOf(text.charCodeAt(from - 1));
    for (let at = from; at < to; at += 1) {
      const unit = text.charCodeAt(at);
      const kind = classOf(unit);
      const isEdge =
        at === 0 || kind !== before || kind === characterClass.none || kind === characterClass.unspaced;
      before = kind;
      if (isEdge && ofWords.trie.numbers[unit] !== 0) this.lookAt(ofWords, at);
      if (ofAnyPlace.trie.numbers[unit] !== 0) this.lookAt(ofAnyPlace, at);
    }
  }

  private lookAt(table: AnchorTable, start: number): void {
    const { literals } = this.working;
    const count = literalsAt(table.trie, this.folded.text, start, literals);
    for (let index = 0; index < count; index += 1) this.lookAtUses(table, start, literals[index] as number);
  }

  private lookAtUses({ uses, firstUses, lengths }: AnchorTable, start: number, literal: number): void {
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
      const rule = uses[at] as number;
      const counts = gate[rule] as number;
      if (counts !== counted.nothing && this.mayLook(rule))
        this.look({ rule, flags, start, item: uses[at + 4] as number, counts });
    }
  }

  /** True while the rule may still be looked at in this text. */
  private mayLook(rule: number): boolean {
    const { counts, touched } = this.working;
    const count = counts[rule] as number;
    if (count === 0) touched.push(rule);
    counts[rule] = count + 1;
    return count < maxVerifiedPerRule;
  }

  private look(use: { rule: number; flags: number; start: number; item: number; counts: number }): void {
    const { rule, flags, start, item, counts } = use;
    const { verifier, folded } = this;
    const distinctive =
      counts === counted.distinctive ? (flags >> useFlag.distinctionShift) & 3 : distinction.always;
    if (distinctive === distinction.never) return;
    if (!verifier.verify(item, start, flags >> useFlag.edgesShift)) return;
    const { from, to } = verifier;
    if (isTornApart(folded, from, to)) return;
    if (distinctive === distinction.byLength && !isLongEnough(folded.text.slice(from, to))) return;
    this.found.push({ rule, from, to });
  }
}

/**
 * All matches, by position; of matches of one rule that overlap, the longest (then the first) stays. `gate` says for
 * each rule what of it counts (see `counted`); without it everything does. Given stretches, only matches count whose
 * anchor begins in one of them.
 */
export const matchPhrases = (
  set: PhraseSetData,
  folded: Folded,
  gate?: Uint8Array,
  stretches?: readonly Stretch[],
): PhraseMatch[] => {
  const matcher = new Matcher(set, folded, gate);
  if (stretches) for (const { from, to } of stretches) matcher.scan(set, from, to);
  else matcher.scan(set, 0, folded.text.length);
  return keepLongest(matcher.found);
};

const keepLongest = (matches: PhraseMatch[]): PhraseMatch[] => {
  matches.sort((a, b) => a.rule - b.rule || a.from - b.from || b.to - a.to);
  const kept: PhraseMatch[] = [];
  let ofRule = 0;
  for (const match of matches) {
    const last = kept.at(-1);
    if (last?.rule !== match.rule) ofRule = 0;
    else if (match.from < last.to) {
      if (match.to - match.from > last.to - last.from) kept[kept.length - 1] = match;
      continue;
    }
    ofRule += 1;
    if (ofRule <= maxFoundPerRule) kept.push(match);
  }
  return kept.sort((a, b) => a.from - b.from || b.to - a.to || a.rule - b.rule);
};
