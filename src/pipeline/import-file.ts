/** Imports a file in batches. Broken off anywhere and begun again, it goes on after the last batch that was stored. */

import { createHash } from 'node:crypto';
import type { ImportProblem, ImportView } from '../domain/import-view.ts';
import { identifierOfImage } from '../domain/protected-identifier.ts';
import type { ImportItem } from '../importers/importer.ts';
import type { ImportBatch, ImportNeeds, ImportWork } from './import-contract.ts';
import { bytesOf, type Prepared, preparePage, prepareText } from './import-item.ts';
import { isWithheld } from './import-protection.ts';

const batchItems = 50;
/** Evidence of a batch that is held in memory. */
const batchBytes = 16 * 1024 ** 2;
const maxReasonChars = 300;

export interface ImportProgress {
  onBatch?(view: ImportView): void;
  signal?: AbortSignal;
}

/** Null when somebody else goes on with it, or it was stopped by the signal: then it stays as it is. */
export const importFile = async (
  needs: ImportNeeds,
  work: ImportWork,
  { onBatch, signal }: ImportProgress = {},
): Promise<ImportView | null> => {
  if (work.importer.isPrivate) await protectPictures(needs, work);
  let items: ImportItem[] = [];
  let bytes = 0;
  let from = work.position;
  let number = 0;
  const flush = async (): Promise<boolean> => {
    const view = await saveBatch(needs, work, { items, from });
    if (!view) return false;
    from += items.length;
    items = [];
    bytes = 0;
    onBatch?.(view);
    return true;
  };
  for await (const item of work.importer.read(work.source, work.options)) {
    number += 1;
    if (number <= work.position) continue;
    if (signal?.aborted) return null;
    items.push(item);
    bytes += sizeOf(item);
    if ((items.length >= batchItems || bytes >= batchBytes) && !(await flush())) return null;
  }
  if (signal?.aborted) return null;
  if (items.length > 0 && !(await flush())) return null;
  return needs.store.finish(work.id);
};

const sizeOf = (item: ImportItem): number => {
  if (item.type === 'text')
    return item.evidence.byteLength + item.images.reduce((sum, { bytes }) => sum + bytes, 0);
  return item.type === 'page' ? item.body.byteLength : 0;
};

/** First of all: a picture of somebody protected may also have been sent by another. */
const protectPictures = async (needs: ImportNeeds, work: ImportWork): Promise<void> => {
  for await (const item of work.importer.read(work.source, work.options)) {
    if (item.type !== 'text' || item.images.length === 0) continue;
    if (!isWithheld(work.redactor, item)) continue;
    const hashes: string[] = [];
    for (const entry of item.images) {
      const bytes = await bytesOf(entry);
      if (bytes)
        hashes.push(
          needs.protection.hashOf(identifierOfImage(createHash('sha256').update(bytes).digest('hex'))),
        );
    }
    await needs.store.protect({ hashes, sourceId: work.id });
  }
};

const saveBatch = async (
  needs: ImportNeeds,
  work: ImportWork,
  { items, from }: { items: ImportItem[]; from: number },
): Promise<ImportView | null> => {
  const prepared = await Promise.all(items.map((item) => prepare(needs, work, item)));
  const batch: ImportBatch = {
    importId: work.id,
    from,
    to: from + items.length,
    items: prepared.flatMap((one) => (one.end === 'stored' ? [one.item] : [])),
    counts: {
      known: countOf(prepared, 'known'),
      protected: countOf(prepared, 'protected'),
      skipped: countOf(prepared, 'skipped'),
      bad: countOf(prepared, 'bad'),
    },
    problems: prepared.flatMap((one, index) => problemOf(work, one, items[index] as ImportItem)),
    suppliedBy: work.suppliedBy,
  };
  const startedAt = new Date();
  const view = await needs.store.saveBatch(batch);
  // The same message twice in a batch: the second one's bytes, another time of day in them, belong to nothing.
  const put = batch.items.flatMap(({ blobs }) => blobs.map(({ hash }) => hash));
  if (view)
    for (const hash of await needs.store.unused(put))
      await needs.blobs.remove(hash, { unlessPutSince: startedAt });
  if (view && batch.items.some((item) => item.images.length > 0)) needs.onImages?.();
  return view;
};

const countOf = (prepared: readonly Prepared[], end: Prepared['end']): number =>
  prepared.filter((one) => one.end === end).length;

/** What one item does to its reader is that item's problem; a lost database or thread is everybody's, and is tried again. */
const itemFaults = new Set([
  'BadInputError',
  'UsageError',
  'TaskTooLongError',
  'TaskTooLargeError',
  'TaskFailedError',
]);

const prepare = async (needs: ImportNeeds, work: ImportWork, item: ImportItem): Promise<Prepared> => {
  try {
    if (item.type === 'text') return await prepareText(needs, work, item);
    if (item.type === 'page') return await preparePage(needs, item);
    return { end: item.type, reason: item.reason };
  } catch (error) {
    if (!(error instanceof Error) || !itemFaults.has(error.name)) throw error;
    return { end: 'bad', reason: `it could not be read: ${error.message}` };
  }
};

const problemOf = (work: ImportWork, prepared: Prepared, item: ImportItem): ImportProblem[] => {
  if ((prepared.end !== 'bad' && prepared.end !== 'skipped') || prepared.reason === undefined) return [];
  const clean = (text: string): string => work.redactor.text(text).slice(0, maxReasonChars);
  return [{ kind: prepared.end, position: clean(item.position), reason: clean(prepared.reason) }];
};
