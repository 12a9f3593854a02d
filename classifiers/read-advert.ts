/** Reads an advert: folds and matches each field, tells the languages, finds contacts, pay and places. */
import type { AdvertInput, LanguageShare } from '../src/domain/assessment.ts';
import { findContacts } from '../src/facts/contacts.ts';
import { findPay } from '../src/facts/pay.ts';
import { countryOf } from '../src/facts/places.ts';
import type { ConceptRule, PlaceRule } from './compile-lexicon.ts';
import type { Lexicon } from './lexicon.ts';
import { createMaskedPlaces } from './masked-places.ts';
import { type LexiconMatches, matchLexicon, type RuleMatch } from './match-lexicon.ts';
import type { Stretch } from './matchers/match-phrases.ts';
import { createMisspeltPlaces } from './misspelt-places.ts';
import { createPlaceFlags } from './place-flags.ts';
import type { AdvertReading, DraftFinding, FieldReading, FieldSpan, PlaceMention } from './reading.ts';
import { type Folded, fold } from './text/fold.ts';
import type { DetectLanguages } from './text/languages.ts';
import { disguiseOf, type Undisguised, undisguise } from './text/undisguise.ts';
import { readWording } from './wording/read-wording.ts';
import { loadWordingModel } from './wording/wording-model.ts';

export interface ReadingRules {
  lexicon: Lexicon;
  detectLanguages: DetectLanguages;
}

/** Facts are read from this much of a field; folding and matching read all of it. */
const factCharacters = 20_000;

/** Languages so near that a word of one is a word of the other. */
const sisters: Record<string, string[]> = {
  'my-Qaag': ['my'],
  'zh-Hans': ['zh-Hant'],
  'zh-Hant': ['zh-Hans'],
  id: ['ms'],
  ms: ['id'],
  hi: ['ne', 'mr'],
  ne: ['hi'],
  uz: ['uz-Cyrl'],
  'uz-Cyrl': ['uz'],
};

/** The languages whose words all count in a text of these languages. */
export const presentLanguages = (languages: readonly LanguageShare[]): ReadonlySet<string> =>
  new Set(languages.flatMap((one) => [one.code, ...(sisters[one.code] ?? [])]));

const fieldsOf = (input: AdvertInput): [field: string, text: string][] => {
  const images = (input.imageTexts ?? []).map((text, index): [string, string] => [`image:${index}`, text]);
  return [
    ['title', input.title ?? ''],
    ['text', input.text],
    ['location', input.location ?? ''],
    ['employer', input.employer ?? ''],
    ...images,
  ].filter(([, text]) => text !== '') as [string, string][];
};

/** An employer's name and a place tell no conditions of work. */
const hasWording = (field: string): boolean => field !== 'location' && field !== 'employer';

const mergeShares = (fields: { text: string; languages: LanguageShare[] }[]): LanguageShare[] => {
  const weights = new Map<string, number>();
  for (const { text, languages } of fields)
    for (const { code, share } of languages)
      weights.set(code, (weights.get(code) ?? 0) + share * text.length);
  const known = [...weights].filter(([code]) => code !== 'und');
  const chosen = known.length > 0 ? known : [...weights];
  const total = chosen.reduce((sum, [, weight]) => sum + weight, 0);
  if (total === 0) return [{ code: 'und', share: 1 }];
  return chosen
    .map(([code, weight]) => ({ code, share: Math.round((weight / total) * 1000) / 1000 }))
    .sort((a, b) => b.share - a.share || (a.code < b.code ? -1 : 1));
};

const homeCountriesOf = (languages: LanguageShare[], table: Record<string, string[]>): Set<string> =>
  new Set(languages.filter((one) => one.share >= 0.15).flatMap((one) => table[one.code] ?? []));

/** The first of so many countries is still a fair guess at how phone numbers and money are written. */
const maxHomes = 4;

const twoLetters = /^[A-Z]{2}$/u;
const countryIn = (place: string | undefined): string | undefined => {
  const text = place?.trim();
  if (!text) return undefined;
  return twoLetters.test(text) ? text : countryOf(text);
};

/** The gazetteer knows spellings of small places that the list of `countryOf` has not. */
const countryOfStated = (places: readonly PlaceMention[]): string | undefined =>
  places.find((one) => one.field === 'location' && one.place.kind !== 'region')?.place.country;

const spanOf = (field: string, folded: Folded, from: number, to: number): FieldSpan => ({
  field,
  start: folded.starts[from] as number,
  end: folded.ends[to - 1] as number,
});

/** One finding for one place in the text, though several languages or rules see the same words. */
const withoutRepeats = (drafts: DraftFinding[], languages: LanguageShare[]): DraftFinding[] => {
  const ranked = drafts.map((draft) => ({ draft, share: shareOf(draft.rule, languages) })).sort(byRank);
  const keptOf = new Map<string, DraftFinding[]>();
  const kept: DraftFinding[] = [];
  for (const { draft } of ranked) {
    const key = draft.field === 'text' ? draft.indicator : `${draft.field} ${draft.indicator}`;
    const same = keptOf.get(key);
    if (!same) keptOf.set(key, [draft]);
    else if (overlapsAny(same, draft)) continue;
    else same.push(draft);
    kept.push(draft);
  }
  return kept;
};

