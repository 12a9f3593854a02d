/** Many patterns at once: the automaton finds their anchors, the verifier checks the rest in place. */
import { characterClass, classOf, isWordEdge } from '../text/character-class.ts';
import type { Folded } from '../text/fold.ts';
import { type Anchor, type AnchorPath, anchorAtPath, anchorPathsOf, countLiterals } from './anchors.ts';
import { type AutomatonData, buildAutomaton, scan } from './automaton.ts';
import { type Item, minLetters, type Pattern } from './pattern.ts';
import { AnchorVerifier, type Extent, type WordEdges } from './verify-anchor.ts';

/** One pattern of one rule. */
export interface Phrase {
  rule: number;
  edges: WordEdges;
  pattern: Pattern;
}

/** Plain data but for the automaton's number arrays, so that it can be stored. */
export interface PhraseSetData {
  phrases: Phrase[];
  /** For each phrase, where its anchors stand. */
  anchorPaths: AnchorPath[][];
  /** For each literal of the automaton, its phrases in fours: rule, edges that it needs, phrase, which of its anchors. */
  usesOfLiteral: number[][];
  /** Of each literal of the automaton. */
  lengths: number[];
  automaton: AutomatonData;
}

export interface PhraseMatch extends Extent {
  rule: number;
}

/** What counts of a rule: nothing, only what no chance word of another language can be, or all. */
export const counted = { nothing: 0, distinctive: 1, all: 2 } as const;

/** A hostile text may repeat one literal without end; what a rule finds in a field is bounded. */
const maxVerifiedPerRule = 2000;
const maxFoundPerRule = 50;
/** One word of fewer letters than this may be a word of another language. */
const distinctiveLetters = 7;

/** Edges of the literal itself that every match needs, as bits: 1 its start, 2 its end. */
const neededEdges = ({ literal, left, right }: Anchor, edges: WordEdges): number => {
  const isHangulFree = (unit: number): boolean => edges === 'none' && classOf(unit) === characterClass.hangul;
  // Korean may leave a pattern's blank out
  const isApart = (item: Item | undefined, unit: number): boolean =>
    item === undefined || (item.is === 'blank' && classOf(unit) === characterClass.spaced);
  const first = literal.charCodeAt(0);
  const last = literal.charCodeAt(literal.length - 1);
  const start = isApart(left.at(-1), first) && !isHangulFree(first) ? 1 : 0;
  const end = isApart(right[0], last) && edges !== 'start' && !isHangulFree(last) ? 2 : 0;
  return start + end;
};

export const compilePhrases = (phrases: Phrase[]): PhraseSetData => {
  const literalIds = new Map<string, number>();
  const usesOfLiteral: number[][] = [];
  const counts = countLiterals(phrases.map((phrase) => phrase.pattern));
  const anchorPaths = phrases.map((phrase) => anchorPathsOf(phrase.pattern, counts));
  phrases.forEach((phrase, index) => {
    anchorPaths[index]?.forEach((path, which) => {
      const anchor = anchorAtPath(phrase.pattern, path);
      const id = literalIds.get(anchor.literal) ?? literalIds.size;
      literalIds.set(anchor.literal, id);
      const uses = usesOfLiteral[id] ?? [];
      uses.push(phrase.rule, neededEdges(anchor, phrase.edges), index, which);
      usesOfLiteral[id] = uses;
    });
  });
  const literals = [...literalIds.keys()];
  const lengths = literals.map((literal) => literal.length);
  return { phrases, anchorPaths, usesOfLiteral, lengths, automaton: buildAutomaton(literals) };
};

/** What a phrase set needs while matching, made at its first use. */
interface Working {
  /** For each phrase its anchors, once they are asked for. */
  anchors: (Anchor[] | undefined)[];
  /** For each phrase how distinctive it is, once that is asked for. */
  distinctions: (Distinction | undefined)[];
  /** How often each rule was looked at in the text under way, and which rules those were. */
  counts: Int32Array;
  touched: number[];
}

const workings = new WeakMap<PhraseSetData, Working>();

const workingOf = (set: PhraseSetData): Working => {
  let working = workings.get(set);
  if (!working) {
    const rules = set.phrases.reduce((most, phrase) => Math.max(most, phrase.rule), 0) + 1;
    working = { anchors: [], distinctions: [], counts: new Int32Array(rules), touched: [] };
    workings.set(set, working);
  }
  for (const rule of working.touched) working.counts[rule] = 0;
  working.touched.length = 0;
  return working;
};

