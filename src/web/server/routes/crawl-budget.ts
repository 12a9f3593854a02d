/** What all crawl targets together may fetch on one day. */
import { z } from 'zod';
import { mayAdminister } from '../../../domain/account.ts';
import { dayBudget } from '../../../domain/crawl-budget.ts';
import type { CrawlBudgetStore } from '../../../storage/crawl-budget-store.ts';
import { requireAccess } from '../access.ts';
import type { Routes } from '../web-app.ts';

export interface CrawlBudgetNeeds {
  crawlBudget: CrawlBudgetStore;
}

const view = z.object({ budget: dayBudget, usedToday: z.object({ pages: z.number(), bytes: z.number() }) });

const routes: Routes<CrawlBudgetNeeds> = {
  id: 'crawl-budget',
  register(app, needs) {
    app.get('/api/crawl-budget', { schema: { response: { 200: view } } }, async (request) => {
      requireAccess(request, mayAdminister);
      return needs.crawlBudget.read();
    });

    app.put('/api/crawl-budget', { schema: { body: dayBudget } }, async (request, reply) => {
      const access = requireAccess(request, mayAdminister);
      await needs.crawlBudget.write(request.body, access.userId);
      return reply.status(204).send();
    });
  },
};

export default routes;