interface RankedDraft {
  draft: DraftFinding;
  share: number;
}

const byRank = (a: RankedDraft, b: RankedDraft): number =>
  b.draft.end - b.draft.start - (a.draft.end - a.draft.start) ||
  b.share - a.share ||
  (a.draft.rule < b.draft.rule ? -1 : 1);

/** A rule of a language begins with its code. */
const shareOf = (rule: string, languages: LanguageShare[]): number => {
  for (const { code, share } of languages)
    if (rule.charCodeAt(code.length) === slash && rule.startsWith(code)) return share;
  return 0;
};
const slash = 47;

const overlapsAny = (drafts: DraftFinding[], { start, end }: DraftFinding): boolean => {
  for (const one of drafts) if (one.start < end && start < one.end) return true;
  return false;
};

/** Finders of places that are made from the gazetteer and are no patterns. */
const makePlaceFinders = ({ places }: Lexicon) => ({
  misspelt: createMisspeltPlaces(places),
  masked: createMaskedPlaces(places),
  flags: createPlaceFlags(places),
});
const placeFinders = new WeakMap<Lexicon, ReturnType<typeof makePlaceFinders>>();
const placeFindersOf = (lexicon: Lexicon): ReturnType<typeof makePlaceFinders> => {
  const known = placeFinders.get(lexicon);
  if (known) return known;
  const made = makePlaceFinders(lexicon);
  placeFinders.set(lexicon, made);
  return made;
};

const narrowKinds: ReadonlySet<string> = new Set(['compound', 'transit']);
const minTellingLetters = 12;
/** A pattern is shorter than this on either side of a disguised letter that it needs. */
const stretchMargin = 160;

/** The disguised parts of a text with what a pattern may reach around them. */
const stretchesAround = (disguises: Undisguised['disguises'], length: number): Stretch[] => {
  const stretches: Stretch[] = [];
  for (const disguise of disguises) {
    const from = Math.max(0, disguise.from - stretchMargin);
    const to = Math.min(length, disguise.to + stretchMargin);
    const last = stretches.at(-1);
    if (last && from <= last.to) last.to = to;
    else stretches.push({ from, to });
  }
  return stretches;
};

class AdvertReader {
  private readonly rules: ReadingRules;
  private readonly present: ReadonlySet<string>;
  readonly fields: FieldReading[] = [];
  readonly drafts: DraftFinding[] = [];
  readonly places: (PlaceMention & { isAmbiguous: boolean })[] = [];

  constructor(rules: ReadingRules, languages: LanguageShare[]) {
    this.rules = rules;
    this.present = presentLanguages(languages);
  }

  read(field: string, original: string, folded: Folded): void {
    const matches = matchLexicon(this.rules.lexicon, folded, this.present);
    const reading: FieldReading = { field, original, folded, cues: hasWording(field) ? matches.cues : [] };
    this.fields.push(reading);
    this.take(field, folded, matches);
    if (!hasWording(field)) return;
    const second = undisguise(folded, this.rules.lexicon.vocabulary);
    if (!second) return;
    reading.undisguised = second;
    this.takeDisguised(field, second);
  }

  private take(field: string, folded: Folded, matches: LexiconMatches): void {
    if (hasWording(field)) for (const match of matches.concepts) this.addConcept(field, folded, match);
    for (const match of matches.places) this.addPlace(field, folded, match);
    const { misspelt, masked, flags } = placeFindersOf(this.rules.lexicon);
    for (const { place, from, to } of [...misspelt(folded.text), ...masked(folded.text)]) {
      const isKnown = matches.places.some((one) => one.from < to && from < one.to);
      const found = this.rules.lexicon.places[place];
      if (found && !isKnown)
        this.places.push({ ...spanOf(field, folded, from, to), place: found, isAmbiguous: false });
    }
    for (const one of flags(folded.original)) this.places.push({ ...one, field, isAmbiguous: false });
  }

  /** From the second view only what lies in a disguised stretch, with the disguise as a finding of its own. */
  private takeDisguised(field: string, second: Undisguised): void {
    const { folded, disguises } = second;
    const stretches = stretchesAround(disguises, folded.text.length);
    const matches = matchLexicon(this.rules.lexicon, folded, this.presentIn(second), { stretches });
    for (const match of [...matches.concepts, ...matches.places]) {
      const disguise = disguiseOf(disguises, match);
      if (!disguise) continue;
      if (match.rule.is === 'place') this.addPlace(field, folded, match as RuleMatch<PlaceRule>);
      else this.addConcept(field, folded, match as RuleMatch<ConceptRule>);
      const indicator = disguise.kind === 'spaced' ? 'spaced-letters' : 'digits-as-letters';
      const span = spanOf(field, folded, disguise.from, disguise.to);
      this.drafts.push({ ...span, indicator, rule: `detector/${indicator}`, isReviewed: false });
    }
  }