const anchorAt = (set: PhraseSetData, working: Working, phrase: number, which: number): Anchor => {
  let anchors = working.anchors[phrase];
  if (!anchors) {
    const { pattern } = set.phrases[phrase] as Phrase;
    anchors = (set.anchorPaths[phrase] ?? []).map((path) => anchorAtPath(pattern, path));
    working.anchors[phrase] = anchors;
  }
  return anchors[which] as Anchor;
};

/** True while the rule may still be looked at in this text. */
const countLook = (working: Working, rule: number): boolean => {
  const count = working.counts[rule] as number;
  if (count === 0) working.touched.push(rule);
  working.counts[rule] = count + 1;
  return count < maxVerifiedPerRule;
};

/** Scripts that several of our languages share; a word in any other script tells its language by itself. */
const sharedScript = /[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Arabic}\p{Script=Devanagari}]/u;

const hasLooseParts = (pattern: Pattern): boolean =>
  pattern.some(
    (item) =>
      item.is === 'ending' || item.is === 'gap' || (item.is === 'choice' && item.of.some(hasLooseParts)),
  );

type Distinction = 'always' | 'never' | 'by length';

/** Long, or of several words, with nothing left open that a chance word could fill. */
const distinctionOf = (working: Working, index: number, { pattern }: Phrase): Distinction => {
  const known = working.distinctions[index];
  if (known) return known;
  const isLong = minLetters(pattern) >= distinctiveLetters;
  const distinction = isLong ? 'always' : hasLooseParts(pattern) ? 'never' : 'by length';
  working.distinctions[index] = distinction;
  return distinction;
};

const isLongEnough = (matched: string): boolean => {
  const enough = /[ \n]/u.test(matched) ? distinctiveLetters - 1 : distinctiveLetters;
  return matched.replaceAll(' ', '').length >= enough;
};

const southEastAsian = /[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
const minPiece = 3;
const maxLoosePiece = 2;

/**
 * Folding drops spaces between characters of unspaced scripts. In Thai, Lao, Khmer and Burmese a space parts phrases,
 * so a match across one counts only between whole words, or where every character stands apart.
 */
const isTornApart = (folded: Folded, { from, to }: Extent): boolean => {
  const pieces: number[] = [];
  let start = from;
  for (let at = from + 1; at < to; at += 1) {
    const before = folded.ends[at - 1] as number;
    if ((folded.starts[at] as number) <= before || !/\s/u.test(folded.original[before] ?? '')) continue;
    if (!southEastAsian.test(folded.text[at] as string)) continue;
    pieces.push(at - start);
    start = at;
  }
  if (pieces.length === 0) return false;
  pieces.push(to - start);
  const isSpelledOut = pieces.length > 2 && pieces.every((piece) => piece <= maxLoosePiece);
  return !isSpelledOut && !pieces.every((piece) => piece >= minPiece);
};

/**
 * All matches, by position; of matches of one rule that overlap, the longest (then the first) stays. `gate` says for
 * each rule what of it counts (see `counted`); without it everything does.
 */
export const matchPhrases = (set: PhraseSetData, folded: Folded, gate?: Uint8Array): PhraseMatch[] => {
  const verifier = new AnchorVerifier(folded);
  const working = workingOf(set);
  const found: PhraseMatch[] = [];
  scan(set.automaton, folded.text, (literal, end) => {
    const uses = set.usesOfLiteral[literal] as number[];
    const start = end - (set.lengths[literal] as number);
    const edges = (isWordEdge(folded.text, start) ? 1 : 0) + (isWordEdge(folded.text, end) ? 2 : 0);
    for (let index = 0; index < uses.length; index += 4) {
      const rule = uses[index] as number;
      const counts = gate ? gate[rule] : counted.all;
      if (counts === counted.nothing || ((uses[index + 1] as number) & ~edges) !== 0) continue;
      if (!countLook(working, rule)) continue;
      const phraseIndex = uses[index + 2] as number;
      const phrase = set.phrases[phraseIndex] as Phrase;
      const anchor = anchorAt(set, working, phraseIndex, uses[index + 3] as number);
      const isShared = counts === counted.distinctive && sharedScript.test(anchor.literal);
      const distinction = isShared ? distinctionOf(working, phraseIndex, phrase) : 'always';
      if (distinction === 'never') continue;
      const extent = verifier.verify(anchor, start, phrase.edges);
      if (!extent || extent.from >= extent.to || isTornApart(folded, extent)) continue;
      if (distinction === 'by length' && !isLongEnough(folded.text.slice(extent.from, extent.to))) continue;
      found.push({ rule, from: extent.from, to: extent.to });
    }
  });
  return keepLongest(found);
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
