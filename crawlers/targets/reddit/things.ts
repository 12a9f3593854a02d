/** The parts of Reddit's answers that are read: "things" by kind, t3 a post, t1 a comment. */
import { z } from 'zod';

const text = z.string().catch('');
const flag = z.boolean().catch(false);
const time = z.number().optional().catch(undefined);
const maybeText = z.string().optional().catch(undefined);

const galleryItems = z
  .object({
    items: z.array(z.object({ media_id: z.string(), caption: maybeText }).optional().catch(undefined)),
  })
  .optional()
  .catch(undefined);

const media = z
  .object({ s: z.object({ u: maybeText, gif: maybeText }).optional().catch(undefined) })
  .optional()
  .catch(undefined);

const preview = z
  .object({
    images: z.array(
      z
        .object({ source: z.object({ url: z.string() }) })
        .optional()
        .catch(undefined),
    ),
  })
  .optional()
  .catch(undefined);

const postFields = {
  name: z.string().regex(/^t3_[a-z0-9]{1,15}$/i),
  title: text,
  selftext: text,
  selftext_html: maybeText,
  author: text,
  subreddit: text,
  permalink: text,
  url: maybeText,
  url_overridden_by_dest: maybeText,
  created_utc: time,
  is_self: flag,
  is_gallery: flag,
  over_18: flag,
  post_hint: text,
  link_flair_text: maybeText,
  removed_by_category: maybeText,
  num_comments: z.number().catch(0),
  edited: z.union([z.boolean(), z.number()]).catch(false),
  gallery_data: galleryItems,
  media_metadata: z.record(z.string(), media).optional().catch(undefined),
  preview,
};
const postWithoutParent = z.object(postFields);

export const redditPost = z.object({
  ...postFields,
  crosspost_parent_list: z.array(postWithoutParent.optional().catch(undefined)).optional().catch(undefined),
});
export type RedditPost = z.infer<typeof redditPost>;
export type RedditOrigin = z.infer<typeof postWithoutParent>;

export const redditComment = z.object({
  name: z.string().regex(/^t1_[a-z0-9]{1,15}$/i),
  body: text,
  body_html: maybeText,
  author: text,
  subreddit: text,
  permalink: text,
  link_title: maybeText,
  created_utc: time,
  over_18: flag,
  edited: z.union([z.boolean(), z.number()]).catch(false),
  replies: z.unknown().optional(),
});
export type RedditComment = z.infer<typeof redditComment>;

/** Comments that an answer names and does not hold; with the id `_` the thread goes on below its parent. */
export const redditMore = z.object({
  id: text,
  parent_id: z
    .string()
    .regex(/^t[13]_[a-z0-9]{1,15}$/i)
    .optional()
    .catch(undefined),
  children: z
    .array(
      z
        .string()
        .regex(/^[a-z0-9]{1,15}$/i)
        .optional()
        .catch(undefined),
    )
    .catch([]),
});

const thing = z.object({ kind: z.string(), data: z.unknown().optional() });
type RedditThing = z.infer<typeof thing>;

const listing = z.object({
  kind: z.literal('Listing'),
  data: z.object({
    after: z.string().max(40).nullable().catch(null),
    children: z.array(thing.optional().catch(undefined)),
  }),
});

export interface RedditListing {
  after: string | undefined;
  things: RedditThing[];
}

const mostThings = 1000;

export const listingIn = (value: unknown): RedditListing | undefined => {
  const { data, success } = listing.safeParse(value);
  if (!success) return undefined;
  const things = data.data.children.filter((one) => one !== undefined).slice(0, mostThings);
  return { after: data.data.after ?? undefined, things };
};

const moreAnswer = z.object({
  json: z.object({ data: z.object({ things: z.array(thing.optional().catch(undefined)) }) }),
});

/** The comments that were asked for by "load more": a list without the levels of a thread. */
export const moreThingsIn = (value: unknown): RedditListing | undefined => {
  const { data, success } = moreAnswer.safeParse(value);
  if (!success) return undefined;
  const things = data.json.data.things.filter((one) => one !== undefined).slice(0, mostThings);
  return { after: undefined, things };
};

const refusal = z.object({
  reason: maybeText,
  message: maybeText,
  error: z.union([z.number(), z.string()]).optional().catch(undefined),
});
type RedditRefusal = z.infer<typeof refusal>;

export const refusalIn = (value: unknown): RedditRefusal | undefined => {
  const { data, success } = refusal.safeParse(value);
  return success && (data.error !== undefined || data.reason !== undefined) ? data : undefined;
};
