/** One row for each lead, for a spreadsheet. */
import type { ExportLead } from '../../../domain/export-lead.ts';
import { goneReasonWords } from '../../../domain/gone.ts';
import { decisionWords, employerLabel, kindWords, tierWords } from '../../../domain/words.ts';
import type { ExportContext, ExportFormat } from '../../format.ts';
import { csvLine } from './csv-line.ts';

/** With it, spreadsheets read UTF-8. */
const byteOrderMark = '\ufeff';

type Column = [heading: string, cell: (lead: ExportLead, context: ExportContext) => string];

const payText = ({ pay }: ExportLead): string => pay?.text ?? '';
const payInUsd = ({ pay }: ExportLead): string => {
  if (pay?.monthlyUsdMin === undefined) return '';
  const { monthlyUsdMin: least, monthlyUsdMax: most = least } = pay;
  return least === most ? `${least}` : `${least} to ${most}`;
};
const contactsWith = (lead: ExportLead, role: 'offer' | 'other'): string =>
  lead.contacts
    .filter((contact) => contact.role === role)
    .map((contact) => `${contact.type}: ${contact.value}`)
    .join('\n');

const columns: readonly Column[] = [
  ['demonstration', (lead) => (lead.isDemonstration ? 'DEMONSTRATION, made up, no evidence' : 'no')],
  ['marking', (_lead, context) => context.marking],
  ['read', (lead) => tierWords[lead.tier]],
  ['urgent', (lead) => (lead.urgent ? 'yes' : 'no')],
  ['title', (lead) => lead.title],
  ['gist', (lead) => lead.gist],
  [employerLabel, (lead) => lead.employer ?? ''],
  ['place', (lead) => lead.place ?? ''],
  ['country', (lead) => lead.country ?? ''],
  ['pay', payText],
  ['pay in US dollars a month, about', payInUsd],
  ['contact details to answer to', (lead) => contactsWith(lead, 'offer')],
  ['other contact details', (lead) => contactsWith(lead, 'other')],
  ['why it was read as suspicious', (lead) => lead.findings.map((finding) => finding.why).join('\n')],
  ['text', (lead) => lead.text],
  ['text read on pictures', (lead) => lead.images.flatMap((image) => image.text ?? []).join('\n')],
  ['address', (lead) => lead.url],
  ['languages', (lead) => lead.languages.map((language) => language.code).join(' ')],
  ['kind of text', (lead) => kindWords[lead.kind]],
  ['scheme', (lead) => lead.scheme],
  ['score for ordering', (lead) => String(lead.score)],
  ['first seen', (lead) => lead.firstSeenAt],
  ['last seen', (lead) => lead.lastSeenAt],
  ['gone since', (lead) => lead.goneAt ?? ''],
  ['gone because', (lead) => (lead.goneReason ? goneReasonWords[lead.goneReason] : '')],
  [
    'decisions',
    (lead) =>
      lead.decisions
        .filter((decision) => !decision.isUndone)
        .map((decision) => `${decisionWords[decision.kind]} ${decision.decidedAt}: ${decision.reason}`)
        .join('\n'),
  ],
  ['captures (SHA-256)', (lead) => lead.captures.flatMap((capture) => capture.hash ?? []).join('\n')],
  ['lead', (lead) => lead.id],
  ['advert group', (lead) => lead.groupId],
  ['notice', (_lead, context) => context.notice],
];

const leadsCsv: ExportFormat = {
  id: 'leads-csv',
  label: 'One row for each lead, for a spreadsheet (CSV)',
  fileName: 'leads.csv',
  mediaType: 'text/csv; charset=utf-8',
  *write(leads, context) {
    yield byteOrderMark + csvLine(columns.map(([heading]) => heading));
    for (const lead of leads) yield csvLine(columns.map(([, cell]) => cell(lead, context)));
  },
};
export default leadsCsv;
