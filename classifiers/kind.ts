/**
 * What kind of text an advert-like text is. Taking somebody who seeks work, asks, warns or pleads for a recruiter
 * is the worst error here, so doubt goes against `offer`, except where a warning is an offer's disguise.
 */
import type { Kind } from '../src/domain/assessment.ts';
import { messengerTypes } from '../src/facts/messenger-types.ts';
import type { CueRule } from './compile-lexicon.ts';
import type { AdvertReading, DraftFinding, FieldReading } from './reading.ts';

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

/** A short text that ends in a question and gives nobody to answer to. */
const asksAtTheEnd = (text: string): boolean =>
  text.length <= shortText && /[?？؟][\s"'”’)）\p{Extended_Pictographic}\ufe0f]*$/u.test(text.trimEnd());

const isPosted = ({ input }: AdvertReading): boolean =>
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
}

const readSigns = (
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

/** Job boards hold offers; a note on fraud below one makes no warning of it. */
const postedBonus = 4;

const decide = (signs: Signs): Kind => {
  const { points, canMessage, isPosted } = signs;
  const offer = offerStrength(signs);
  const question = questionStrength(signs);
  // a plea keeps its kind unless the text recruits in full: call, contact and terms
  const isTold = points.warning * 0.6 > points.plea;
  const isSeeking = points.seeking > points.plea * 1.3;
  if (points.plea >= 2.5 && !isTold && !isSeeking && offer < points.plea + 4) return 'plea';
  if (points.seeking >= 2.5 && offer < points.seeking + 3) return 'seeking';
  const posted = isPosted ? postedBonus : 0;
  if (question >= 2.5 && question >= points.warning && offer + posted < question + 2.5) return 'question';
  if (points.warning >= 2.5) {
    // "beware of scams, we are the real company, write to us on Telegram": a warning worn by an offer
    const isWorn = points.offer >= 3 && canMessage && offer > points.warning * 0.8;
    if (!isWorn && offer + posted < points.warning + 3) return 'warning';
  }
  if (points.offer >= 1) return 'offer';
  const others: [Counted, number][] = [
    ['plea', points.plea],
    ['seeking', points.seeking],
    ['question', question],
    ['warning', points.warning],
  ];
  const [kind, most] = others.reduce((best, one) => (one[1] > best[1] ? one : best));
  if (most >= 1 && most > signs.familiesOfOffer * 0.7) return kind;
  const isThin = signs.familiesOfTerms < fewTerms && signs.familiesInAll < manyFamilies;
  if (points.offer === 0 && signs.isMuteNarrative && isThin) return 'other';
  if (signs.familiesOfJourney >= 2) return 'offer';
  return signs.familiesOfOffer > 0 || points.offer > 0 ? 'offer' : 'other';
};

export interface KindKnowledge {
  familyOf(indicator: string): string;
  /** Whether the lexicon knows how offers sound in a language. */
  hasOfferCues(language: string): boolean;
}

/** The kind of the text. */
export const kindOf = (reading: AdvertReading, drafts: DraftFinding[], knowledge: KindKnowledge): Kind => {
  const kind = decide(readSigns(reading, drafts, knowledge));
  return kind === 'other' && isPosted(reading) ? 'offer' : kind;
};

/** How the kind was decided, for those who ask why. */
export interface KindExplanation {
  kind: Kind;
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
    kind: kindOf(reading, drafts, knowledge),
    cues: countedCues(reading.fields),
    signs,
    strengths: { ...signs.points, offer: offerStrength(signs), question: questionStrength(signs) },
  };
};