  /** A text of letters set apart shows its languages only when they are joined. */
  private presentIn({ folded, disguises }: Undisguised): ReadonlySet<string> {
    const letters = disguises.reduce((sum, one) => sum + one.changed.length, 0);
    if (letters < minTellingLetters || letters * 4 < folded.text.length) return this.present;
    return new Set([...this.present, ...presentLanguages(this.rules.detectLanguages(folded))]);
  }

  private addConcept(field: string, folded: Folded, match: RuleMatch<ConceptRule>): void {
    const { id, indicator, gloss, isReviewed } = match.rule;
    const start = folded.starts[match.from] as number;
    const end = folded.ends[match.to - 1] as number;
    this.drafts.push({ field, start, end, indicator, rule: id, gloss, isReviewed });
  }

  private addPlace(field: string, folded: Folded, match: RuleMatch<PlaceRule>): void {
    const place = this.rules.lexicon.places[match.rule.place];
    const start = folded.starts[match.from] as number;
    const end = folded.ends[match.to - 1] as number;
    if (place) this.places.push({ field, start, end, place, isAmbiguous: match.rule.isAmbiguous });
  }

  /**
   * A name that also means something else counts beside another place of its country. With work abroad the name of a
   * country or town does too: nobody says that he goes to a compound or an airport without saying where it is.
   */
  certainPlaces(): PlaceMention[] {
    if (this.places.length === 0) return [];
    const hasOverseasWork = this.drafts.some((one) => one.indicator === 'overseas-work');
    const certainIds = new Map<string, Set<string>>();
    for (const { place, isAmbiguous } of this.places) {
      if (isAmbiguous) continue;
      const ids = certainIds.get(place.country) ?? new Set();
      certainIds.set(place.country, ids.add(place.id));
    }
    const certain = this.places.filter(({ place, field, isAmbiguous }) => {
      if (!isAmbiguous || (place.kind === 'region' && field === 'location')) return true;
      if (hasOverseasWork && place.kind !== 'region' && !narrowKinds.has(place.kind)) return true;
      const others = certainIds.get(place.country);
      return others !== undefined && others.size > (others.has(place.id) ? 1 : 0);
    });
    const mentions = certain.map(({ field, start, end, place }) => ({ field, start, end, place }));
    return withoutCovered(mentions);
  }
}

/** `KK Park` inside `KK Park, Myawaddy` stays; a shorter name inside a longer one goes. */
const withoutCovered = (mentions: PlaceMention[]): PlaceMention[] => {
  const covered = new Set<PlaceMention>();
  let widest: PlaceMention | undefined;
  for (const one of [...mentions].sort(byField)) {
    if (widest?.field !== one.field || one.end > widest.end) widest = one;
    else if (widest.end - widest.start > one.end - one.start) covered.add(one);
  }
  return mentions.filter((one) => !covered.has(one));
};

/** By start, and of those that begin together the longest first: whatever covers another comes before it. */
const byField = (a: PlaceMention, b: PlaceMention): number =>
  a.field === b.field ? a.start - b.start || b.end - a.end : a.field < b.field ? -1 : 1;

export const readAdvert = (input: AdvertInput, rules: ReadingRules): AdvertReading => {
  const { tables } = rules.lexicon;
  const folded = fieldsOf(input).map(([field, text]) => ({ field, text, folded: fold(text) }));
  const languages = mergeShares(
    folded
      .filter((one) => hasWording(one.field))
      .map((one) => ({ text: one.text, languages: rules.detectLanguages(one.folded) })),
  );
  const homeCountries = homeCountriesOf(languages, tables.languageCountries);
  const reader = new AdvertReader(rules, languages);
  for (const one of folded) reader.read(one.field, one.text, one.folded);
  const postedCountry = countryIn(input.postedIn);
  const places = reader.certainPlaces();
  const locationCountry = countryIn(input.location) ?? countryOfStated(places);
  const region =
    postedCountry ?? locationCountry ?? (homeCountries.size <= maxHomes ? [...homeCountries][0] : undefined);
  const worded = folded
    .filter((one) => hasWording(one.field))
    .map((one) => ({ ...one, text: one.text.slice(0, factCharacters) }));
  const contacts = worded.flatMap(({ field, text }) =>
    findContacts(text, region ? { region } : {}).map((contact) => ({ ...contact, field })),
  );
  return {
    input,
    fields: reader.fields,
    languages,
    homeCountries,
    ...(postedCountry ? { postedCountry } : {}),
    ...(locationCountry ? { locationCountry } : {}),
    places,
    contacts,
    pays: worded.flatMap(({ field, text }) =>
      findPay(text, region ? { country: locationCountry ?? region } : {}).map((pay) => ({ ...pay, field })),
    ),
    wording: readWording(loadWordingModel(), { fields: reader.fields, languages }, [...places, ...contacts]),
    drafts: withoutRepeats(reader.drafts, languages),
  };
};
