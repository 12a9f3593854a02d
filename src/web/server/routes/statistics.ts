/** Counts over time, without the demonstration. */
import { z } from 'zod';
import { mayRead } from '../../../domain/account.ts';
import { leadsPerDay } from '../../../domain/lead-queue.ts';
import type { Clock } from '../../../platform/clock.ts';
import type { StatisticsStore } from '../../../storage/statistics.ts';
import { requireAccess } from '../access.ts';
import type { Routes } from '../web-app.ts';

export interface StatisticsNeeds {
  statistics: StatisticsStore;
  clock: Clock;
}

const routes: Routes<StatisticsNeeds> = {
  id: 'statistics',
  register(app, needs) {
    app.get(
      '/api/statistics/leads-per-day',
      {
        schema: {
          querystring: z.object({ days: z.coerce.number().int().min(1).max(120).default(30) }),
          response: { 200: leadsPerDay },
        },
      },
      async (request) => {
        requireAccess(request, mayRead);
        return needs.statistics.leadsPerDay(request.query.days, needs.clock.now());
      },
    );
  },
};

export default routes;
