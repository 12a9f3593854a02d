/** Leads leave as a bundle: chosen ones, or all that a filter finds. */
import type { Readable } from 'node:stream';
import { z } from 'zod';
import { type Access, mayExport } from '../../../domain/account.ts';
import { type BundleRequest, bundleRequest } from '../../../domain/bundle.ts';
import { BadInputError } from '../../../domain/failure.ts';
import { queueFilter } from '../../../domain/lead-queue.ts';
import type { LeadStore } from '../../../storage/leads.ts';
import { requireAccess } from '../access.ts';
import type { Routes } from '../web-app.ts';
import { toLeadQuery } from './queue.ts';

export interface BundlesNeeds {
  leads: LeadStore;
  exportBundle(input: {
    leadIds: string[];
    request: BundleRequest;
    access: Access<'admin' | 'investigator'>;
  }): Promise<{ fileName: string; content: Buffer | Readable }>;
}

const maxLeads = 5000;
/** Groups are chosen in the queue; a bundle takes every lead of theirs. */
const exportBody = bundleRequest.extend({
  groupIds: z.array(z.uuid()).min(1).max(maxLeads).optional(),
  filter: queueFilter.optional(),
});

const routes: Routes<BundlesNeeds> = {
  id: 'bundles',
  register(app, needs) {
    app.post('/api/bundles', { schema: { body: exportBody } }, async (request, reply) => {
      const access = requireAccess(request, mayExport);
      const { groupIds, filter, ...asked } = request.body;
      if (!groupIds && !filter) throw new BadInputError('choose leads, or a filter, to export');
      const query = { ...toLeadQuery(filter ?? queueFilter.parse({})), groupIds };
      const leadIds = await needs.leads.matchingLeadIds(query, maxLeads + 1);
      if (leadIds.length === 0) throw new BadInputError('no lead matches; there is nothing to export');
      if (leadIds.length > maxLeads)
        throw new BadInputError(`more than ${maxLeads} leads match; narrow the filter and export in parts`);
      const bundle = await needs.exportBundle({ leadIds, request: asked, access });
      return reply
        .type('application/zip')
        .header('content-disposition', `attachment; filename="${bundle.fileName.replace(/[^\w.-]/g, '_')}"`)
        .send(bundle.content);
    });
  },
};

export default routes;
