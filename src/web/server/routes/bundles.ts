/** Leads leave as a bundle: chosen groups, or all that a filter finds. */
import { createReadStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { mayExport } from '../../../domain/account.ts';
import { type BundleRequest, bundleRequest } from '../../../domain/bundle.ts';
import { type BundleSelection, maxLeadsPerBundle } from '../../../domain/bundle-selection.ts';
import { BadInputError } from '../../../domain/failure.ts';
import { queueFilter } from '../../../domain/lead-queue.ts';
import type { ExportedBundle } from '../../../pipeline/export-bundle.ts';
import type { LeadStore } from '../../../storage/leads.ts';
import { requireAccess } from '../access.ts';
import type { Routes } from '../web-app.ts';
import { toLeadQuery } from './queue.ts';

export interface BundlesNeeds {
  leads: LeadStore;
  /** Writes the bundle to `file`, and the record of who took what. */
  exportBundle(input: {
    selection: BundleSelection;
    request: BundleRequest;
    file: string;
    createdById: string;
  }): Promise<ExportedBundle>;
}

/** Groups are chosen in the queue; a bundle takes every lead of theirs. */
const exportBody = bundleRequest.extend({
  groupIds: z.array(z.uuid()).min(1).max(maxLeadsPerBundle).optional(),
  filter: queueFilter.optional(),
});

const routes: Routes<BundlesNeeds> = {
  id: 'bundles',
  register(app, needs) {
    app.post('/api/bundles', { schema: { body: exportBody } }, async (request, reply) => {
      const access = requireAccess(request, mayExport);
      const { groupIds, filter, ...asked } = request.body;
      const leadIds = await findLeads(needs, { groupIds, filter });
      const folder = await mkdtemp(join(tmpdir(), 'lurewatch-bundle-'));
      const forget = (): Promise<void> => rm(folder, { recursive: true, force: true });
      try {
        const bundle = await needs.exportBundle({
          selection: { leadIds },
          request: asked,
          file: join(folder, 'bundle.zip'),
          createdById: access.userId,
        });
        const content = createReadStream(bundle.file);
        content.once('close', () => void forget());
        return reply
          .type('application/zip')
          .header('content-disposition', `attachment; filename="lurewatch-${bundle.id}.zip"`)
          .header('x-bundle-sha256', bundle.fileHash)
          .send(content);
      } catch (error) {
        await forget();
        throw error;
      }
    });
  },
};

const findLeads = async (
  needs: BundlesNeeds,
  choice: Pick<z.infer<typeof exportBody>, 'groupIds' | 'filter'>,
): Promise<string[]> => {
  if (!choice.groupIds && !choice.filter) throw new BadInputError('choose leads, or a filter, to export');
  const query = { ...toLeadQuery(choice.filter ?? queueFilter.parse({})), groupIds: choice.groupIds };
  const leadIds = await needs.leads.matchingLeadIds(query, maxLeadsPerBundle + 1);
  if (leadIds.length === 0) throw new BadInputError('no lead matches; there is nothing to export');
  if (leadIds.length > maxLeadsPerBundle)
    throw new BadInputError(
      `more than ${maxLeadsPerBundle} leads match; narrow the filter and export in parts`,
    );
  return leadIds;
};

export default routes;
