import type { Protection } from '../domain/protected-identifier.ts';
import type { BlobStore } from '../evidence/blob-store.ts';
import { writeBundle } from '../exporters/bundle.ts';
import type { ExportBundleNeeds } from '../pipeline/export-bundle.ts';
import { maskProtected } from '../pipeline/mask-protected.ts';
import { readSearch } from '../pipeline/read-search.ts';
import { systemClock } from '../platform/clock.ts';
import { loadExportLeads, saveBundle } from '../storage/bundles.ts';
import type { Database } from '../storage/database.ts';
import { createLeadStore } from '../storage/leads.ts';
import { protectedContacts } from '../storage/protected-identifiers.ts';
import { version } from '../version.ts';
import { findProtectedCaptures } from './find-protected-captures.ts';

/** What src/pipeline/export-bundle.ts needs, on the real storage. */
export const exportNeeds = (input: {
  database: Database;
  blobs: Pick<BlobStore, 'get' | 'has'>;
  protection: Protection;
}): ExportBundleNeeds => {
  const { prisma } = input.database;
  const leads = createLeadStore(prisma);
  return {
    clock: systemClock,
    softwareVersion: version,
    async loadLeads(selection, limit) {
      if ('leadIds' in selection) return loadExportLeads(prisma, selection.leadIds.slice(0, limit));
      const { search, ...filter } = selection.filter;
      const query = search ? { ...filter, searchTerms: readSearch(search) } : filter;
      return loadExportLeads(prisma, await leads.matchingLeadIds(query, limit));
    },
    async writeBundle(bundle) {
      if (bundle.request.includeCapturesReason === undefined) return writeBundle(bundle, input.blobs);
      const protectedCaptures = await findProtectedCaptures(bundle.leads, input);
      return writeBundle({ ...bundle, protectedCaptures }, input.blobs);
    },
    withoutProtected: (text) =>
      maskProtected(
        { protectedAmong: (contacts) => protectedContacts(input.database.pool, contacts, input.protection) },
        text,
      ),
    saveBundleRecord: (record) => saveBundle(prisma, record),
  };
};
