/** The lead queue as it is asked for and as it is shown: one row for each advert group. */
import { z } from 'zod';
import { tier } from './assessment.ts';
import { groupState } from './review.ts';

/** Accepts `a`, `a,b` or repeated parameters. */
const listOf = <Item extends z.ZodType<string>>(item: Item) =>
  z.preprocess(
    (value) =>
      value === undefined || value === ''
        ? undefined
        : (Array.isArray(value) ? value : [value]).flatMap((one) => String(one).split(',')),
    z.array(item).max(60).optional(),
  );

export const queueOrder = z.enum(['urgent-first', 'newest', 'oldest']);
export type QueueOrder = z.infer<typeof queueOrder>;

export const demonstrationFilter = z.enum(['with', 'without', 'only']);

export const queueFilter = z.object({
  state: listOf(groupState),
  tier: listOf(tier),
  language: listOf(z.string().max(20)),
  place: z.string().trim().max(120).optional(),
  site: z.string().trim().max(300).optional(),
  demonstration: demonstrationFilter.default('with'),
  /** Whether the advert itself is still there, as far as is known. */
  online: z.enum(['online', 'gone']).optional(),
  maxAgeDays: z.coerce.number().positive().max(3650).optional(),
  /** Words, a phone number or a handle, in any notation. */
  search: z.string().trim().max(300).optional(),
  /** Only groups that this person has claimed. */
  claimedBy: z.uuid().optional(),
});
export type QueueFilter = z.infer<typeof queueFilter>;

export const queueRequest = queueFilter.extend({
  order: queueOrder.default('urgent-first'),
  /** `next` of the page before. */
  after: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

export const leadRow = z.object({
  /** The group's foremost lead that matches. */
  leadId: z.string(),
  groupId: z.string(),
  title: z.string(),
  gist: z.string(),
  tier,
  urgent: z.boolean(),
  language: z.string(),
  place: z.string().nullable(),
  site: z.string(),
  state: groupState,
  claimedBy: z.string().nullable(),
  /** How many adverts the group has. */
  adverts: z.number(),
  isDemonstration: z.boolean(),
  /** Since when the advert is offline; null while it is not known to be. */
  goneAt: z.string().nullable(),
  createdAt: z.string(),
});
export type LeadRow = z.infer<typeof leadRow>;

export const stateCount = z.object({ state: groupState, groups: z.number(), demonstration: z.number() });
export type StateCount = z.infer<typeof stateCount>;

export const queuePage = z.object({
  rows: z.array(leadRow),
  next: z.string().nullable(),
  /** Groups that match the other filters, for each state. */
  counts: z.array(stateCount),
});
export type QueuePage = z.infer<typeof queuePage>;

export const queueFacets = z.object({
  languages: z.array(z.object({ code: z.string(), leads: z.number() })),
  sites: z.array(z.object({ site: z.string(), leads: z.number() })),
});
export type QueueFacets = z.infer<typeof queueFacets>;

export const leadsPerDay = z.object({
  days: z.array(z.string()),
  tiers: z.array(z.object({ day: z.string(), tier, leads: z.number() })),
  languages: z.array(z.object({ day: z.string(), language: z.string(), leads: z.number() })),
  demonstrationLeftOut: z.number(),
});
export type LeadsPerDay = z.infer<typeof leadsPerDay>;
