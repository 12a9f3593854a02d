/** What partners hand in through the API, and what analysts make of it. */
import { z } from 'zod';

export const intakeLimits = { images: 6, imageBytes: 8 * 1024 ** 2, bodyBytes: 24 * 1024 ** 2 } as const;

const line = z.string().trim().max(500);

export const intakeRequest = z
  .object({
    /** The partner's own number for it: handed in again, it is the same item. */
    reference: z.string().trim().min(1).max(200).optional(),
    url: z
      .url({ protocol: /^https?$/ })
      .max(4096)
      .optional(),
    title: line.optional(),
    text: z.string().trim().max(100_000).optional(),
    employer: line.optional(),
    location: line.optional(),
    postedIn: z.string().trim().max(120).optional(),
    images: z
      .array(z.object({ base64: z.base64() }))
      .max(intakeLimits.images)
      .default([]),
    /** Whoever told the partner, and anybody else who must not appear: taken out of the text, kept only as hashes. */
    protect: z.array(z.string().trim().min(2).max(200)).max(50).default([]),
  })
  .refine((given) => given.url || given.text || given.images.length > 0, 'give a url, a text or images');
export type IntakeRequest = z.infer<typeof intakeRequest>;

export const intakeState = z.enum(['new', 'accepted', 'rejected']);
export type IntakeState = z.infer<typeof intakeState>;

/** Under this name a page that was handed in is a crawl target, found again when the decision is undone. */
export const visitName = (itemId: string): string => `Handed in by a partner: ${itemId}`;

export const intakeView = z.object({
  id: z.string(),
  partner: z.string(),
  reference: z.string().nullable(),
  state: intakeState,
  url: z.string().nullable(),
  title: z.string(),
  text: z.string(),
  employer: z.string().nullable(),
  location: z.string().nullable(),
  images: z.int(),
  reason: z.string(),
  leadId: z.string().nullable(),
  /** The crawl target that its address became. */
  targetId: z.string().nullable(),
  createdAt: z.string(),
});
export type IntakeView = z.infer<typeof intakeView>;

export const partnerView = z.object({
  id: z.string(),
  name: z.string(),
  createdAt: z.string(),
  lastUsedAt: z.string().nullable(),
  revokedAt: z.string().nullable(),
});
export type PartnerView = z.infer<typeof partnerView>;
