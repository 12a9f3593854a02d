/** What `lurewatch protect` prints: counts, never what was looked for. */
import type { ProtectedSummary, ProtectReport } from '../../pipeline/protect-person.ts';

export const summaryText = (summary: ProtectedSummary): string =>
  [
    `${summary.byCommand + summary.byImports + summary.byIntake} identifiers are protected: ` +
      `${summary.byCommand} by this command, ${summary.byImports} by imports, ${summary.byIntake} by intake.`,
    `${summary.withheldFiles} files of the evidence are withheld because they show somebody protected.`,
    'Only keyed hashes are kept: which they are can’t be listed.',
  ].join('\n');

export const reportText = (
  { counts, isAnyMissed, targets, bundles }: ProtectReport,
  isDryRun: boolean,
): string =>
  [
    isDryRun ? 'Nothing was changed. It stands in:' : 'It is protected now. Taken out of:',
    `  ${counts.postings} adverts (${counts.revisions} revisions, ${counts.leads} of them leads)`,
    `  ${counts.contacts} contacts, ${counts.otherTexts} notes, addresses and other texts, ${counts.places} found places`,
    isDryRun
      ? `  ${counts.captures} captured pages and images, which would be withheld`
      : `${counts.captures} captured pages and images are withheld; their bytes stay as evidence.`,
    ...(isAnyMissed
      ? [
          'Something that began earlier, such as a backup, still had the database after a minute: what it writes may show the person. Run the same command again when it has ended.',
        ]
      : []),
    ...targets.map(
      ({ id, name }) =>
        `A target watches their own place: '${name}'. Nothing in it was changed; remove it: lurewatch targets remove ${id}`,
    ),
    ...(bundles.length > 0
      ? [`${bundles.length} bundles left the house with such adverts, and can’t be called back:`]
      : []),
    ...bundles.map(
      ({ id, createdAt, recipient }) => `  ${createdAt.toISOString().slice(0, 10)} to ${recipient} (${id})`,
    ),
  ].join('\n');
