/** Finds the lexicon's rules in one folded text: what is said, unless it is excepted or denied. */
import type { CompiledLexicon, ConceptRule, CueRule, PlaceRule, Rule } from './compile-lexicon.ts';
import type { PhraseMatch } from './matchers/keep-longest.ts';
import { counted, matchPhrases, type Stretch } from './matchers/match-phrases.ts';
import { characterClass, classOf, isAnyMark } from './text/character-class.ts';
import type { Folded } from './text/fold.ts';

export interface RuleMatch<Rule> {
  rule: Rule;
  from: number;
  to: number;
}

export interface LexiconMatches {
  concepts: RuleMatch<ConceptRule>[];
  cues: RuleMatch<CueRule>[];
  places: RuleMatch<PlaceRule>[];
}

/** A match that does not count, and the words that took it away. */
export interface CancelledMatch extends RuleMatch<ConceptRule | CueRule> {
  by: 'exception' | 'negation';
  cause: { from: number; to: number };
}

const unlessDistance = 40;
const negationDistance = 24;
const negationWords = 3;
/** Words of Chinese and Japanese have about two characters, those of Thai, Lao, Khmer and Burmese about four. */
const negationSigns = 4;
const signOfLongWords = 0.5;
const firstChineseUnit = 0x2e80;
const clauseEnds = new Set([...'.,;:!?。，、；！？،؛؟۔।။၊\n'].map((one) => one.charCodeAt(0)));

interface Negator extends PhraseMatch {
  follows: boolean;
  /** Concepts that the negator is a part of, once they are asked for. */
  owners: PhraseMatch[] | undefined;
}

/** What the matches of the supporting rules say about a concept or a cue. All lists are in order of `from`. */
class Circumstances {
  private readonly text: string;
  private readonly exceptions = new Map<number, PhraseMatch[]>();
  private readonly negators: Negator[] = [];
  private longestNegator = 0;
  private readonly concepts: PhraseMatch[] = [];

  constructor(lexicon: CompiledLexicon, text: string, matches: PhraseMatch[]) {
    this.text = text;
    for (const match of matches) {
      const rule = lexicon.rules[match.rule];
      if (rule?.is === 'concept') this.concepts.push(match);
      else if (rule?.is === 'negator') {
        const { from, to } = match;
        this.negators.push({ rule: match.rule, from, to, follows: rule.follows, owners: undefined });
        this.longestNegator = Math.max(this.longestNegator, to - from);
      } else if (rule?.is === 'unless') {
        const list = this.exceptions.get(match.rule);
        if (list) list.push(match);
        else this.exceptions.set(match.rule, [match]);
      }
    }
  }

  exceptionTo(match: PhraseMatch, unless: number | undefined): PhraseMatch | undefined {
    if (unless === undefined) return undefined;
    for (const one of this.exceptions.get(unless) ?? [])
      if (one.from < match.to + unlessDistance && one.to > match.from - unlessDistance) return one;
    return undefined;
  }

  denialOf(match: PhraseMatch): PhraseMatch | undefined {
    const { negators } = this;
    if (negators.length === 0) return undefined;
    const first = match.from - negationDistance - this.longestNegator;
    for (let index = firstFrom(negators, first); index < negators.length; index += 1) {
      const negator = negators[index] as Negator;
      if (negator.from > match.to + negationDistance) return undefined;
      const isBefore = negator.to <= match.from;
      if (!isBefore && !(negator.follows && negator.from >= match.to)) continue;
      const isNear = isBefore ? this.isNear(negator.to, match.from) : this.isNear(match.to, negator.from);
      if (isNear && !this.isPartOfAnother(negator, match)) return negator;
    }
    return undefined;
  }

  /** "no experience, free ticket": that `no` belongs to the experience. */
  private isPartOfAnother(negator: Negator, match: PhraseMatch): boolean {
    negator.owners ??= this.concepts.filter((one) => one.from <= negator.from && one.to >= negator.to);
    for (const one of negator.owners)
      if (one !== match && (one.to <= match.from || one.from >= match.to)) return true;
    return false;
  }

  /** Within a few words, or signs of scripts without spaces, and in the same clause. */
  private isNear(from: number, to: number): boolean {
    if (to - from > negationDistance) return false;
    let words = 1;
    let signs = 0;
    for (let at = from; at < to; at += 1) {
      const unit = this.text.charCodeAt(at);
      if (clauseEnds.has(unit)) return false;
      if (unit === space && at > from && at < to - 1) words += 1;
      if (classOf(unit) === characterClass.unspaced && !isAnyMark(unit))
        signs += unit < firstChineseUnit ? signOfLongWords : 1;
    }
    return words <= negationWords && signs <= negationSigns;
  }
}

const space = 32;

