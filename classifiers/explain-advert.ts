/** Why an advert is scored as it is: the assessment with everything that led to it, and what did not count. */
import type { AdvertInput, Assessment, Kind } from '../src/domain/assessment.ts';
import { classify, type Rules, scoreLimitOf, type WeighedAdvert, weighAdvert } from './classify.ts';
import { explainKind, type KindPoints, type Signs } from './kind.ts';
import { type CancelledMatch, matchLexicon } from './match-lexicon.ts';
import { presentLanguages } from './read-advert.ts';
import type { FieldReading } from './reading.ts';
import { explainScore, type ScoreExplanation } from './score.ts';
import { originalSpan } from './text/fold.ts';
import type { WordingReading } from './wording/read-wording.ts';
import { type WordingClass, wordingClasses } from './wording/wording-model.ts';

/** Words cut out of a field of the advert. */
export interface Words {
  field: string;
  start: number;
  end: number;
  text: string;
}

export interface ExplainedCue extends Words {
  rule: string;
  gloss: string;
  speaksFor: Exclude<Kind, 'other'>;
  /** 1 weak, 2 clear, 3 decisive. */
  strength: number;
  /** What it counts, after where it stands. */
  points: number;
  isHead: boolean;
  isQuoted: boolean;
}

export interface NotCounted extends Words {
  rule: string;
  why: 'excepted' | 'denied' | 'other-language' | 'ambiguous-place';
  /** The words that took it away. */
  by?: Words;
}

export interface Explanation {
  assessment: Assessment;
  /** The indicator's weight behind each of the assessment's findings. */
  weights: number[];
  kind: {
    cues: ExplainedCue[];
    strengths: KindPoints;
    signs: Omit<Signs, 'points'>;
    /** An offer that may be a person's own words. */
    isDoubtful: boolean;
    /** How likely the whole is put like each class, of 1 in all; none for a language without training texts. */
    wording?: Record<WordingClass, number>;
  };
  score: ScoreExplanation;
  notCounted: NotCounted[];
}

const wordsAt = (field: FieldReading, from: number, to: number): Words => {
  const { start, end } = originalSpan(field.folded, from, to);
  return { field: field.field, start, end, text: field.original.slice(start, end) };
};

const cuesOf = ({ reading }: WeighedAdvert, cues: ReturnType<typeof explainKind>['cues']): ExplainedCue[] =>
  cues.flatMap(({ rule, field: name, from, to, points, isHead, isQuoted }) => {
    const field = reading.fields.find((one) => one.field === name);
    if (!field) return [];
    const { id, gloss, kind, strength } = rule;
    return [
      {
        ...wordsAt(field, from, to),
        rule: id,
        gloss,
        speaksFor: kind,
        strength,
        points: Math.round(points * 100) / 100,
        isHead,
        isQuoted,
      },
    ];
  });

/** Fields that tell places only take no words of concepts and cues. */
const isWorded = ({ field }: FieldReading): boolean => field !== 'location' && field !== 'employer';

const notCountedIn = (field: FieldReading, { lexicon }: Rules, { reading }: WeighedAdvert): NotCounted[] => {
  const present = presentLanguages(reading.languages);
  const all = new Set([...present, ...lexicon.languages.map((one) => one.code)]);
  const cancelled: CancelledMatch[] = [];
  const counted = matchLexicon(lexicon, field.folded, present, {
    onCancelled: (one) => cancelled.push(one),
  });
  const wordsOf = (one: { from: number; to: number }): Words => wordsAt(field, one.from, one.to);
  const taken = cancelled.map(
    (one): NotCounted => ({
      ...wordsOf(one),
      rule: one.rule.id,
      why: one.by === 'exception' ? 'excepted' : 'denied',
      by: wordsOf(one.cause),
    }),
  );
  const foreign = matchLexicon(lexicon, field.folded, all).concepts.filter(
    (one) =>
      !present.has(one.rule.language) &&
      !counted.concepts.some((other) => other.from < one.to && one.from < other.to),
  );
  const places = counted.places.filter((one) => {
    const { start, end } = wordsOf(one);
    return (
      one.rule.isAmbiguous &&
      !reading.places.some((other) => other.field === field.field && other.start < end && start < other.end)
    );
  });
  return [
    ...(isWorded(field) ? taken : []),
    ...(isWorded(field) ? foreign : []).map(
      (one): NotCounted => ({ ...wordsOf(one), rule: one.rule.id, why: 'other-language' }),
    ),
    ...places.map((one): NotCounted => ({ ...wordsOf(one), rule: one.rule.id, why: 'ambiguous-place' })),
  ];
};

const likelihoodsOf = ({ isKnown, odds }: WordingReading): { wording?: Record<WordingClass, number> } => {
  if (!isKnown) return {};
  const most = Math.max(...Object.values(odds));
  const raised = wordingClasses.map((name) => Math.exp(odds[name] - most));
  const sum = raised.reduce((all, one) => all + one, 0);
  const parts = wordingClasses.map((name, index) => [name, (raised[index] as number) / sum]);
  return { wording: Object.fromEntries(parts) as Record<WordingClass, number> };
};

export const explainAdvert = (input: AdvertInput, rules: Rules): Explanation => {
  const assessment = classify(input, rules);
  const weighed = weighAdvert(input, rules);
  const kind = explainKind(weighed.reading, weighed.drafts, weighed.knowledge);
  const { points: _points, ...signs } = kind.signs;
  return {
    assessment,
    weights: weighed.weighed.map((one) => one.weight),
    kind: {
      cues: cuesOf(weighed, kind.cues),
      strengths: kind.strengths,
      signs,
      isDoubtful: kind.read.isDoubtful,
      ...likelihoodsOf(weighed.reading.wording),
    },
    score: explainScore(weighed.weighed, scoreLimitOf(kind.read)),
    notCounted: weighed.reading.fields.flatMap((field) => notCountedIn(field, rules, weighed)),
  };
};
