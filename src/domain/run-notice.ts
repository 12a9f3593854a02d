/** What a run did not follow, or found out about a place's lists: a code, a sentence, how often, and one example. */
import { z } from 'zod';

export const noticeCode = z.enum([
  /** Pages one after the other brought nothing new. */
  'paging-stopped',
  /** The same words come again and again in an address. */
  'repeating-path',
  /** Addresses without an end. */
  'endless-address',
  /** The run's number of pages is used up. */
  'page-budget',
  /** A target type did not read a list to its end. */
  'list-cut-short',
  /** Every list was read to its end, so that what is missing on them is offline. */
  'lists-whole',
  /** Outside of what the target's settings let it follow (crawl-scope.ts). */
  'too-deep',
  'path-excluded',
  'path-not-included',
]);
export type NoticeCode = z.infer<typeof noticeCode>;

export interface RunNotice {
  code: NoticeCode;
  sentence: string;
  count: number;
  /** An address. */
  example: string | null;
}

/** Adds notices of one code together; the first sentence and example stay. */
export const mergeNotices = (notices: readonly RunNotice[]): RunNotice[] => {
  const byCode = new Map<NoticeCode, RunNotice>();
  for (const notice of notices) {
    const known = byCode.get(notice.code);
    byCode.set(notice.code, known ? { ...known, count: known.count + notice.count } : notice);
  }
  return [...byCode.values()];
};
