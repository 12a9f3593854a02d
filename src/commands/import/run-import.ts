/** Does what `lurewatch import` was asked for. */
import { resolve } from 'node:path';
import { openImportNeeds } from '../../app/import-needs.ts';
import { openDeploymentDatabase } from '../../app/open-deployment-database.ts';
import { UsageError } from '../../domain/failure.ts';
import type { ImportPreview, ImportView } from '../../domain/import-view.ts';
import { importers as loadImporters } from '../../importers/importers.ts';
import { openSource } from '../../importers/open-source.ts';
import { sourceHash } from '../../importers/source-hash.ts';
import { importFile } from '../../pipeline/import-file.ts';
import { chooseImporter, previewImport } from '../../pipeline/import-preview.ts';
import { startImport } from '../../pipeline/start-import.ts';
import { openDataFolder } from '../../platform/data-folder.ts';
import { requireMigrated } from '../../storage/migrate.ts';
import { previewText, summaryText, typesText } from './import-text.ts';
import type { ImportOptions } from './read-options.ts';

export const runImport = async (options: ImportOptions): Promise<number> => {
  const importers = await loadImporters();
  if (options.isListing || options.path === undefined) return print(typesText([...importers.values()]));
  const { source, close } = await openSource(options.path);
  try {
    const preview = await previewImport(importers, source, {
      importer: options.type,
      options: options.options,
    });
    if (!options.isPreview) await chooseImporter(importers, source, options.type);
    if (options.isPreview) return print(options.isJson ? JSON.stringify(preview) : previewText(preview));
    const view = await importNow(options, { preview, importers, source });
    print(options.isJson ? JSON.stringify(view) : summaryText(view));
    return view.state === 'done' && view.counts.bad === 0 ? 0 : 1;
  } finally {
    await close();
  }
};

const print = (text: string): number => {
  process.stdout.write(`${text}\n`);
  return 0;
};

const importNow = async (
  options: ImportOptions,
  opened: {
    preview: ImportPreview;
    importers: Awaited<ReturnType<typeof loadImporters>>;
    source: Awaited<ReturnType<typeof openSource>>['source'];
  },
): Promise<ImportView> => {
  const { preview, importers, source } = opened;
  const start = {
    importer: preview.importer,
    options: options.options,
    protection: {
      ...namedPeople(options.protect, preview),
      isNobody: options.isNobody,
      basis: options.basis,
    },
  };
  const dataFolder = openDataFolder(options.dataFolder && resolve(options.dataFolder));
  const { database, close } = await openDeploymentDatabase(dataFolder);
  const needs = await openImportNeeds({ database, dataFolder });
  try {
    await requireMigrated(database);
    const begun = await startImport(
      { ...needs, importers },
      { source, fileHash: await sourceHash(source), start, suppliedBy: null },
    );
    if (begun.view.position > 0)
      process.stderr.write(`Goes on after ${begun.view.position} items that are stored already.\n`);
    const view = await importFile(needs, begun.work, { onBatch: showProgress }).catch(
      async (error: Error) => {
        await needs.store.fail(begun.view.id, begun.work.redactor.text(error.message));
        throw error;
      },
    );
    if (!view) throw new UsageError('another process imports this file at this moment, or it was undone');
    return view;
  } finally {
    await needs.close();
    await close();
  }
};

/** A name that stands in the file is that person; anything else is looked for in what others wrote. */
const namedPeople = (
  protect: readonly string[],
  preview: ImportPreview,
): { people: string[]; others: string[] } => {
  const people: string[] = [];
  const others: string[] = [];
  for (const named of protect) {
    const found = preview.people.filter(
      (person) =>
        person.id === named ||
        person.name.toLowerCase() === named.toLowerCase() ||
        person.contacts.includes(named),
    );
    if (found.length > 0) people.push(...found.map((person) => person.id));
    else others.push(named);
  }
  return { people, others };
};

const showProgress = (view: ImportView): void => {
  const of = view.totalItems ? ` of ${view.totalItems}` : '';
  const line = `${view.position}${of} read: ${view.counts.new} new, ${view.counts.known} known, ${view.counts.leads} leads`;
  process.stderr.write(process.stderr.isTTY ? `\r${line}  ` : `${line}\n`);
};
