/** A bundle from a real database and a real evidence folder, until it verifies. */
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { exportNeeds } from '../../src/app/export-needs.ts';
import type { BundleRequest } from '../../src/domain/bundle.ts';
import type { BundleSelection } from '../../src/domain/bundle-selection.ts';
import { queueFilter } from '../../src/domain/lead-queue.ts';
import { createFolderBlobStore } from '../../src/evidence/blob-store.ts';
import { verifyBundle } from '../../src/exporters/verify-bundle.ts';
import { type ExportedBundle, exportBundle } from '../../src/pipeline/export-bundle.ts';
import { newId } from '../../src/platform/ids.ts';
import { openProtection } from '../../src/platform/protection-key.ts';
import { verifyAudit } from '../../src/storage/audit.ts';
import { loadExportLeads } from '../../src/storage/bundles.ts';
import { emptyTables, openTestDatabase, type TestDatabase } from './open-test-database.ts';
import { seedLead } from './seed-leads.ts';

const request: BundleRequest = {
  marking: 'TLP:GREEN',
  purpose: 'Integration test',
  recipient: 'Example Agency',
};
const withCaptures: BundleRequest = { ...request, includeCapturesReason: 'the recipient asked for pages' };

describe('exporting a bundle', () => {
  let database: TestDatabase;
  let folder = '';
  beforeAll(async () => {
    database = await openTestDatabase();
    folder = await mkdtemp(join(tmpdir(), 'lurewatch-export-'));
  });
  afterAll(async () => {
    await database.stop();
    await rm(folder, { recursive: true });
  });
  afterEach(() => emptyTables(database));

  const blobs = () => createFolderBlobStore(join(folder, 'evidence'));
  const take = (
    selection: BundleSelection,
    asked = request,
    file = join(folder, `${newId()}.zip`),
  ): Promise<ExportedBundle> =>
    exportBundle(exportNeeds({ database, blobs: blobs(), protection: openProtection(folder) }), {
      selection,
      request: asked,
      file,
      createdById: null,
    });

  it('takes named leads, records who took them, and verifies', async () => {
    const [one, two] = [
      await seedLead(database.prisma),
      await seedLead(database.prisma, { isDemonstration: true }),
    ];
    const leadIds = [two.leadId, one.leadId];
    const bundle = await take({ leadIds });
    expect(bundle).toMatchObject({ leadCount: 2, hasDemonstration: true });
    expect(await verifyBundle(bundle.file)).toMatchObject({
      isIntact: true,
      fileHash: bundle.fileHash,
      manifest: { ...request, leadCount: 2, hasDemonstration: true },
    });
    const { marking, purpose, recipient } = request;
    expect(await database.prisma.bundle.findUniqueOrThrow({ where: { id: bundle.id } })).toMatchObject({
      marking,
      purpose,
      recipient,
      leadIds,
      fileHash: bundle.fileHash,
      bytes: bundle.bytes,
      includeCapturesReason: null,
      isDemonstration: true,
    });
    const [entry] = await database.prisma.auditEntry.findMany();
    expect(entry).toMatchObject({ actor: 'command', action: 'bundle.export', subjectId: bundle.id });
    expect(JSON.stringify(entry?.details)).not.toContain('Example Agency');
    expect(await verifyAudit(database.prisma)).toMatchObject({ entries: 1, problems: [] });
  });

  it('takes what a filter of the queue finds', async () => {
    await seedLead(database.prisma, { tier: 'medium' });
    await seedLead(database.prisma, { tier: 'high', title: 'Read me first' });
    const bundle = await take({ filter: queueFilter.parse({ tier: 'high' }) });
    expect(bundle.leadCount).toBe(1);
  });

  it('takes pages along with a reason, and leaves out what is quarantined', async () => {
    const texts = ['Typist wanted in Poipet', 'Translator wanted in Bavet'];
    for (const text of texts) await blobs().put(Buffer.from(text));
    const leads = [
      await seedLead(database.prisma, { text: texts[0] as string }),
      await seedLead(database.prisma, { text: texts[1] as string }),
    ];
    const held = await database.prisma.capture.findUniqueOrThrow({
      where: { id: leads[1]?.captureId as string },
    });
    await database.prisma.blob.update({
      where: { hash: held.blobHash as string },
      data: { quarantinedAt: new Date() },
    });
    const bundle = await take({ leadIds: leads.map((lead) => lead.leadId) }, withCaptures);
    const report = await verifyBundle(bundle.file);
    expect(report.problems).toEqual([]);
    expect(report.manifest?.notIncluded).toEqual([
      { sha256: held.blobHash, reason: 'quarantined or destroyed' },
    ]);
    expect(report.manifest?.files.filter((file) => file.path.startsWith('captures/'))).toHaveLength(1);
  });

  it('reads fields, contacts, decisions and captures of a lead', async () => {
    const text = 'Typist wanted, write to @desk_lin';
    const contact = {
      type: 'telegram',
      value: 'desk_lin',
      role: 'offer',
      field: 'text',
      start: 24,
      end: 33,
      text: '@desk_lin',
    } as const;
    const seeded = await seedLead(database.prisma, { text, contacts: [contact] });
    const userId = newId();
    await database.prisma.user.create({
      data: { id: userId, name: 'analyst-of-the-test', passwordHash: 'x', role: 'analyst' },
    });
    await database.prisma.decision.create({
      data: {
        id: newId(),
        groupId: seeded.groupId,
        userId,
        kind: 'pursue',
        reason: 'clear',
        leads: [],
        before: 'new',
        createdAt: new Date(),
      },
    });
    const [lead] = await loadExportLeads(database.prisma, [seeded.leadId]);
    expect(lead).toMatchObject({
      text,
      contacts: [{ type: 'telegram', value: 'desk_lin', role: 'offer' }],
      decisions: [{ kind: 'pursue', reason: 'clear', isUndone: false }],
      captures: [{ id: seeded.captureId, status: 200, isWithheld: false }],
      tier: 'medium',
    });
    expect(JSON.stringify(lead)).not.toContain('analyst-of-the-test');
  });

  it('refuses a lead that is not there, an empty choice, and a request that says too little', async () => {
    await expect(take({ leadIds: [newId()] })).rejects.toThrow('are not there');
    await expect(take({ leadIds: ['no id'] })).rejects.toThrow('are not there');
    await expect(take({ filter: queueFilter.parse({}) })).rejects.toThrow('no lead matches');
    const { leadId } = await seedLead(database.prisma);
    await expect(take({ leadIds: [leadId] }, { ...request, purpose: ' ' })).rejects.toThrow('purpose');
    expect(await database.prisma.bundle.count()).toBe(0);
  });

  it('leaves no file when the record can not be kept, and no record when the evidence is damaged', async () => {
    const text = 'A page that somebody changed';
    const { hash } = await blobs().put(Buffer.from(text));
    const { leadId } = await seedLead(database.prisma, { text });
    const file = join(folder, 'unrecorded.zip');
    const needs = exportNeeds({ database, blobs: blobs(), protection: openProtection(folder) });
    const saveBundleRecord = (): Promise<void> => Promise.reject(new Error('the database went away'));
    const input = { selection: { leadIds: [leadId] }, request, file, createdById: null };
    await expect(exportBundle({ ...needs, saveBundleRecord }, input)).rejects.toThrow('went away');
    expect(existsSync(file)).toBe(false);
    await writeFile(
      join(folder, 'evidence', 'sha256', hash.slice(0, 2), hash.slice(2, 4), hash),
      'other bytes',
    );
    await expect(take({ leadIds: [leadId] }, withCaptures, file)).rejects.toThrow('was changed on disk');
    expect(existsSync(file)).toBe(false);
    expect(await database.prisma.bundle.count()).toBe(0);
    expect(await database.prisma.auditEntry.count()).toBe(0);
  });
});
