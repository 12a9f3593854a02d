/**
 * What every export format keeps to. A format is found by its folder; its golden file is `expected-output.txt` there.
 * `npx vitest run --project conformance test/conformance/export-formats.test.ts -u` writes it anew.
 */
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { exportNotice } from '../../src/domain/bundle.ts';
import { exportFormats } from '../../src/exporters/export-formats.ts';
import type { ExportContext } from '../../src/exporters/format.ts';
import { projectRoot } from '../../src/platform/discover.ts';
import { demonstrationLead, watchedLead } from '../fixtures/export-leads.ts';

const context: ExportContext = {
  marking: 'TLP:AMBER',
  purpose: 'Check of the export formats',
  recipient: 'Example Agency',
  createdAt: new Date('2026-11-22T10:00:00.000Z'),
  softwareVersion: '0.0.0-test',
  notice: exportNotice,
};

const formats = await exportFormats();

describe.each([...formats.values()])('export format $id', (format) => {
  const write = (leads = [watchedLead, demonstrationLead]): string =>
    [...format.write(leads, context)].join('');

  it('writes what its golden file holds', async () => {
    const golden = join(projectRoot, 'src/exporters/formats', format.id, 'expected-output.txt');
    await expect(write()).toMatchFileSnapshot(golden);
  });

  it('writes the same for the same leads', () => {
    expect(write()).toBe(write());
  });

  it('carries the marking and the notice, and names the employer as a name that may be misused', () => {
    const text = write([watchedLead]);
    expect(text).toContain('TLP:AMBER');
    expect(text).toContain('Nothing was found out about any person or company');
    expect(text).toContain('name used in the advert (may be misused)');
  });

  it('marks a lead of the demonstration, and no other', () => {
    expect(write([demonstrationLead])).toContain('DEMONSTRATION');
    expect(write([watchedLead])).not.toContain('DEMONSTRATION');
  });

  it('shows the tier in words and no percentage', () => {
    const text = write();
    expect(text).toContain('read first');
    expect(text).not.toMatch(/\d\s?%/);
  });

  it('has a file name that is safe in an archive', () => {
    expect(format.fileName).toMatch(/^[a-z0-9][a-z0-9.-]{1,60}$/);
  });

  it('holds every lead, and writes something when there is none', () => {
    for (const lead of [watchedLead, demonstrationLead]) expect(write()).toContain(lead.id);
    expect(write([])).not.toBe('');
  });
});

it('finds at least the formats of a bundle', () => {
  expect([...formats.keys()]).toEqual(expect.arrayContaining(['leads-csv', 'leads-json']));
});
