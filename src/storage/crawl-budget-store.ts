/** What all crawl targets together may fetch on one day, and what of it is used. */
import { crawlBudgetKey, type DayBudget, type DayUse, dayBudget } from '../domain/crawl-budget.ts';
import { appendAudit } from './audit.ts';
import type { PrismaClient } from './generated/client.ts';
import { readDayUse } from './wait-reasons.ts';

export interface CrawlBudgetStore {
  read(): Promise<{ budget: DayBudget; usedToday: DayUse }>;
  /** An empty budget is none; audited. */
  write(budget: DayBudget, actor: string): Promise<void>;
}

export const createCrawlBudgetStore = (database: PrismaClient): CrawlBudgetStore => ({
  async read() {
    const [setting, usedToday] = await Promise.all([
      database.setting.findUnique({ where: { key: crawlBudgetKey } }),
      readDayUse(database),
    ]);
    return { budget: dayBudget.safeParse(setting?.value).data ?? {}, usedToday };
  },

  write: (budget, actor) =>
    database.$transaction(async (tx) => {
      const where = { key: crawlBudgetKey };
      const value = Object.fromEntries(Object.entries(budget).filter(([, most]) => most !== undefined));
      if (Object.keys(value).length === 0) await tx.setting.deleteMany({ where });
      else await tx.setting.upsert({ where, create: { ...where, value }, update: { value } });
      await appendAudit(tx, {
        actor,
        action: 'crawl-budget.changed',
        subjectType: 'setting',
        subjectId: crawlBudgetKey,
        details: value,
      });
    }),
});
