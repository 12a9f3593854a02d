/** A posting: one advert as a target type read it out of a capture. */
import { z } from 'zod';
import { contact } from './contact.ts';
import { pay } from './pay.ts';

export const postingLimits = {
  titleChars: 500,
  textChars: 100_000,
  fieldChars: 500,
  images: 50,
  links: 200,
} as const;

export const postingImage = z.object({ url: z.string().max(4096), alt: z.string().max(1000).optional() });
export type PostingImage = z.infer<typeof postingImage>;

/** Where a field came from, e.g. `json-ld`, `microdata`, `rdfa`, `selector`, `list-page`, `heading`, `text`. */
export const fieldSource = z.string().max(60);

export const posting = z.object({
  /** Stable within its site: a message id, or the canonical url plus item number. */
  itemKey: z.string().min(1).max(2048),
  url: z.string().max(4096),
  title: z.string().max(postingLimits.titleChars),
  /** Main text with its line breaks, plain text, never HTML. */
  text: z.string().max(postingLimits.textChars),
  employer: z.string().max(postingLimits.fieldChars).optional(),
  /** The work place as stated. */
  location: z.string().max(postingLimits.fieldChars).optional(),
  /** ISO 3166-1 alpha-2 of the stated work place. */
  country: z.string().length(2).optional(),
  pay: pay.optional(),
  contacts: z.array(contact),
  /** Partial ISO 8601 date: `2026`, `2026-11` or `2026-11-22`. */
  datePosted: z
    .string()
    .regex(/^\d{4}(-\d\d(-\d\d)?)?$/)
    .optional(),
  /** The last day on which the advert stands, as the page states it: partial ISO 8601 like `datePosted`. */
  validThrough: z
    .string()
    .regex(/^\d{4}(-\d\d(-\d\d)?)?$/)
    .optional(),
  /** The language that the page itself states (BCP 47, lower case): a hint, often a template's and wrong. */
  language: z
    .string()
    .regex(/^[a-z]{2,3}(-[a-z0-9]{2,8}){0,3}$/)
    .optional(),
  images: z.array(postingImage).max(postingLimits.images),
  links: z.array(z.string().max(4096)).max(postingLimits.links),
  /** Person or channel name under which it was posted, a forward's origin, an edited mark: shown, never scored. */
  remarks: z.array(z.string().max(300)).max(20),
  /** Field name → where it came from. */
  fieldSources: z.record(z.string(), fieldSource),
});
export type Posting = z.infer<typeof posting>;

/** A thing about a page that an admin should know; never a reason to lose the rest of the page. */
export const readingProblem = z.object({ code: z.string().max(60), message: z.string().max(500) });
export type ReadingProblem = z.infer<typeof readingProblem>;
