/** Many patterns laid out for matching them all at once; classifiers/matchers/match-phrases.ts does that. */
import { characterClass, classOf } from '../text/character-class.ts';
import { anchorsOf, countLiterals, type Literal } from './anchors.ts';
import { distinctionOf, type PatternLanguage } from './distinction.ts';
import { pairTableOf } from './literal-pairs.ts';
import { buildTrie, type LiteralTrie } from './literal-trie.ts';
import type { Pattern } from './pattern.ts';
import {
  isApart,
  leftBitsAt,
  nextAt,
  type PatternGraph,
  PatternGraphBuilder,
  previousAt,
  rightBitsAt,
  stride,
} from './pattern-graph.ts';
import { edgesNumber, type WordEdges } from './verify-anchor.ts';

/** One pattern of one rule. */
export interface Phrase {
  rule: number;
  edges: WordEdges;
  pattern: Pattern;
  /** That the phrase is of; places and the like have none. */
  language?: PatternLanguage;
}

/** Literals that patterns are found by, and how each is used. */
export interface AnchorTable {
  trie: LiteralTrie;
  /** See classifiers/matchers/literal-pairs.ts. */
  pairs: Uint8Array;
  /** Of each literal its length, and where its uses begin in `uses` (one more at the end). */
  lengths: Uint16Array;
  firstUses: Int32Array;
  /** `useStride` numbers a use: rule, flags (see `useFlag`), what may stand to its left and right, item of the graph. */
  uses: Int32Array;
}

/** Plain data and number arrays, so that it can be stored and shared. */
export interface PhraseSetData {
  phraseCount: number;
  ruleCount: number;
  graph: PatternGraph;
  /** Anchors that begin where a word does, and those that may begin anywhere. */
  ofWords: AnchorTable;
  ofAnyPlace: AnchorTable;
}

export const useStride = 5;
/** Bit 0: a word must end after the literal. Bits 1 and 2: its `Distinction`. From bit 3: `edgesNumber`. */
export const useFlag = { needsEnd: 1, distinctionShift: 1, edgesShift: 3 } as const;

class AnchorTableBuilder {
  private readonly uses = new Map<string, number[]>();

  add(literal: string, use: number[]): void {
    const list = this.uses.get(literal);
    if (list) list.push(...use);
    else this.uses.set(literal, use);
  }

  finish(): AnchorTable {
    const literals = [...this.uses.keys()];
    const firstUses = new Int32Array(literals.length + 1);
    literals.forEach((literal, index) => {
      firstUses[index + 1] = (firstUses[index] as number) + (this.uses.get(literal)?.length ?? 0) / useStride;
    });
    return {
      trie: buildTrie(literals),
      pairs: pairTableOf(literals),
      lengths: Uint16Array.from(literals, (literal) => literal.length),
      firstUses,
      uses: Int32Array.from([...this.uses.values()].flat()),
    };
  }
}

/** Korean words may run together, so that a pattern without edges may begin or end inside one. */
const isFreeHangul = (unit: number, edges: WordEdges): boolean =>
  edges === 'none' && classOf(unit) === characterClass.hangul;

const needsWordStart = ({ text }: Literal, item: number, graph: PatternGraph, edges: WordEdges): boolean =>
  isApart(graph, item, previousAt) && !isFreeHangul(text.charCodeAt(0), edges);

const needsWordEnd = ({ text }: Literal, item: number, graph: PatternGraph, edges: WordEdges): boolean =>
  isApart(graph, item, nextAt) && edges !== 'start' && !isFreeHangul(text.charCodeAt(text.length - 1), edges);

export const compilePhrases = (phrases: Phrase[]): PhraseSetData => {
  const builder = new PatternGraphBuilder();
  for (const { pattern } of phrases) builder.add(pattern);
  const graph = builder.finish();
  const counts = countLiterals(phrases.map((phrase) => phrase.pattern));
  const ofWords = new AnchorTableBuilder();
  const ofAnyPlace = new AnchorTableBuilder();
  for (const { pattern, edges, rule, language } of phrases)
    for (const anchor of anchorsOf(pattern, counts)) {
      const item = builder.places.get(anchor) as number;
      const needsEnd = needsWordEnd(anchor, item, graph, edges) ? useFlag.needsEnd : 0;
      const distinction = distinctionOf(pattern, anchor.text, language) << useFlag.distinctionShift;
      const flags = needsEnd | distinction | (edgesNumber[edges] << useFlag.edgesShift);
      const at = item * stride;
      const bits = [graph.items[at + leftBitsAt] as number, graph.items[at + rightBitsAt] as number];
      const table = needsWordStart(anchor, item, graph, edges) ? ofWords : ofAnyPlace;
      table.add(anchor.text, [rule, flags, ...bits, item]);
    }
  return {
    phraseCount: phrases.length,
    ruleCount: phrases.reduce((most, phrase) => Math.max(most, phrase.rule), -1) + 1,
    graph,
    ofWords: ofWords.finish(),
    ofAnyPlace: ofAnyPlace.finish(),
  };
};
