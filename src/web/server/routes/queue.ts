/** The lead queue. */
import { mayRead } from '../../../domain/account.ts';
import { type QueueFilter, queueFacets, queuePage, queueRequest } from '../../../domain/lead-queue.ts';
import { readSearch } from '../../../pipeline/read-search.ts';
import type { LeadQuery, LeadStore } from '../../../storage/leads.ts';
import { requireAccess } from '../access.ts';
import type { Routes } from '../web-app.ts';

export interface QueueNeeds {
  leads: LeadStore;
}

export const toLeadQuery = ({ search, ...filter }: QueueFilter): LeadQuery =>
  search ? { ...filter, searchTerms: readSearch(search) } : filter;

const routes: Routes<QueueNeeds> = {
  id: 'queue',
  register(app, needs) {
    app.get(
      '/api/leads',
      { schema: { querystring: queueRequest, response: { 200: queuePage } } },
      async (request) => {
        const access = requireAccess(request, mayRead);
        const { order, after, limit, ...filter } = request.query;
        if (filter.search) await needs.leads.recordSearch({ actor: access.userId, text: filter.search });
        return needs.leads.page({ ...toLeadQuery(filter), order, after, limit });
      },
    );

    app.get('/api/leads/facets', { schema: { response: { 200: queueFacets } } }, async (request) => {
      requireAccess(request, mayRead);
      return needs.leads.facets();
    });
  },
};

export default routes;
