/** What a file would bring, before anything of it is stored. */
import { z } from 'zod';
import { BadInputError, UsageError } from '../domain/failure.ts';
import type { ImportPreview } from '../domain/import-view.ts';
import type { Importer, ImportSource } from '../importers/importer.ts';
import { createParticipantList } from './import-participants.ts';

const shownItems = 10;
const shownProblems = 50;
const shownChars = 600;

/** The importer that was asked for, else the one that knows the file best. */
export const chooseImporter = async (
  importers: ReadonlyMap<string, Importer>,
  source: ImportSource,
  id?: string,
): Promise<Importer> => {
  const known = [...importers.keys()].join(', ');
  if (id !== undefined) {
    const importer = importers.get(id);
    if (!importer) throw new UsageError(`there is no importer '${id}'; the known ones are ${known}`);
    return importer;
  }
  const [best, second] = await fittingImporters(importers, source);
  if (!best) throw new BadInputError(`no importer knows what ${source.name} is; the known ones are ${known}`);
  if (second?.fit === best.fit)
    throw new BadInputError(
      `${source.name} may be ${best.importer.id} or ${second.importer.id}: say which type it is`,
    );
  return best.importer;
};

const fittingImporters = async (
  importers: ReadonlyMap<string, Importer>,
  source: ImportSource,
): Promise<{ importer: Importer; fit: number }[]> => {
  const fits: { importer: Importer; fit: number }[] = [];
  for (const importer of importers.values()) fits.push({ importer, fit: await importer.fit(source) });
  return fits.filter(({ fit }) => fit > 0).sort((one, other) => other.fit - one.fit);
};

/** As a person told them, checked, and completed by what the file shows. */
export const completeOptions = async (
  importer: Importer,
  source: ImportSource,
  given: unknown,
): Promise<unknown> => {
  const options = importer.options.safeParse(given);
  if (!options.success) {
    const [issue] = options.error.issues;
    throw new UsageError(`the option ${issue?.path.join('.') ?? ''} is not usable: ${issue?.message}`);
  }
  return importer.guess ? importer.guess(source, options.data) : options.data;
};

export const previewImport = async (
  importers: ReadonlyMap<string, Importer>,
  source: ImportSource,
  given: { importer?: string | undefined; options?: unknown } = {},
): Promise<ImportPreview> => {
  const fitting = await fittingImporters(importers, source);
  const importer = await chooseImporter(importers, source, given.importer ?? fitting[0]?.importer.id);
  const options = await completeOptions(importer, source, given.options ?? {});
  const list = createParticipantList();
  const preview: ImportPreview = {
    name: source.name,
    importer: importer.id,
    label: importer.label,
    isPrivate: importer.isPrivate,
    fitting: fitting.map(({ importer: { id, label }, fit }) => ({ id, label, fit })),
    options: options as Record<string, unknown>,
    schema: z.toJSONSchema(importer.options, { io: 'input', unrepresentable: 'any' }),
    totalItems: 0,
    bad: 0,
    skipped: 0,
    people: [],
    items: [],
    problems: [],
  };
  for await (const item of importer.read(source, options)) {
    preview.totalItems += 1;
    if (item.type === 'bad' || item.type === 'skipped') {
      preview[item.type] += 1;
      if (preview.problems.length < shownProblems)
        preview.problems.push({ kind: item.type, position: item.position, reason: item.reason });
    } else if (item.type === 'text') {
      list.take(item);
      if (preview.items.length < shownItems)
        preview.items.push({
          position: item.position,
          title: item.title ?? '',
          text: item.text.slice(0, shownChars),
          sentAt: item.sentAt ?? null,
          sender: item.sender?.name ?? null,
          images: item.images.length,
        });
    } else if (item.type === 'page' && preview.items.length < shownItems)
      preview.items.push({
        position: item.position,
        title: item.url,
        text: `a saved page of ${item.fetchedAt}`,
        sentAt: null,
        sender: null,
        images: 0,
      });
  }
  return { ...preview, people: importer.isPrivate ? list.list() : [] };
};
