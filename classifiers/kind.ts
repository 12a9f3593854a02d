/**
 * What kind of text an advert-like text is. Taking somebody who seeks work, asks, warns or pleads for a recruiter
 * is the worst error here, so doubt goes against `offer`, except where a warning is an offer's disguise.
 */
import type { Kind } from '../src/domain/assessment.ts';
import { messengerTypes } from '../src/facts/messenger-types.ts';
import type { CueRule } from './compile-lexicon.ts';
import type { AdvertReading, DraftFinding, FieldReading } from './reading.ts';
import { kindOdds, likeliestOf, type WeighedKind, weighedKinds } from './wording/kind-odds.ts';
import type { WordingOdds, WordingReading } from './wording/read-wording.ts';

type Counted = Exclude<Kind, 'other'>;
export type KindPoints = Record<Counted, number>;

/** A cue at the head of a text tells more of its kind than one in its middle. */
const headCharacters = 160;
const headFactor = 1.3;
/** More cues of a kind than this say nothing more. */
const maxPoints = 12;
/** Words in quotation marks are somebody else's. */
const quotedFactor = 0.3;
const shortText = 500;
/** Findings of these families are what an offer is made of. */
const offerFamilies = new Set([
  'role',
  'pay',
  'logistics',
  'lure',
  'debt',
  'reassurance',
  'recruiter-reward',
  // who hides words from filters wants to be answered
  'disguise',
]);
/** Families that tell of work elsewhere; two of them without any cue are an offer's. */
const journeyFamilies = ['destination', 'transit', 'euphemism', 'coercion', 'contact', 'mismatch'];
const applyChannels: ReadonlySet<string> = new Set([...messengerTypes, 'phone', 'email']);
const messengers: ReadonlySet<string> = new Set(messengerTypes);

const hasQuotes = (text: string): boolean => text.includes('"') || text.includes('「') || text.includes('『');

/** Spans of folded text within quotation marks, at most a few sentences long. */
const quotedSpans = (text: string): { from: number; to: number }[] =>
  [...text.matchAll(/"[^"\n]{8,400}"|[「『][^」』\n]{4,400}[」』]/gu)].map((match) => ({
    from: match.index,
    to: match.index + match[0].length,
  }));

/** A cue with what it counts here. */
export interface CountedCue {
  rule: CueRule;
  field: string;
  /** In the folded text of the field. */
  from: number;
  to: number;
  points: number;
  isHead: boolean;
  isQuoted: boolean;
}

/** Each meaning counts once in an advert, at its strongest place. */
const countedCues = (fields: FieldReading[]): CountedCue[] => {
  const best = new Map<string, CountedCue>();
  for (const field of fields) {
    const quotes =
      field.cues.length > 0 && hasQuotes(field.folded.text) ? quotedSpans(field.folded.text) : [];
    for (const { rule, from, to } of field.cues) {
      const isQuoted = quotes.some((quote) => quote.from <= from && to <= quote.to);
      const isHead = from < headCharacters;
      const points =
        rule.strength *
        (isHead ? headFactor : 1) *
        (isQuoted && (rule.kind === 'offer' || rule.kind === 'seeking') ? quotedFactor : 1);
      const key = `${rule.kind}/${rule.gloss}`;
      if (points > (best.get(key)?.points ?? 0))
        best.set(key, { rule, field: field.field, from, to, points, isHead, isQuoted });
    }
  }
  return [...best.values()];
};

const cuePoints = (fields: FieldReading[]): KindPoints => {
  const sums: KindPoints = { offer: 0, seeking: 0, question: 0, warning: 0, plea: 0 };
  for (const { rule, points } of countedCues(fields))
    sums[rule.kind] = Math.min(maxPoints, sums[rule.kind] + points);
  return sums;
};

