/** Finds the lexicon's rules in one folded text: what is said, unless it is excepted or denied. */
import type { CompiledLexicon, ConceptRule, CueRule, PlaceRule } from './compile-lexicon.ts';
import { matchPhrases, type PhraseMatch } from './matchers/phrase-set.ts';
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

const unlessDistance = 40;
const negationDistance = 24;
const negationWords = 3;
const clauseEnd = /[.,;:!?。,、;!?\n]/u;

/** What the matches of the supporting rules say about a concept or a cue. */
class Circumstances {
  private readonly lexicon: CompiledLexicon;
  private readonly text: string;
  private readonly byRule = new Map<number, PhraseMatch[]>();
  private readonly negators: (PhraseMatch & { language: string })[] = [];
  private readonly concepts: PhraseMatch[] = [];

  constructor(lexicon: CompiledLexicon, text: string, matches: PhraseMatch[]) {
    this.lexicon = lexicon;
    this.text = text;
    for (const match of matches) {
      const rule = lexicon.rules[match.rule];
      if (rule?.is === 'negator') this.negators.push({ ...match, language: rule.language });
      else if (rule?.is === 'concept') this.concepts.push(match);
      else if (rule?.is === 'unless') {
        const list = this.byRule.get(match.rule) ?? [];
        list.push(match);
        this.byRule.set(match.rule, list);
      }
    }
  }

  isExcepted(match: PhraseMatch, unless: number | undefined): boolean {
    if (unless === undefined) return false;
    return (this.byRule.get(unless) ?? []).some(
      (one) => one.from < match.to + unlessDistance && one.to > match.from - unlessDistance,
    );
  }

  isDenied(match: PhraseMatch, language: string): boolean {
    const follows = this.lexicon.languages.find((one) => one.code === language)?.negatorsFollow === true;
    return this.negators.some((negator) => {
      if (negator.language !== language || this.isPartOfAnother(negator, match)) return false;
      if (negator.to <= match.from) return this.isNear(negator.to, match.from);
      return follows && negator.from >= match.to && this.isNear(match.to, negator.from);
    });
  }

  /** "no experience, free ticket": that `no` belongs to the experience. */
  private isPartOfAnother(negator: PhraseMatch, match: PhraseMatch): boolean {
    return this.concepts.some(
      (one) => one !== match && one.from <= negator.from && one.to >= negator.to && one.to <= match.from,
    );
  }

  private isNear(from: number, to: number): boolean {
    if (to - from > negationDistance) return false;
    const between = this.text.slice(from, to);
    return !clauseEnd.test(between) && between.trim().split(' ').length <= negationWords;
  }
}

/** `isPresent(language)` says whether the text is partly in that language; see docs/adding/language.md. */
export const matchLexicon = (
  lexicon: CompiledLexicon,
  folded: Folded,
  isPresent: (language: string) => boolean,
): LexiconMatches => {
  const all = matchPhrases(lexicon.phraseSet, folded);
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
    if (!isPresent(rule.language) && (rule.is === 'cue' || !match.isDistinctive)) continue;
    if (circumstances.isExcepted(match, rule.unless)) continue;
    if (rule.is === 'cue') {
      result.cues.push({ rule, from, to });
      continue;
    }
    const canBeDenied = lexicon.indicators[rule.indicator]?.isCancelledByNegation === true;
    if (!canBeDenied || !circumstances.isDenied(match, rule.language))
      result.concepts.push({ rule, from, to });
  }
  return result;
};
