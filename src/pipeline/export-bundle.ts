/** Leads leave as a bundle; who took which is recorded together with it, or the bundle is not made. */
import { rm } from 'node:fs/promises';
import { type BundleRequest, bundleRequest } from '../domain/bundle.ts';
import { type BundleSelection, maxLeadsPerBundle } from '../domain/bundle-selection.ts';
import type { ExportLead } from '../domain/export-lead.ts';
import { BadInputError } from '../domain/failure.ts';
import type { Clock } from '../platform/clock.ts';
import { newId } from '../platform/ids.ts';

export interface BundleRecord {
  id: string;
  /** User id; null when the command line made it. */
  createdById: string | null;
  createdAt: Date;
  request: BundleRequest;
  leadIds: string[];
  fileHash: string;
  bytes: number;
  isDemonstration: boolean;
}

export interface ExportBundleNeeds {
  clock: Clock;
  softwareVersion: string;
  /** At most `limit` leads, in the queue's order; for named ones that are not there, fewer. */
  loadLeads(selection: BundleSelection, limit: number): Promise<ExportLead[]>;
  /** Of src/exporters/bundle.ts, with the deployment's blobs. */
  writeBundle(input: {
    file: string;
    leads: readonly ExportLead[];
    request: BundleRequest;
    createdAt: Date;
    softwareVersion: string;
  }): Promise<{ fileHash: string; bytes: number }>;
  /** With blocks in the place of the contacts of protected people. */
  withoutProtected(text: string): Promise<string>;
  /** The record and its audit entry, in one transaction. */
  saveBundleRecord(record: BundleRecord): Promise<void>;
}

export interface ExportedBundle {
  id: string;
  file: string;
  /** SHA-256, hex: what the sender tells the recipient on another way. */
  fileHash: string;
  bytes: number;
  leadCount: number;
  hasDemonstration: boolean;
}

const checkRequest = (request: BundleRequest): BundleRequest => {
  const parsed = bundleRequest.safeParse(request);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new BadInputError(`the bundle's ${issue?.path.join('.')} is not usable: ${issue?.message}`);
};

const checkLeads = (leads: readonly ExportLead[], selection: BundleSelection): void => {
  if (leads.length > maxLeadsPerBundle)
    throw new BadInputError(`a bundle holds at most ${maxLeadsPerBundle} leads: choose fewer or filter more`);
  if ('leadIds' in selection) {
    const found = new Set(leads.map((lead) => lead.id));
    const missing = selection.leadIds.filter((id) => !found.has(id));
    if (missing.length > 0)
      throw new BadInputError(`${missing.length} of the leads are not there, among them ${missing[0]}`);
  }
  if (leads.length === 0) throw new BadInputError('no lead matches: a bundle needs at least one');
};

export const exportBundle = async (
  needs: ExportBundleNeeds,
  input: { selection: BundleSelection; request: BundleRequest; file: string; createdById: string | null },
): Promise<ExportedBundle> => {
  const asked = checkRequest(input.request);
  const [purpose, recipient] = await Promise.all(
    [asked.purpose, asked.recipient].map(needs.withoutProtected),
  );
  const request = { ...asked, purpose: purpose as string, recipient: recipient as string };
  const leads = await needs.loadLeads(input.selection, maxLeadsPerBundle + 1);
  checkLeads(leads, input.selection);
  const createdAt = needs.clock.now();
  const { file } = input;
  const { fileHash, bytes } = await needs.writeBundle({
    file,
    leads,
    request,
    createdAt,
    softwareVersion: needs.softwareVersion,
  });
  const isDemonstration = leads.some((lead) => lead.isDemonstration);
  const id = newId();
  const leadIds = leads.map((lead) => lead.id);
  const { createdById } = input;
  try {
    await needs.saveBundleRecord({
      id,
      createdById,
      createdAt,
      request,
      leadIds,
      fileHash,
      bytes,
      isDemonstration,
    });
  } catch (error) {
    await rm(file, { force: true });
    throw error;
  }
  return { id, file, fileHash, bytes, leadCount: leads.length, hasDemonstration: isDemonstration };
};
