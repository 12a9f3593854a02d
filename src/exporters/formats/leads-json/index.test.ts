import { describe, expect, it } from 'vitest';
import { demonstrationLead, watchedLead } from '../../../../test/fixtures/export-leads.ts';
import type { ExportContext } from '../../format.ts';
import leadsJson from './index.ts';

const context: ExportContext = {
  marking: 'TLP:GREEN',
  purpose: 'Test',
  recipient: 'Example Agency',
  createdAt: new Date('2026-11-22T10:00:00.000Z'),
  softwareVersion: '0.0.0-test',
  notice: 'A notice.',
};
const read = (leads: (typeof watchedLead)[]): unknown =>
  JSON.parse([...leadsJson.write(leads, context)].join(''));

describe('leads.json', () => {
  it('is JSON for none, one and several leads', () => {
    expect(read([])).toMatchObject({ leadCount: 0, leads: [], hasDemonstration: false });
    expect(read([watchedLead])).toMatchObject({ leadCount: 1, hasDemonstration: false });
    expect(read([watchedLead, demonstrationLead])).toMatchObject({ leadCount: 2, hasDemonstration: true });
  });

  it('holds each text as it was, with offsets that cut out what a finding claims', () => {
    const { leads } = read([watchedLead]) as { leads: (typeof watchedLead)[] };
    const [lead] = leads;
    expect(lead?.text).toBe(watchedLead.text);
    for (const finding of lead?.findings ?? [])
      expect(lead?.text.slice(finding.start, finding.end)).toBe(finding.text);
  });

  it('says in words what the tier means and that a name may be misused', () => {
    expect(read([watchedLead])).toMatchObject({
      marking: 'TLP:GREEN',
      leads: [
        {
          tier: { id: 'high', words: 'read first' },
          employer: { name: '@Golden Sun Trading', note: 'name used in the advert (may be misused)' },
        },
      ],
    });
  });
});
