/** JSON Schemas of the data files, for completion and checks in an editor; made from the formats themselves. */
import { z } from 'zod';
import { conceptFile, gazetteerFile, indicator, kindFile, languageFile } from './lexicon-format.ts';
import { reviewFile } from './review/review-log.ts';

/** What a field is, in the words of docs/adding/language.md; an editor shows it beside the field. */
const wordings = {
  match:
    'The wordings, as patterns: (a|b) one of them, [a] or not, <3> up to three words between, work* any ending, # a number.',
  unless: 'Takes a match away when one of these overlaps it or stands within 40 characters of it.',
  examples: 'Sentences in which it must be found. They run as tests.',
  nearMisses:
    'Sentences in which it must not be found: the ones that would annoy an analyst most. They run as tests.',
  status: 'experimental until a native speaker has called every wording right.',
  provenance:
    'S: seen in a published document. S*: the meaning was seen, the wording is ours. M: general knowledge.',
  source: 'Where it comes from.',
  gloss: 'What the words mean, in English, as it can stand in a one-line summary.',
};

const formats = {
  concepts: {
    schema: conceptFile,
    title: 'languages/<code>/<family>.yaml: concepts of one family',
    fields: {
      ...wordings,
      family: "The family of all these concepts: the file's own name.",
      concepts: 'Meanings, each with its wordings.',
      id: 'Lower-case words joined by hyphens, once in a language.',
      indicator: 'A file of indicators/, of this family.',
    },
  },
  kinds: {
    schema: kindFile,
    title: 'languages/<code>/kinds.yaml: what kind of text it is',
    fields: {
      ...wordings,
      cues: 'Wordings that tell an offer from somebody seeking, asking, warning or pleading.',
      id: 'Lower-case words joined by hyphens, once in a language.',
      kind: 'What the words speak for.',
      strength: '1 weak, 2 clear, 3 decisive.',
    },
  },
  language: {
    schema: languageFile,
    title: 'languages/<code>/language.yaml: the language itself',
    fields: {
      code: 'BCP 47, the same as the folder: th, zh-Hant, hi-Latn.',
      name: 'In English.',
      autonym: 'In the language itself.',
      script: 'ISO 15924: Latn, Thai, Hans.',
      wordEdges: 'both: words stand apart; start: endings are free; none: written without spaces.',
      functionWords: 'Short frequent words that tell it from its neighbours in the same script.',
      ownLetters: 'Letters that only this language uses within its script.',
      negators: 'Words that deny what stands after them.',
      negatorsFollow: 'True when they deny what stands before them as well.',
    },
  },
  indicator: {
    schema: indicator,
    title: 'indicators/<id>.yaml: one sign',
    fields: {
      id: "The file's own name.",
      family: 'What kind of thing the sign says; the strongest sign of a family counts in full.',
      label: 'A short name for screens.',
      meaning: 'What it means, for an analyst who has never seen one.',
      why: 'One plain sentence to the analyst; {text} is the matched wording, {gloss} its gloss.',
      speaks: 'For a lure, or against one.',
      weight: 'Points; negative when it speaks against.',
      weightReason: 'Why so many.',
      source: 'Where the sign is described.',
      ilo: 'Counterparts in the ILO indicators of forced labour.',
      palermo: 'Elements of the definition in the Palermo Protocol.',
      isCancelledByNegation:
        'True when "no …" before the words takes the sign away. Never for reassurance and coercion.',
    },
  },
  gazetteer: {
    schema: gazetteerFile,
    title: 'gazetteer/<file>.yaml: places',
    fields: {
      places: 'Places with all their spellings.',
      id: 'Lower-case words joined by hyphens, once in all files.',
      name: 'In English.',
      country: 'ISO 3166-1 alpha-2: KH, MM.',
      kind: 'compound: a named site; hotspot: a town known for them; transit: on the way; country; region; ordinary.',
      names: 'Spellings in any script.',
      ambiguousNames:
        'Spellings that mean something else too; they count beside another place of the country only.',
      provenance: wordings.provenance,
      source: wordings.source,
    },
  },
  reviews: {
    schema: reviewFile,
    title: 'reviews/<code>.yaml: verdicts of native speakers, written by lexicon import-review',
    fields: {
      reviews: 'Newest last.',
      date: 'The day of the import.',
      reviewer: 'A pseudonym will do.',
      rule: 'Language and id: th/flight-paid.',
      family: 'The file of the rule; kinds for cues.',
      phrase: 'The wording as it was.',
      verdict: 'right, wrong, rude or unsure.',
      better: 'A better wording.',
      remark: 'The reason, or anything else.',
      outcome: 'What became of the wording.',
    },
  },
} satisfies Record<string, { schema: z.ZodType; title: string; fields: Record<string, string> }>;

interface Node {
  properties?: Record<string, Node & { description?: string }>;
  items?: Node;
  [key: string]: unknown;
}

/** Throws when a field has no description: an editor would show none. */
const describe = (node: Node, fields: Record<string, string>, file: string): void => {
  for (const [name, property] of Object.entries(node.properties ?? {})) {
    const description = fields[name];
    if (description === undefined)
      throw new Error(`the field '${name}' of ${file} has no description in data-schemas.ts`);
    property.description = description;
    describe(property, fields, file);
  }
  if (node.items) describe(node.items, fields, file);
};

/** By the name of their file in schemas/. */
export const dataSchemas = (): Record<string, object> =>
  Object.fromEntries(
    Object.entries(formats).map(([name, { schema, title, fields }]) => {
      const made = z.toJSONSchema(schema, { target: 'draft-7', io: 'input' }) as Node;
      describe(made, fields, name);
      return [`${name}.schema.json`, { ...made, title }];
    }),
  );
