/**
 * The classifier: an advert's fields → kind, findings, score, tier and contacts. Pure and deterministic: no clock, no
 * network, no database; the same input and rules give the same assessment on any machine.
 */
import type { AdvertInput, Assessment, Finding } from '../src/domain/assessment.ts';
import type { Contact } from '../src/domain/contact.ts';
import { gistOf, isUrgent, schemeOf } from './conclusions.ts';
import { loadDetectors } from './detectors.ts';
import { toFinding, weightOf } from './findings.ts';
import { type KindKnowledge, kindOf, type ReadKind } from './kind.ts';
import { type Lexicon, type LexiconOptions, loadLexicon } from './lexicon.ts';
import type { Indicator } from './lexicon-format.ts';
import { readAdvert } from './read-advert.ts';
import type { AdvertReading, Detector, DraftFinding } from './reading.ts';
import { scoreFindings, tierBounds, type Weighed } from './score.ts';
import { type DetectLanguages, makeLanguageDetector } from './text/languages.ts';

export interface Rules {
  lexicon: Lexicon;
  detectors: Detector[];
  detectLanguages: DetectLanguages;
  /** Languages whose offers the lexicon has cues for. */
  offerLanguages: ReadonlySet<string>;
  /** Hash of lexicon, gazetteer, tables and engine. */
  version: string;
}

/** Fitted weights take the place of those that the indicators' files reason. */
const withFittedWeights = (lexicon: Lexicon): Lexicon => ({
  ...lexicon,
  indicators: Object.fromEntries(
    Object.entries(lexicon.indicators).map(([id, indicator]) => [
      id,
      { ...indicator, weight: lexicon.tables.fittedWeights[id] ?? indicator.weight },
    ]),
  ),
});

export const loadRules = async (options: LexiconOptions = {}): Promise<Rules> => {
  const [read, detectors] = await Promise.all([loadLexicon(options), loadDetectors()]);
  const lexicon = withFittedWeights(read);
  return {
    lexicon,
    detectors,
    detectLanguages: makeLanguageDetector(lexicon.languages),
    offerLanguages: new Set(
      lexicon.rules.flatMap((rule) => (rule.is === 'cue' && rule.kind === 'offer' ? [rule.language] : [])),
    ),
    version: lexicon.version,
  };
};

/** So many findings of one indicator are shown; more of the same say nothing more. */
const maxPerIndicator = 5;

const fieldOrder = ['title', 'text', 'location', 'employer', 'postedIn'];
const rankOf = (field: string): number => {
  const rank = fieldOrder.indexOf(field);
  return rank < 0 ? fieldOrder.length + Number(field.split(':')[1] ?? 0) : rank;
};

const byPosition = (a: DraftFinding, b: DraftFinding): number =>
  rankOf(a.field) - rankOf(b.field) ||
  a.start - b.start ||
  a.end - b.end ||
  (a.indicator < b.indicator ? -1 : 1);

const limitRepeats = (drafts: DraftFinding[]): DraftFinding[] => {
  const counts = new Map<string, number>();
  return drafts.filter((draft) => {
    const count = (counts.get(draft.indicator) ?? 0) + 1;
    counts.set(draft.indicator, count);
    return count <= maxPerIndicator;
  });
};

const contactsOf = (reading: AdvertReading, role: Contact['role']): Contact[] =>
  reading.contacts.map(({ type, value, field, start, end, text }) => ({
    type,
    value,
    role,
    field,
    start,
    end,
    text,
  }));

/** The pay of the advert in US dollars a month, for the gist. */
const monthlyUsdOf = (reading: AdvertReading): number | undefined => {
  const stated = reading.pays.find((pay) => pay.monthlyUsdMax !== undefined && pay.monthlyUsdMax > 0);
  return stated?.monthlyUsdMax === undefined ? undefined : Math.round(stated.monthlyUsdMax / 10) * 10;
};

/** An advert read and weighed, before its kind and score are concluded. */
export interface WeighedAdvert {
  reading: AdvertReading;
  drafts: DraftFinding[];
  /** One for each draft. */
  weighed: Weighed[];
  knowledge: KindKnowledge;
}

export const weighAdvert = (input: AdvertInput, rules: Rules): WeighedAdvert =>
  weighReading(readAdvert(input, rules), rules);

export const weighReading = (reading: AdvertReading, rules: Rules): WeighedAdvert => {
  const { indicators, tables } = rules.lexicon;
  const detected = rules.detectors.flatMap((detector) => detector.detect(reading, tables));
  const drafts = limitRepeats(
    [...reading.drafts, ...detected].filter((draft) => indicators[draft.indicator]).sort(byPosition),
  );
  const weighed = drafts.map((draft) => {
    const indicator = indicators[draft.indicator] as Indicator;
    return { indicator: draft.indicator, family: indicator.family, weight: weightOf(draft, indicator) };
  });
  const knowledge: KindKnowledge = {
    familyOf: (indicator) => indicators[indicator]?.family ?? '',
    hasOfferCues: (language) => rules.offerLanguages.has(language),
  };
  return { reading, drafts, weighed, knowledge };
};

/** Texts that are no offers stay below the queue, and those that may be a person's own words below its head. */
export const scoreLimitOf = ({ kind, isDoubtful }: ReadKind): number =>
  kind !== 'offer' ? tierBounds.medium - 0.1 : isDoubtful ? tierBounds.high - 0.1 : 100;

export const classify = (input: AdvertInput, rules: Rules): Assessment =>
  assess(readAdvert(input, rules), rules);

/** The assessment of what was read. */
export const assess = (reading: AdvertReading, rules: Rules): Assessment => {
  const { indicators } = rules.lexicon;
  const { input } = reading;
  const { drafts, weighed, knowledge } = weighReading(reading, rules);
  const read = kindOf(reading, drafts, knowledge);
  const { kind } = read;
  const isOffer = kind === 'offer';
  const { score, tier, contributions } = scoreFindings(weighed, scoreLimitOf(read));
  const findings: Finding[] = drafts.map((draft, index) =>
    toFinding(draft, indicators[draft.indicator] as Indicator, input, contributions[index] ?? 0),
  );
  return {
    rulesVersion: rules.version,
    kind,
    score,
    tier,
    urgent: isUrgent(findings, kind, tier),
    scheme: isOffer ? schemeOf(findings, tier) : 'unclear',
    gist: gistOf(findings, monthlyUsdOf(reading)),
    languages: reading.languages,
    findings,
    contacts: contactsOf(reading, isOffer ? 'offer' : 'other'),
  };
};
