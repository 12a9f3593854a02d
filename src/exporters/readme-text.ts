/** README.txt of a bundle: for the person who opens it and has never heard of Lurewatch. */
import type { ExportContext } from './format.ts';

const wrapped = (text: string): string =>
  text
    .split(/\s+/)
    .reduce<string[]>((lines, word) => {
      const last = lines.at(-1);
      if (last !== undefined && last.length + word.length < 78) lines[lines.length - 1] = `${last} ${word}`;
      else lines.push(word);
      return lines;
    }, [])
    .join('\n');

export const readmeText = (input: {
  context: ExportContext;
  leadCount: number;
  demonstrationCount: number;
  withCaptures: boolean;
}): string => {
  const { context, leadCount, demonstrationCount, withCaptures } = input;
  const demonstration =
    demonstrationCount > 0
      ? [
          wrapped(
            `DEMONSTRATION: ${demonstrationCount} of these leads are made up by Lurewatch to show how it works. They are marked in every list and are no evidence of anything.`,
          ),
          '',
        ]
      : [];
  const captures = withCaptures
    ? [
        'captures/        the pages and pictures as they were fetched, each named by its SHA-256;',
        '                 they are bytes from strangers: do not open them in a browser',
        'screenshots/     pictures of them',
        wrapped(`They go along because: ${context.includeCapturesReason}`),
      ]
    : ['Pages and screenshots were not asked for and are not in this bundle.'];
  return `${[
    `${context.marking}   (Traffic Light Protocol 2.0, https://www.first.org/tlp/)`,
    '',
    'LUREWATCH BUNDLE',
    '',
    `Leads:      ${leadCount}`,
    `Purpose:    ${context.purpose}`,
    `Recipient:  ${context.recipient}`,
    `Created:    ${context.createdAt.toISOString()} by Lurewatch ${context.softwareVersion}`,
    '',
    ...demonstration,
    wrapped(context.notice),
    '',
    wrapped(
      'The employer is a name used in the advert and may be misused. "Read first", "read" and "if time" say in which order to read, not how likely anything is.',
    ),
    '',
    'FILES',
    '',
    'leads.json       every lead with its findings, for programs',
    'leads.csv        one row for each lead, for a spreadsheet',
    'manifest.json    what is in this bundle, with the SHA-256 of each file',
    'SHA256SUMS       the same sums for the tool sha256sum',
    ...captures,
    '',
    'HOW TO CHECK IT',
    '',
    'With Lurewatch, offline:   lurewatch verify FILE.zip',
    'By hand, after unpacking:  sha256sum --check SHA256SUMS',
    '',
    wrapped(
      'Both show that the files are those that the manifest lists. That the manifest itself is the one that was sent shows only the SHA-256 of the whole .zip: ask the sender for it on another way and compare it with what "sha256sum FILE.zip" prints.',
    ),
  ].join('\n')}\n`;
};
