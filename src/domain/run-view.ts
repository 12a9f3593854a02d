/** A run as an admin sees it while it happens, and its report when it is over. */
import { z } from 'zod';
import { tier } from './assessment.ts';
import { noticeCode } from './run-notice.ts';
import { runSummary } from './target-view.ts';
import { urlState } from './visit.ts';

export const runView = runSummary.extend({
  /** Why its pages wait, and until when; empty for one that waits for nothing, or is over. */
  waits: z.array(z.string()),
  notices: z.array(
    z.object({
      code: noticeCode,
      sentence: z.string(),
      count: z.number(),
      example: z.string().nullable(),
    }),
  ),
  maxPages: z.number(),
  /** Listed again, but not asked for: read lately, and they seldom change. */
  restingUrls: z.number(),
  /** Adverts that were new to Lurewatch. */
  newPostings: z.number(),
  bytes: z.number(),
  /** Pages by time, from the start on; each entry stands for `secondsPerStep`. */
  pace: z.object({
    secondsPerStep: z.number(),
    steps: z.array(z.object({ read: z.number(), unread: z.number() })),
  }),
  /** The newest first. */
  pages: z.array(
    z.object({
      id: z.string(),
      url: z.string(),
      kind: z.string(),
      state: urlState,
      status: z.number().nullable(),
      problem: z.string().nullable(),
      at: z.string(),
      postings: z.number().nullable(),
      /** Pages of another kind that it leads to, such as adverts. */
      links: z.number().nullable(),
    }),
  ),
  samples: z.array(
    z.object({
      postingId: z.string(),
      title: z.string(),
      url: z.string(),
      tier,
      gist: z.string(),
      leadId: z.string().nullable(),
    }),
  ),
});
export type RunView = z.infer<typeof runView>;
