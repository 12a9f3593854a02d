/** Everything that the lead page shows. */
import { z } from 'zod';
import { assessment, tier } from './assessment.ts';
import { goneReason } from './gone.ts';
import { posting } from './posting.ts';
import { decisionKind, groupState } from './review.ts';
import { captureKind } from './visit.ts';

export const captureView = z.object({
  id: z.string(),
  kind: captureKind,
  requestedUrl: z.string(),
  finalUrl: z.string(),
  status: z.number().nullable(),
  fetchedAt: z.string(),
  /** SHA-256, hex. */
  blobHash: z.string().nullable(),
  mediaType: z.string().nullable(),
  bytes: z.number(),
  problem: z.string().nullable(),
  userAgent: z.string().nullable(),
  /** Name of the proxy that it was fetched through. */
  exit: z.string().nullable(),
  /** `noindex`, `nofollow`: what the page asks of robots. */
  robotsTags: z.array(z.string()),
  madeWith: z.string(),
  suppliedBy: z.string().nullable(),
  hasScreenshot: z.boolean(),
  screenshotHash: z.string().nullable(),
});
export type CaptureView = z.infer<typeof captureView>;

export const decisionView = z.object({
  id: z.string(),
  kind: decisionKind,
  reason: z.string(),
  note: z.string(),
  by: z.string(),
  createdAt: z.string(),
  undoesId: z.string().nullable(),
  isUndone: z.boolean(),
  adverts: z.number(),
});
export type DecisionView = z.infer<typeof decisionView>;

export const revisionView = z.object({
  id: z.string(),
  number: z.number(),
  createdAt: z.string(),
  title: z.string(),
  text: z.string(),
  /** Names of the fields that differ from the revision before; empty for the first. */
  changed: z.array(z.string()),
});

export const siblingView = z.object({
  leadId: z.string(),
  title: z.string(),
  tier,
  language: z.string(),
  site: z.string(),
  createdAt: z.string(),
  isSameText: z.boolean(),
});

/** A word on an image: offsets into its text, and its box as parts of the image's width and height (0–1). */
export const imageWord = z.object({
  start: z.number(),
  end: z.number(),
  left: z.number(),
  top: z.number(),
  width: z.number(),
  height: z.number(),
});

export const imageView = z.object({
  /** In the posting: findings name it `image:<number>`. */
  number: z.number(),
  url: z.string(),
  /** What the page says that it shows. */
  alt: z.string().nullable(),
  captureId: z.string().nullable(),
  /** SHA-256, hex. */
  blobHash: z.string().nullable(),
  isShown: z.boolean(),
  width: z.number().nullable(),
  height: z.number().nullable(),
  /** Read on it. */
  text: z.string().nullable(),
  words: z.array(imageWord),
  /** Tesseract's names of those in which it was read. */
  languages: z.array(z.string()),
  /** Why it was not fetched, or not read. */
  note: z.string().nullable(),
});
export type ImageView = z.infer<typeof imageView>;

export const samePictureView = siblingView
  .omit({ isSameText: true })
  .extend({ /** Else nearly the same. */ isExact: z.boolean() });

export const contactView = z.object({
  type: z.string(),
  value: z.string(),
  role: z.string(),
  /** Other leads that give it to answer to. */
  otherLeads: z.number(),
});

/** Fields of a posting as they were stored; older rows may lack newer fields. */
export const storedPosting = posting.omit({ itemKey: true, url: true }).partial().extend({
  title: z.string(),
  text: z.string(),
});

export const groupView = z.object({
  id: z.string(),
  state: groupState,
  claimedBy: z.object({ id: z.string(), name: z.string() }).nullable(),
  claimedAt: z.string().nullable(),
  adverts: z.number(),
  /** Changes whenever the state, a decision or one of the adverts changes: what a decision was based on. */
  version: z.string(),
});

export const leadView = z.object({
  id: z.string(),
  title: z.string(),
  url: z.string(),
  site: z.string(),
  firstSeenAt: z.string(),
  lastSeenAt: z.string(),
  /** Null while the advert is not known to be offline. */
  gone: z.object({ at: z.string(), reason: goneReason }).nullable(),
  isDemonstration: z.boolean(),
  postedIn: z.string().nullable(),
  group: groupView,
  fields: storedPosting,
  assessment,
  contacts: z.array(contactView),
  captures: z.array(captureView),
  decisions: z.array(decisionView),
  revisions: z.array(revisionView),
  siblings: z.array(siblingView),
  images: z.array(imageView),
  /** Other leads with one of its pictures. */
  samePictures: z.array(samePictureView),
});
export type LeadView = z.infer<typeof leadView>;