const questionMark = /[?？؟]/u;
const quotationMark = /["“”«»「」『』„]/gu;

/** A short text that ends in a question and gives nobody to answer to. */
const asksAtTheEnd = (text: string): boolean =>
  text.length <= shortText && /[?？؟][\s"'”’)）\p{Extended_Pictographic}\ufe0f]*$/u.test(text.trimEnd());

/** It came with employer, or title and place, as adverts on job boards do. */
export const isPosted = ({ input }: AdvertReading): boolean =>
  Boolean(input.employer?.trim()) || (Boolean(input.title?.trim()) && Boolean(input.location?.trim()));

/** The last question stands in the second half, and nobody is given to answer to. */
const asksLate = (text: string): boolean => {
  const at = Math.max(...['?', '？', '؟'].map((mark) => text.lastIndexOf(mark)));
  return text.length <= shortText && at > text.length / 2;
};

const longText = 180;
const fewTerms = 3;
/** Evidence of so many families in a text without a contact is an advert's all the same. */
const manyFamilies = 3;
const isLongWithoutContact = ({ input, contacts }: AdvertReading): boolean =>
  input.text.length > longText && !contacts.some((contact) => applyChannels.has(contact.type));

export interface Signs {
  points: KindPoints;
  /** The advert gives a contact to answer to. */
  canAnswer: boolean;
  canMessage: boolean;
  familiesOfOffer: number;
  /** Families of what an advert tells besides: qualifications, benefits, how to answer. */
  familiesOfTerms: number;
  /** Families of any evidence but warnings. */
  familiesInAll: number;
  familiesOfJourney: number;
  /** It asks late, offers nothing in its own voice and hides nothing. */
  isAskingLate: boolean;
  hasQuestionMark: boolean;
  /** It came with employer, or title and place, as adverts on job boards do. */
  isPosted: boolean;
  /** Long, without a contact, in a language whose offers are known: an offer would say so. */
  isMuteNarrative: boolean;
  isAsking: boolean;
  /** Words stand in quotation marks: whoever asks or warns repeats what was offered. */
  isQuoting: boolean;
  /** Of the text, in UTF-16 units. */
  length: number;
  /** Families of all that was found. */
  families: readonly string[];
}

export const readSigns = (
  reading: AdvertReading,
  drafts: DraftFinding[],
  { familyOf, hasOfferCues }: KindKnowledge,
): Signs => {
  const allFamilies = new Set(drafts.map((draft) => familyOf(draft.indicator)));
  const families = new Set([...allFamilies].filter((one) => offerFamilies.has(one)));
  const has = (family: string): boolean => allFamilies.has(family);
  const points = cuePoints(reading.fields);
  const canAnswer = reading.contacts.some((contact) => applyChannels.has(contact.type));
  return {
    points,
    canAnswer,
    familiesInAll: [...allFamilies].filter((one) => one !== 'warning').length,
    familiesOfJourney: journeyFamilies.filter(has).length,
    isAskingLate:
      !canAnswer && points.offer < 1 && !has('disguise') && !has('contact') && asksLate(reading.input.text),
    canMessage: reading.contacts.some((contact) => messengers.has(contact.type)),
    familiesOfOffer: families.size,
    familiesOfTerms: families.size + ['legitimacy', 'contact'].filter(has).length,
    isPosted: isPosted(reading),
    isMuteNarrative: isLongWithoutContact(reading) && hasOfferCues(reading.languages[0]?.code ?? 'und'),
    hasQuestionMark: questionMark.test(reading.input.text),
    isAsking: asksAtTheEnd(reading.input.text),
    isQuoting: (reading.input.text.match(quotationMark)?.length ?? 0) >= 2,
    length: reading.input.text.length,
    families: [...allFamilies],
  };
};

/** How strongly the text offers work in its own voice. */
const offerStrength = ({ points, canAnswer, familiesOfOffer }: Signs): number =>
  points.offer + (points.offer >= 2 && canAnswer ? 1.5 : 0) + Math.min(2, familiesOfOffer * 0.5);

/** Words that ask, in a text that asks nothing and gives a contact, are an advert's own. */
const questionStrength = (signs: Signs): number =>
  signs.points.question * (signs.canAnswer && !signs.hasQuestionMark ? 0.4 : 1) +
  (signs.isAsking && !signs.canAnswer ? 1.5 : 0) +
  (signs.isAskingLate ? 2.5 : 0);

/**
 * Families whose presence tells the kind besides their number. Coercion and reassurance are not among them: an advert
 * that holds such words must not be taken for somebody's testimony because of them.
 */
const tellingFamilies = [
  'contact',
  'debt',
  'destination',
  'disguise',
  'euphemism',
  'legitimacy',
  'logistics',
  'lure',
  'mismatch',
  'operator',
  'pay',
  'recruiter-reward',
  'role',
  'transit',
] as const;

/** What of the signs and of the wording counts for each kind, in the order of the fitted weights. */
export const kindFeatures = [
  'offer words',
  'seeking words',
  'question words',
  'warning words',
  'plea words',
  'worded as an offer',
  'worded as seeking',
  'worded as a question',
  'worded as a warning',
  'worded as a plea',
  'gives a contact',
  'gives a messenger',
  'has a question mark',
  'asks at the end',
  'asks late',
  'families of an offer',
  'families of a journey',
  'quotes',
  'length',
  ...tellingFamilies.map((family) => `tells of ${family}` as const),
] as const;

/** 0 for 128 UTF-16 units, one more for each doubling. */
const lengthClass = (length: number): number => Math.log2(Math.min(2048, Math.max(20, length))) - 7;

/** More families than this say nothing more of the kind. */
const mostFamilies = 4;
/** Above both, without overflowing. */
const eitherOf = (one: number, other: number): number =>
  Math.max(one, other) + Math.log1p(Math.exp(-Math.abs(one - other)));

export const featuresOf = (signs: Signs, odds: WordingOdds): number[] => {
  const { points } = signs;
  const worded = [eitherOf(odds.lure, odds.honest), odds.seeking, odds.question, odds.warning, odds.plea];
  const mean = worded.reduce((sum, one) => sum + one, 0) / worded.length;
  return [
    offerStrength(signs),
    points.seeking,
    questionStrength(signs),
    points.warning,
    points.plea,
    ...worded.map((one) => one - mean),
    Number(signs.canAnswer),
    Number(signs.canMessage),
    Number(signs.hasQuestionMark),
    Number(signs.isAsking),
    Number(signs.isAskingLate),
    Math.min(mostFamilies, signs.familiesOfOffer),
    Math.min(mostFamilies, signs.familiesOfJourney),
    Number(signs.isQuoting),
    lengthClass(signs.length),
    ...tellingFamilies.map((family) => Number(signs.families.includes(family))),
  ];
};

/** Job boards hold offers; a note on fraud below one makes no warning of it. */
const postedBonus = 4;
/** So much likelier put like one kind than like any other, a text without a cue is of it. */
const clearlyWorded = 1.5;

/** The wording alone says that it is of this kind. */
const isClearlyWorded = (kind: WeighedKind, odds: WordingOdds): boolean => {
  const { lure, honest, ...people } = odds;
  const all = { offer: Math.max(lure, honest), ...people };
  const others = weighedKinds.filter((one) => one !== kind).map((one) => all[one]);
  return all[kind] >= Math.max(...others) + clearlyWorded;
};

/** Neither words nor evidence tell of work. */
const saysNothing = ({ points, ...signs }: Signs): boolean => {
  const isThin = signs.familiesOfTerms < fewTerms && signs.familiesInAll < manyFamilies;
  if (Object.values(points).some((one) => one >= 1)) return false;
  if (points.offer === 0 && signs.isMuteNarrative && isThin) return true;
  return signs.familiesOfOffer === 0 && signs.familiesOfJourney < 2 && points.offer === 0;
};

export interface ReadKind {
  kind: Kind;
  /** An offer that is hardly likelier than a person's own words: it may be one, and is never to be read first. */
  isDoubtful: boolean;
}

/** So much likelier than any other kind (as e to this), an offer is beyond doubt. */
const certainOffer = 1;

const decide = (signs: Signs, { odds: wording, isKnown }: WordingReading): ReadKind => {
  const odds = kindOdds(featuresOf(signs, wording), isKnown);
  if (signs.isPosted) odds.offer += postedBonus;
  const kind = likeliestOf(odds);
  if (saysNothing(signs) && !isClearlyWorded(kind, wording)) return { kind: 'other', isDoubtful: false };
  const { offer, ...people } = odds;
  return { kind, isDoubtful: kind === 'offer' && offer < Math.max(...Object.values(people)) + certainOffer };
};

export interface KindKnowledge {
  familyOf(indicator: string): string;
  /** Whether the lexicon knows how offers sound in a language. */
  hasOfferCues(language: string): boolean;
}

/** The kind of the text. */
export const kindOf = (
  reading: AdvertReading,
  drafts: DraftFinding[],
  knowledge: KindKnowledge,
): ReadKind => {
  const read = decide(readSigns(reading, drafts, knowledge), reading.wording);
  return read.kind === 'other' && isPosted(reading) ? { kind: 'offer', isDoubtful: false } : read;
};

/** How the kind was decided, for those who ask why. */
export interface KindExplanation {
  read: ReadKind;
  cues: CountedCue[];
  signs: Signs;
  /** The cues' points with what else speaks for an offer or a question. */
  strengths: KindPoints;
}

export const explainKind = (
  reading: AdvertReading,
  drafts: DraftFinding[],
  knowledge: KindKnowledge,
): KindExplanation => {
  const signs = readSigns(reading, drafts, knowledge);
  return {
    read: kindOf(reading, drafts, knowledge),
    cues: countedCues(reading.fields),
    signs,
    strengths: { ...signs.points, offer: offerStrength(signs), question: questionStrength(signs) },
  };
};
