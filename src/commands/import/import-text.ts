/** What `lurewatch import` prints. */
import type { ImportPreview, ImportView } from '../../domain/import-view.ts';
import type { Importer } from '../../importers/importer.ts';

export const typesText = (importers: readonly Importer[]): string =>
  importers
    .map(
      ({ id, label, description, isPrivate }) =>
        `${id}: ${label}${isPrivate ? ' (private)' : ''}\n  ${description}`,
    )
    .join('\n\n');

const oneLine = (text: string): string => {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > 160 ? `${[...line].slice(0, 159).join('')}…` : line;
};

export const previewText = (preview: ImportPreview): string =>
  [
    `${preview.name}: ${preview.label} (${preview.importer})`,
    ...otherTypes(preview),
    `${preview.totalItems} items, ${preview.bad} can't be read, ${preview.skipped} left out`,
    '',
    `Options: ${JSON.stringify(preview.options)}`,
    ...(preview.isPrivate ? ['', ...peopleLines(preview)] : []),
    '',
    'The first items:',
    ...preview.items.map(
      (item) =>
        `  ${item.position}${item.sender ? ` · ${item.sender}` : ''}${item.images ? ` · ${item.images} pictures` : ''}: ${oneLine(`${item.title} ${item.text}`)}`,
    ),
    ...(preview.problems.length > 0 ? ['', 'What is not read:'] : []),
    ...preview.problems.map((problem) => `  ${problem.position}: ${problem.reason}`),
  ].join('\n');

const otherTypes = ({ fitting, importer }: ImportPreview): string[] => {
  const others = fitting.filter(({ id }) => id !== importer).map(({ id }) => id);
  return others.length > 0 ? [`It may also be read as --type ${others.join(', ')}`] : [];
};

const peopleLines = (preview: ImportPreview): string[] => [
  'This file is private. Say with --protect who in it is the reporter or to be protected, and with --basis why you have it:',
  ...preview.people.map(
    (person) =>
      `  ${person.name}${person.contacts.length > 0 ? ` (${person.contacts.join(', ')})` : ''}: ${person.messages} messages${person.isExporter ? ' · exported the file, protected unless you say --nobody-to-protect' : ''}`,
  ),
];

export const summaryText = (view: ImportView): string => {
  const { counts } = view;
  return [
    `${view.name}: ${view.position} items read`,
    `${counts.new} new adverts, ${counts.changed} changed, ${counts.known} known already, ${counts.leads} new leads`,
    `${counts.protected} of protected people and ${counts.skipped} others were left out, ${counts.bad} could not be read`,
    `import ${view.id}`,
  ].join('\n');
};
