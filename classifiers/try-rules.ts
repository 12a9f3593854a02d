/** What rules would do in texts before they count: matches of each, and texts that would come out otherwise. */
import type { AdvertInput, Assessment } from '../src/domain/assessment.ts';
import { classify, type Rules, type WeighedAdvert, weighAdvert } from './classify.ts';
import { type Truth, truth } from './evaluation/labelled-advert.ts';
import { exactMcNemar } from './evaluation/statistics.ts';
import { originalSpan } from './text/fold.ts';

/** `th/flight-paid`, `place/kk-park`; concepts and cues may share an id, so both say which they are. */
export interface TriedRule {
  is: 'concept' | 'cue' | 'place';
  rule: string;
  gloss: string;
}

export interface TriedText {
  id: string;
  input: AdvertInput;
  /** What the text is, where it is labelled. */
  truth?: Truth;
}

interface Match {
  field: string;
  start: number;
  end: number;
}

export interface RuleOutcome extends TriedRule {
  /** Texts in which it counts, by the rules as they are and with what is tried. */
  before: number;
  after: number;
  /** Texts in which it did not count before, and in which it no longer does. */
  gained: Occurrence[];
  lost: Occurrence[];
}

export interface Occurrence extends Match {
  id: string;
  input: AdvertInput;
}

type Outcome = Pick<Assessment, 'kind' | 'tier' | 'score'>;

export interface TriedChange {
  id: string;
  truth?: Truth;
  before: Outcome;
  after: Outcome;
  input: AdvertInput;
}

export interface TrialResult {
  texts: number;
  rules: RuleOutcome[];
  /** Texts whose kind or tier would change; those that enter or leave the queue first. */
  changes: TriedChange[];
  /** Only when texts were labelled. */
  labelled?: { lures: PairedQueue; others: PairedQueue };
}

export interface PairedQueue {
  of: number;
  queuedBefore: number;
  queuedAfter: number;
  /** McNemar's exact test over the texts that changed sides. */
  p: number;
}

const keyOf = ({ is, rule }: { is: string; rule: string }): string => `${is} ${rule}`;

/** Where the rules count in an advert, by key. */
const matchesIn = ({ reading, drafts }: WeighedAdvert): Map<string, Match> => {
  const matches = new Map<string, Match>();
  const keep = (key: string, match: Match): void => {
    if (!matches.has(key)) matches.set(key, match);
  };
  for (const { rule, field, start, end } of drafts)
    keep(keyOf({ is: rule.startsWith('place/') ? 'place' : 'concept', rule }), { field, start, end });
  for (const { field, folded, cues } of reading.fields)
    for (const { rule, from, to } of cues)
      keep(keyOf({ is: 'cue', rule: rule.id }), { field, ...originalSpan(folded, from, to) });
  return matches;
};

const most = ({ before, after }: RuleOutcome): number => Math.max(before, after);

const isQueued = ({ tier }: Outcome): boolean => tier === 'medium' || tier === 'high';
const crosses = ({ before, after }: TriedChange): number => Number(isQueued(before) !== isQueued(after));

const outcomeOf = ({ kind, tier, score }: Assessment): Outcome => ({ kind, tier, score });

class PairedCount {
  of = 0;
  before = 0;
  after = 0;
  gained = 0;
  lost = 0;

  add(before: boolean, after: boolean): void {
    this.of += 1;
    this.before += Number(before);
    this.after += Number(after);
    this.gained += Number(!before && after);
    this.lost += Number(before && !after);
  }

  get result(): PairedQueue {
    const { of, before, after, gained, lost } = this;
    return { of, queuedBefore: before, queuedAfter: after, p: exactMcNemar(gained, lost) };
  }
}

/** Takes texts one by one; keeps only those that it shows. */
export class Trial {
  private readonly before: Rules;
  private readonly after: Rules;
  private readonly outcomes: Map<string, RuleOutcome>;
  private readonly maxExamples: number;
  private readonly changes: TriedChange[] = [];
  private readonly lures = new PairedCount();
  private readonly others = new PairedCount();
  private texts = 0;

  constructor(rules: { before: Rules; after: Rules; tried: readonly TriedRule[] }, maxExamples = 3) {
    this.before = rules.before;
    this.after = rules.after;
    this.maxExamples = maxExamples;
    this.outcomes = new Map(
      rules.tried.map((one) => [keyOf(one), { ...one, before: 0, after: 0, gained: [], lost: [] }]),
    );
  }

  add(text: TriedText): void {
    this.texts += 1;
    this.countMatches(text);
    const [before, after] = [
      outcomeOf(classify(text.input, this.before)),
      outcomeOf(classify(text.input, this.after)),
    ];
    if (text.truth !== undefined && text.truth !== truth.enum.ignored)
      (text.truth === 'lure' ? this.lures : this.others).add(isQueued(before), isQueued(after));
    if (before.kind !== after.kind || before.tier !== after.tier)
      this.changes.push({ ...text, before, after });
  }

  private countMatches({ id, input }: TriedText): void {
    const old = matchesIn(weighAdvert(input, this.before));
    const now = matchesIn(weighAdvert(input, this.after));
    const keep = (list: Occurrence[], match: Match): void => {
      if (list.length < this.maxExamples) list.push({ ...match, id, input });
    };
    for (const [key, outcome] of this.outcomes) {
      const [before, after] = [old.get(key), now.get(key)];
      outcome.before += Number(before !== undefined);
      outcome.after += Number(after !== undefined);
      if (after && !before) keep(outcome.gained, after);
      if (before && !after) keep(outcome.lost, before);
    }
  }

  get result(): TrialResult {
    const isLabelled = this.lures.of + this.others.of > 0;
    return {
      texts: this.texts,
      rules: [...this.outcomes.values()].sort((a, b) => most(b) - most(a) || (a.rule < b.rule ? -1 : 1)),
      changes: [...this.changes].sort((a, b) => crosses(b) - crosses(a)),
      ...(isLabelled ? { labelled: { lures: this.lures.result, others: this.others.result } } : {}),
    };
  }
}

/** The rules that these data files hold. */
export const rulesOfFiles = async (
  options: Parameters<typeof import('./lexicon.ts').readLexicon>[0],
  isTried: (file: string) => boolean,
): Promise<TriedRule[]> => {
  const { LexiconError, readLexicon } = await import('./lexicon.ts');
  const { data, problems } = await readLexicon(options);
  if (problems.length > 0) throw new LexiconError(problems);
  const ofLanguages = data.languages.flatMap(({ folder, concepts, cues }) => [
    ...concepts.map((one) => ({ ...one, is: 'concept' as const, rule: `${folder}/${one.value.id}` })),
    ...cues.map((one) => ({ ...one, is: 'cue' as const, rule: `${folder}/${one.value.id}` })),
  ]);
  return [
    ...ofLanguages
      .filter((one) => isTried(one.file))
      .map(({ is, rule, value }) => ({ is, rule, gloss: value.gloss })),
    ...data.places
      .filter((one) => isTried(one.file))
      .map(({ value }) => ({ is: 'place' as const, rule: `place/${value.id}`, gloss: value.name })),
  ];
};
