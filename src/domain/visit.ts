/** The frontier's nouns: what is to be fetched, and how a fetch can end. */
import { z } from 'zod';

/** Bounded steps in a browser before the page is read; data, never code. */
export const renderSteps = z.object({
  waitFor: z.string().max(300).optional(),
  scroll: z.int().min(0).max(50).optional(),
  click: z.array(z.string().max(300)).max(20).optional(),
});
export type RenderSteps = z.infer<typeof renderSteps>;

/**
 * What a target type asks to be fetched. `carry` brings fields known only from the page that asked. Three names in
 * it have a meaning outside of the type: `accept` is sent as the Accept header; with `large: 'sitemap'` up to 50 MB may
 * come, of which the text is what a sitemap names; while `version` (a date of change, a
 * revision) is the one of the last reading, the page is not asked again.
 */
export const pageRequest = z.object({
  url: z.string().max(4096),
  method: z.enum(['GET', 'POST']).optional(),
  body: z.string().max(65_536).optional(),
  /** The target type's own word for what the page is: `list`, `posting`, `channel` … */
  kind: z.string().max(40),
  carry: z.record(z.string(), z.string().max(2000)).optional(),
  render: renderSteps.optional(),
  /** A page further back in a place that shows its newest first: not asked for where the last run has read it. */
  stopsAtKnown: z.boolean().optional(),
});
/** The kind of url of a posting's image. No target type asks for it: images are asked for by the pipeline itself. */
export const imageKind = 'image';
export type PageRequest = z.infer<typeof pageRequest>;

/** Carries the address that was asked for first, where a site sent us on to another one. */
export const movedFrom = 'movedFrom';

/**
 * waiting: due at `dueAt`; leased: a visit has it; the others are final until the next run:
 * done: read; gone: 404 or 410; refused: robots.txt, address guard or scope said no;
 * blocked: the site asks for a login or answers 401, 403 or 429 for good; failed: retries used up;
 * unreadable: reading took too long or the page is broken.
 */
export const urlState = z.enum([
  'waiting',
  'leased',
  'done',
  'gone',
  'refused',
  'blocked',
  'failed',
  'unreadable',
]);
export type UrlState = z.infer<typeof urlState>;

export const visitLimits = { maxUrls: 64, maxMs: 5000, maxAttempts: 4, leaseMs: 30_000 } as const;

export const captureKind = z.enum(['fetch', 'rendered', 'supplied']);
export type CaptureKind = z.infer<typeof captureKind>;