/** The index of the first match that begins at `from` or later. */
const firstFrom = (matches: readonly PhraseMatch[], from: number): number => {
  let low = 0;
  let high = matches.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((matches[middle] as PhraseMatch).from >= from) high = middle;
    else low = middle + 1;
  }
  return low;
};

/** What of each rule counts in a text of these languages; see docs/adding/language.md. */
const gateFor = (lexicon: CompiledLexicon, present: ReadonlySet<string>): Uint8Array => {
  const key = [...present].sort().join(' ');
  const known = gates.get(lexicon) ?? new Map<string, Uint8Array>();
  gates.set(lexicon, known);
  let gate = known.get(key);
  if (!gate) {
    gate = makeGate(lexicon, present);
    if (known.size >= maxGates) known.clear();
    known.set(key, gate);
  }
  return gate;
};
const gates = new WeakMap<CompiledLexicon, Map<string, Uint8Array>>();
const maxGates = 500;

/** What counts of each rule in texts of other languages, and the rules of which more counts in its own. */
interface GateParts {
  elsewhere: Uint8Array;
  ofLanguage: Map<string, number[]>;
}

const countedElsewhere = (rule: Rule): number => {
  if (rule.is === 'unless') return counted.ifAskedFor;
  if (rule.is === 'place') return counted.all;
  return rule.is === 'concept' ? counted.distinctive : counted.nothing;
};

const readGateParts = ({ rules }: CompiledLexicon): GateParts => {
  const ofLanguage = new Map<string, number[]>();
  rules.forEach((rule, index) => {
    if (rule.is === 'unless' || rule.is === 'place') return;
    const own = ofLanguage.get(rule.language);
    if (own) own.push(index);
    else ofLanguage.set(rule.language, [index]);
  });
  return { elsewhere: Uint8Array.from(rules, countedElsewhere), ofLanguage };
};
const gateParts = new WeakMap<CompiledLexicon, GateParts>();

/** Written with the same signs: 対面 is "face to face" in Japanese, and in Chinese, as 对面, the side across the border. */
const sharingSigns: Record<string, readonly string[]> = {
  ja: ['zh-Hans', 'zh-Hant'],
  'zh-Hans': ['ja'],
  'zh-Hant': ['ja'],
};

const makeGate = (lexicon: CompiledLexicon, present: ReadonlySet<string>): Uint8Array => {
  const parts = gateParts.get(lexicon) ?? readGateParts(lexicon);
  gateParts.set(lexicon, parts);
  const gate = parts.elsewhere.slice();
  for (const language of present)
    for (const other of sharingSigns[language] ?? [])
      for (const rule of parts.ofLanguage.get(other) ?? [])
        if (gate[rule] === counted.distinctive) gate[rule] = counted.nothing;
  for (const language of present)
    for (const rule of parts.ofLanguage.get(language) ?? []) gate[rule] = counted.all;
  return gate;
};

/** The rules that may cancel what was found. */
const exceptionsOf = ({ rules }: CompiledLexicon, found: readonly PhraseMatch[]): ReadonlySet<number> => {
  const exceptions = new Set<number>();
  for (const match of found) {
    const rule = rules[match.rule];
    if (rule && 'unless' in rule && rule.unless !== undefined) exceptions.add(rule.unless);
  }
  return exceptions;
};

export interface MatchOptions {
  /** Is told of what was excepted or denied. */
  onCancelled?: (match: CancelledMatch) => void;
  /** Where to look; everywhere when left out. */
  stretches?: readonly Stretch[];
}

/** `present`: the languages that the text is partly written in. */
export const matchLexicon = (
  lexicon: CompiledLexicon,
  folded: Folded,
  present: ReadonlySet<string>,
  { onCancelled, stretches }: MatchOptions = {},
): LexiconMatches => {
  const all = matchPhrases(lexicon.phraseSet, folded, {
    gate: gateFor(lexicon, present),
    stretches,
    rulesAskedFor: (found) => exceptionsOf(lexicon, found),
  });
  const circumstances = new Circumstances(lexicon, folded.text, all);
  const result: LexiconMatches = { concepts: [], cues: [], places: [] };
  for (const match of all) {
    const rule = lexicon.rules[match.rule];
    if (!rule || rule.is === 'negator' || rule.is === 'unless') continue;
    const { from, to } = match;
    if (rule.is === 'place') {
      result.places.push({ rule, from, to });
      continue;
    }
    const exception = circumstances.exceptionTo(match, rule.unless);
    const canBeDenied =
      rule.is === 'concept' && lexicon.indicators[rule.indicator]?.isCancelledByNegation === true;
    const denial = !exception && canBeDenied ? circumstances.denialOf(match) : undefined;
    const cause = exception ?? denial;
    if (cause) onCancelled?.({ rule, from, to, by: exception ? 'exception' : 'negation', cause });
    else if (rule.is === 'cue') result.cues.push({ rule, from, to });
    else result.concepts.push({ rule, from, to });
  }
  return result;
};
