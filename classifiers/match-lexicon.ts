/** Finds the lexicon's rules in one folded text: what is said, unless it is excepted or denied. */
import type { CompiledLexicon, ConceptRule, CueRule, PlaceRule, Rule } from './compile-lexicon.ts';
import { counted, matchPhrases, type PhraseMatch } from './matchers/match-phrases.ts';
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
const clauseEnd = /[.,;:!?。,、;!?،؛؟۔।။၊\n]/u;

/** What the matches of the supporting rules say about a concept or a cue. */
class Circumstances {
  private readonly text: string;
  private readonly byRule = new Map<number, PhraseMatch[]>();
  private readonly negators: (PhraseMatch & { follows: boolean })[] = [];
  private readonly concepts: PhraseMatch[] = [];

  constructor(lexicon: CompiledLexicon, text: string, matches: PhraseMatch[]) {
    this.text = text;
    for (const match of matches) {
      const rule = lexicon.rules[match.rule];
      if (rule?.is === 'negator') this.negators.push({ ...match, follows: rule.follows });
      else if (rule?.is === 'concept') this.concepts.push(match);
      else if (rule?.is === 'unless') {
        const list = this.byRule.get(match.rule) ?? [];
        list.push(match);
        this.byRule.set(match.rule, list);
      }
    }
  }

  exceptionTo(match: PhraseMatch, unless: number | undefined): PhraseMatch | undefined {
    if (unless === undefined) return undefined;
    return this.byRule
      .get(unless)
      ?.find((one) => one.from < match.to + unlessDistance && one.to > match.from - unlessDistance);
  }

  denialOf(match: PhraseMatch): PhraseMatch | undefined {
    return this.negators.find((negator) => {
      const isBefore = negator.to <= match.from;
      if (!isBefore && !(negator.follows && negator.from >= match.to)) return false;
      const isNear = isBefore ? this.isNear(negator.to, match.from) : this.isNear(match.to, negator.from);
      return isNear && !this.isPartOfAnother(negator, match);
    });
  }

  /** "no experience, free ticket": that `no` belongs to the experience. */
  private isPartOfAnother(negator: PhraseMatch, match: PhraseMatch): boolean {
    return this.concepts.some(
      (one) =>
        one !== match &&
        one.from <= negator.from &&
        one.to >= negator.to &&
        (one.to <= match.from || one.from >= match.to),
    );
  }

  private isNear(from: number, to: number): boolean {
    if (to - from > negationDistance) return false;
    const between = this.text.slice(from, to);
    return !clauseEnd.test(between) && between.trim().split(' ').length <= negationWords;
  }
}

/** What of each rule counts in a text of these languages; see docs/adding/language.md. */
const gateFor = (lexicon: CompiledLexicon, present: ReadonlySet<string>): Uint8Array => {
  const key = [...present].sort().join(' ');
  const known = gates.get(lexicon) ?? new Map<string, Uint8Array>();
  gates.set(lexicon, known);
  let gate = known.get(key);
  if (!gate) {
    gate = Uint8Array.from(lexicon.rules, (rule) => countedOf(rule, present));
    if (known.size >= maxGates) known.clear();
    known.set(key, gate);
  }
  return gate;
};
const gates = new WeakMap<CompiledLexicon, Map<string, Uint8Array>>();
const maxGates = 500;

const countedOf = (rule: Rule, present: ReadonlySet<string>): number => {
  if (rule.is === 'place' || rule.is === 'unless' || present.has(rule.language)) return counted.all;
  return rule.is === 'concept' ? counted.distinctive : counted.nothing;
};

/**
 * `present`: the languages that the text is partly written in. `onCancelled` is told of what was excepted or denied.
 */
export const matchLexicon = (
  lexicon: CompiledLexicon,
  folded: Folded,
  present: ReadonlySet<string>,
  onCancelled?: (match: CancelledMatch) => void,
): LexiconMatches => {
  const all = matchPhrases(lexicon.phraseSet, folded, gateFor(lexicon, present));
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
