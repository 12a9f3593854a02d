/** What the classifier says of one revision of a posting, and the evidence for it. */
import { z } from 'zod';
import { contact } from './contact.ts';

export const families = [
  'destination',
  'transit',
  'role',
  'pay',
  'lure',
  'logistics',
  'contact',
  'debt',
  'reassurance',
  'recruiter-reward',
  'euphemism',
  'coercion',
  'mismatch',
  'disguise',
  'wording',
  'operator',
  'warning',
  'legitimacy',
] as const;
export const family = z.enum(families);
export type Family = z.infer<typeof family>;

export const kind = z.enum(['offer', 'seeking', 'question', 'warning', 'plea', 'other']);
export type Kind = z.infer<typeof kind>;

export const tiers = ['none', 'low', 'medium', 'high'] as const;
export const tier = z.enum(tiers);
export type Tier = z.infer<typeof tier>;
export const tierRank = (value: Tier): number => tiers.indexOf(value);

/** A lead is raised for an offer of at least this tier. */
export const queueTier: Tier = 'medium';

export const scheme = z.enum([
  'compound-recruitment',
  'task-scam',
  'advance-fee-job-fraud',
  'money-mule',
  'unclear',
]);
export type Scheme = z.infer<typeof scheme>;

/** `text`, `title`, `employer`, `location`, `postedIn`, `image:0` … */
export const findingField = z.string().regex(/^(text|title|employer|location|postedIn|image:\d+)$/);

/** A message id with parameters, so that the reason can be shown in the reader's language. */
export const message = z.object({ id: z.string(), params: z.record(z.string(), z.string()) });
export type Message = z.infer<typeof message>;

/** UTF-16 offsets into the original field; `text` is exactly what they cut out of it. */
export const span = z.object({
  field: findingField,
  start: z.int().nonnegative(),
  end: z.int().nonnegative(),
  text: z.string(),
});
export type Span = z.infer<typeof span>;

export const finding = span.extend({
  indicator: z.string(),
  family,
  rule: z.string(),
  message,
  /** The English rendering of `message`: one plain sentence. */
  why: z.string(),
  /** Contribution in the units of `score`; negative when it speaks against. */
  weight: z.number(),
  /** True when a native speaker has reviewed the rule. */
  isReviewed: z.boolean(),
  /** English meaning of the matched words, where the rule has one. */
  gloss: z.string().optional(),
  /** The second span of a mismatch. */
  other: span.optional(),
});
export type Finding = z.infer<typeof finding>;

export const languageShare = z.object({ code: z.string(), share: z.number().min(0).max(1) });
export type LanguageShare = z.infer<typeof languageShare>;

export const assessment = z.object({
  rulesVersion: z.string(),
  kind,
  /** 0 to 100; orders leads, never shown as a percentage. Above 0 only with findings. */
  score: z.number().min(0).max(100),
  tier,
  urgent: z.boolean(),
  scheme,
  /** One line in English: role · place · pay · logistics · contact. */
  gist: z.string(),
  languages: z.array(languageShare),
  findings: z.array(finding),
  contacts: z.array(contact),
});
export type Assessment = z.infer<typeof assessment>;

/** The classifier's input: the fields of a posting that count. */
export const advertInput = z.object({
  text: z.string(),
  title: z.string().optional(),
  url: z.string().optional(),
  employer: z.string().optional(),
  location: z.string().optional(),
  /** The place whose board it was posted on, e.g. `Kuala Lumpur` or `MY`. */
  postedIn: z.string().optional(),
  /** Text read from the images, by image number. */
  imageTexts: z.array(z.string()).optional(),
});
export type AdvertInput = z.infer<typeof advertInput>;
