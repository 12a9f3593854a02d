/** Everything about each lead, for programs. */
import type { ExportLead } from '../../../domain/export-lead.ts';
import { employerLabel, kindWords, tierWords } from '../../../domain/words.ts';
import type { ExportContext, ExportFormat } from '../../format.ts';

const demonstrationNote = 'DEMONSTRATION: made up by Lurewatch to show how it works; no evidence of anything';

const leadOf = (lead: ExportLead): object => {
  const { employer, tier, kind, ...rest } = lead;
  return {
    ...(lead.isDemonstration ? { demonstration: demonstrationNote } : {}),
    ...rest,
    employer: employer === null ? null : { name: employer, note: employerLabel },
    kind: { id: kind, words: kindWords[kind] },
    tier: { id: tier, words: tierWords[tier] },
  };
};

const headOf = (leads: readonly ExportLead[], context: ExportContext): object => ({
  marking: context.marking,
  purpose: context.purpose,
  recipient: context.recipient,
  createdAt: context.createdAt.toISOString(),
  software: `lurewatch ${context.softwareVersion}`,
  notice: context.notice,
  leadCount: leads.length,
  hasDemonstration: leads.some((lead) => lead.isDemonstration),
});

const indented = (value: object, indent: string): string =>
  JSON.stringify(value, null, 2).replace(/\n/g, `\n${indent}`);

const leadsJson: ExportFormat = {
  id: 'leads-json',
  label: 'Leads with every finding, for programs (JSON)',
  fileName: 'leads.json',
  mediaType: 'application/json',
  *write(leads, context) {
    yield indented(headOf(leads, context), '').replace(/\n\}$/, ',\n  "leads": [');
    for (const [index, lead] of leads.entries())
      yield `${index > 0 ? ',' : ''}\n    ${indented(leadOf(lead), '    ')}`;
    yield leads.length > 0 ? '\n  ]\n}\n' : ']\n}\n';
  },
};
export default leadsJson;
