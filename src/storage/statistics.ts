/** Counts over time. What the demonstration made is never among them. */
import { tiers } from '../domain/assessment.ts';
import type { LeadsPerDay } from '../domain/lead-queue.ts';
import type { PrismaClient } from './generated/client.ts';

export interface StatisticsStore {
  /** The last `days` days, UTC, today included. */
  leadsPerDay(days: number, now: Date): Promise<LeadsPerDay>;
}

const dayMs = 86_400_000;
const dayOf = (time: Date): string => time.toISOString().slice(0, 10);

export const createStatisticsStore = (database: PrismaClient): StatisticsStore => ({
  async leadsPerDay(days, now) {
    const names = Array.from({ length: days }, (_, back) =>
      dayOf(new Date(now.getTime() - back * dayMs)),
    ).reverse();
    const since = new Date(`${names[0]}T00:00:00Z`);
    const [rows, demonstrationLeftOut] = await Promise.all([
      database.$queryRaw<{ day: string; tierRank: number; language: string; leads: number }[]>`
        SELECT to_char("createdAt" AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS day, "tierRank", language, count(*)::int AS leads
        FROM lead WHERE NOT "isDemonstration" AND "createdAt" >= ${since} GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`,
      database.lead.count({ where: { isDemonstration: true, createdAt: { gte: since } } }),
    ]);
    const byLanguage = new Map<string, { day: string; language: string; leads: number }>();
    for (const { day, language, leads } of rows) {
      const key = `${day} ${language}`;
      byLanguage.set(key, { day, language, leads: (byLanguage.get(key)?.leads ?? 0) + leads });
    }
    const byTier = new Map<string, { day: string; tier: (typeof tiers)[number]; leads: number }>();
    for (const { day, tierRank, leads } of rows) {
      const key = `${day} ${tierRank}`;
      byTier.set(key, { day, tier: tiers[tierRank] ?? 'none', leads: (byTier.get(key)?.leads ?? 0) + leads });
    }
    return {
      days: names,
      tiers: [...byTier.values()],
      languages: [...byLanguage.values()],
      demonstrationLeftOut,
    };
  },
});
