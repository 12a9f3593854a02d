/** How much may be fetched on one day (UTC): for one target, and for the whole deployment. */
import { z } from 'zod';

const most = z.int().min(1).max(10_000_000);

export const dayBudget = z.object({ maxPagesPerDay: most.optional(), maxMegabytesPerDay: most.optional() });
export type DayBudget = z.infer<typeof dayBudget>;

/** The setting that holds the deployment's. */
export const crawlBudgetKey = 'crawl-budget';

/** What one day took: pages without images, bytes with them. */
export interface DayUse {
  pages: number;
  bytes: number;
}

export const megabyte = 1_000_000;

/** Which part of a budget is used up, in words; undefined when none is. */
export const usedUp = (
  { maxPagesPerDay, maxMegabytesPerDay }: DayBudget,
  { pages, bytes }: DayUse,
  whose: string,
): string | undefined => {
  const until = 'it goes on at 00:00 UTC';
  if (maxPagesPerDay !== undefined && pages >= maxPagesPerDay)
    return `${whose} of ${maxPagesPerDay.toLocaleString('en')} pages is used; ${until}`;
  if (maxMegabytesPerDay !== undefined && bytes >= maxMegabytesPerDay * megabyte)
    return `${whose} of ${maxMegabytesPerDay.toLocaleString('en')} MB is used; ${until}`;
  return undefined;
};

/** How many pages may still be asked for today, by those of today as large as they were; at least one while any may. */
export const pagesLeft = (
  { maxPagesPerDay, maxMegabytesPerDay }: DayBudget,
  { pages, bytes }: DayUse,
): number => {
  const byPages =
    maxPagesPerDay === undefined ? Number.POSITIVE_INFINITY : Math.max(0, maxPagesPerDay - pages);
  if (maxMegabytesPerDay === undefined) return byPages;
  const bytesLeft = maxMegabytesPerDay * megabyte - bytes;
  if (bytesLeft <= 0) return 0;
  return pages === 0 || bytes === 0 ? byPages : Math.min(byPages, Math.ceil(bytesLeft / (bytes / pages)));
};
