/** A lead as it leaves the house: what another agency reads in a bundle. Words as on the screens, no database keys but ids. */
import { z } from 'zod';
import { family, kind, languageShare, scheme, tier } from './assessment.ts';
import { contactRole, contactType } from './contact.ts';
import { goneReason } from './gone.ts';
import { pay } from './pay.ts';
import { decisionKind } from './review.ts';

export const exportCapture = z.object({
  id: z.string(),
  url: z.string(),
  fetchedAt: z.iso.datetime(),
  status: z.int().nullable(),
  mediaType: z.string().nullable(),
  bytes: z.int().nonnegative(),
  /** SHA-256, hex, of the bytes; the name of the file in `captures/`. */
  hash: z.string().nullable(),
  /** The same of the screenshot, in `screenshots/`. */
  screenshotHash: z.string().nullable(),
  /** True when the bytes may not leave: quarantined or destroyed. */
  isWithheld: z.boolean(),
  /** Why, where it is known. */
  withheldBecause: z.string().optional(),
});
export type ExportCapture = z.infer<typeof exportCapture>;

export const exportImage = z.object({
  /** In the advert: findings name it `image:<number>`. */
  number: z.int().nonnegative(),
  url: z.string(),
  /** Of `captures`; null when it was not fetched. */
  captureId: z.string().nullable(),
  /** 16 hexadecimal digits (DCT, 64 bits): nearly equal for the same picture in another size or quality. */
  perceptualHash: z.string().nullable(),
  /** Read by a program, which may misread. */
  text: z.string().nullable(),
  /** Why there is no text. */
  note: z.string().nullable(),
});
export type ExportImage = z.infer<typeof exportImage>;

export const exportFinding = z.object({
  indicator: z.string(),
  family,
  rule: z.string(),
  field: z.string(),
  /** UTF-16 offsets into that field. */
  start: z.int().nonnegative(),
  end: z.int().nonnegative(),
  text: z.string(),
  /** One plain sentence. */
  why: z.string(),
  weight: z.number(),
});

export const exportDecision = z.object({
  kind: decisionKind,
  reason: z.string(),
  note: z.string(),
  decidedAt: z.iso.datetime(),
  isUndone: z.boolean(),
});
export type ExportDecision = z.infer<typeof exportDecision>;

export const exportLead = z.object({
  id: z.string(),
  groupId: z.string(),
  /** True for adverts that Lurewatch made up for its demonstration site: no evidence of anything. */
  isDemonstration: z.boolean(),
  url: z.string(),
  title: z.string(),
  text: z.string(),
  /** Name used in the advert; may be misused. */
  employer: z.string().nullable(),
  place: z.string().nullable(),
  /** ISO 3166-1 alpha-2. */
  country: z.string().nullable(),
  /** The place whose board it was posted on. */
  postedIn: z.string().nullable(),
  pay: pay.nullable(),
  datePosted: z.string().nullable(),
  contacts: z.array(z.object({ type: contactType, value: z.string(), role: contactRole })),
  kind,
  tier,
  score: z.number().min(0).max(100),
  urgent: z.boolean(),
  scheme,
  gist: z.string(),
  languages: z.array(languageShare),
  findings: z.array(exportFinding),
  rulesVersion: z.string(),
  firstSeenAt: z.iso.datetime(),
  lastSeenAt: z.iso.datetime(),
  /** Since when the advert is no longer online, and how that is known; absent while it is not known to be. */
  goneAt: z.iso.datetime().optional(),
  goneReason: goneReason.optional(),
  decisions: z.array(exportDecision),
  captures: z.array(exportCapture),
  images: z.array(exportImage),
});
export type ExportLead = z.infer<typeof exportLead>;
