/**
 * The shape of the files that a linguist edits. docs/adding/language.md explains them with examples.
 *
 * Patterns are matched on folded text (compatibility forms, case, diacritics, invisible characters and
 * disguises undone). Their small language:
 *   `free (flight|ticket)`   alternatives, may be nested
 *   `no [prior] experience`  optional part
 *   `free <3> ticket`        a gap of at most 3 words (12 characters where words aren't spaced)
 *   `работ*`                 any ending of the word
 *   `#`                      a number, with its separators
 * A space in a pattern is any white space; in scripts written without spaces it may also be none.
 */
import { z } from 'zod';
import { families, family, kind } from '../src/domain/assessment.ts';

const slug = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'lower-case words joined by hyphens');

export const reviewStatus = z.enum(['experimental', 'reviewed']);

/** S: seen in a published document. S*: the meaning was seen, the wording is ours. M: general knowledge. */
export const provenance = z.enum(['S', 'S*', 'M']);

export const concept = z.strictObject({
  id: slug,
  /** Id of a file in classifiers/indicators. */
  indicator: slug,
  /** What the words mean, in English, as it can stand in a gist: `meals and lodging free`. */
  gloss: z.string().min(2).max(120),
  status: reviewStatus,
  provenance,
  source: z.string().min(3),
  match: z.array(z.string().min(1)).min(1),
  /** Cancels a match when one of these overlaps it or stands within 40 characters of it. */
  unless: z.array(z.string().min(1)).optional(),
  examples: z.array(z.string().min(1)).min(1),
  nearMisses: z.array(z.string().min(1)).min(1),
});
export type Concept = z.infer<typeof concept>;

/** Families that words can show; how the whole is put is told by a model. */
export const wordedFamilies = families.filter((one) => one !== 'wording');

/** `languages/<code>/<family>.yaml` */
export const conceptFile = z.strictObject({
  family: family.exclude(['wording']),
  concepts: z.array(concept).min(1),
});
export type ConceptFile = z.infer<typeof conceptFile>;

/** A wording that tells what kind of text it is, with how strongly (1 weak, 2 clear, 3 decisive). */
export const kindCue = z.strictObject({
  id: slug,
  kind: kind.exclude(['other']),
  strength: z.int().min(1).max(3),
  gloss: z.string().min(2).max(120),
  status: reviewStatus,
  provenance,
  source: z.string().min(3),
  match: z.array(z.string().min(1)).min(1),
  unless: z.array(z.string().min(1)).optional(),
  examples: z.array(z.string().min(1)).min(1),
  nearMisses: z.array(z.string().min(1)).min(1),
});
export type KindCue = z.infer<typeof kindCue>;

/** `languages/<code>/kinds.yaml` */
export const kindFile = z.strictObject({ cues: z.array(kindCue).min(1) });

/** `languages/<code>/language.yaml` */
export const languageFile = z.strictObject({
  /** BCP 47 */
  code: z.string(),
  /** Name in English, and in the language itself. */
  name: z.string(),
  autonym: z.string(),
  /** ISO 15924 */
  script: z.string(),
  /** `both`: a pattern begins and ends at a word's edge. `start`: endings are free (agglutinating). `none`: written without spaces. */
  wordEdges: z.enum(['both', 'start', 'none']),
  /** Short frequent words that tell this language from its neighbours in the same script. */
  functionWords: z.array(z.string()),
  /** Letters that only this language uses within its script, if any. */
  ownLetters: z.string().optional(),
  /** Words that deny what follows (or precedes, per `negatorsFollow`). They cancel concepts whose indicator says so. */
  negators: z.array(z.string()),
  negatorsFollow: z.boolean().optional(),
});
export type LanguageFile = z.infer<typeof languageFile>;

/** `indicators/<id>.yaml` */
export const indicator = z.strictObject({
  id: slug,
  family,
  label: z.string(),
  /** What it means, for an analyst who has never seen one. */
  meaning: z.string(),
  /** One plain sentence; `{text}`, `{gloss}` and the detector's own parameters are filled in. */
  why: z.string(),
  speaks: z.enum(['for', 'against']),
  /** Points; see classifiers/score.ts. */
  weight: z.number(),
  weightReason: z.string(),
  source: z.string(),
  /** ILO indicators of forced labour that it can point to. */
  ilo: z.array(z.string()),
  /** Element of the Palermo Protocol's definition. */
  palermo: z.array(z.enum(['act', 'means', 'purpose'])),
  /** True: a negator before the words cancels the finding ("no deposit"). Never for reassurance and coercion. */
  isCancelledByNegation: z.boolean(),
});
export type Indicator = z.infer<typeof indicator>;

/** `gazetteer/<file>.yaml`: a list of places. */
export const place = z.strictObject({
  id: slug,
  name: z.string(),
  /** ISO 3166-1 alpha-2 */
  country: z.string().length(2),
  /** compound: a named site; hotspot: a town or zone known for compounds; transit: on the way; country; ordinary: anywhere else; region: of several countries, with a code that ISO 3166-1 leaves free (XA). */
  kind: z.enum(['compound', 'hotspot', 'transit', 'country', 'ordinary', 'region']),
  /** Spellings in any script. */
  names: z.array(z.string().min(2)).min(1),
  /** Spellings that also mean something else; they count only beside another place of the same country or an overseas-work wording. */
  ambiguousNames: z.array(z.string().min(2)).optional(),
  provenance,
  source: z.string(),
});
export type Place = z.infer<typeof place>;
export const gazetteerFile = z.strictObject({ places: z.array(place).min(1) });
