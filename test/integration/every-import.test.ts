/** Every importer loads its own samples: from the file to postings with evidence, and the lures in them to leads. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { importStart } from '../../src/domain/import-view.ts';
import { createFolderBlobStore } from '../../src/evidence/blob-store.ts';
import { importers as loadImporters } from '../../src/importers/importers.ts';
import { openSource } from '../../src/importers/open-source.ts';
import { sourceHash } from '../../src/importers/source-hash.ts';
import { importFile } from '../../src/pipeline/import-file.ts';
import { startImport } from '../../src/pipeline/start-import.ts';
import { projectRoot } from '../../src/platform/discover.ts';
import { type ImportWorld, openImportWorld } from './open-import-world.ts';
import { emptyTables, type TestDatabase } from './open-test-database.ts';

const importers = await loadImporters();
const samplesOf = (id: string): string => join(projectRoot, 'src/importers', id, 'samples');
/** A folder of pictures is one sample, everything else a sample a file. */
const samples = (
  await Promise.all(
    [...importers.keys()].map(async (id) =>
      id === 'image-folder'
        ? [{ id, path: samplesOf(id), name: 'samples' }]
        : (await readdir(samplesOf(id))).map((name) => ({ id, path: join(samplesOf(id), name), name })),
    ),
  )
).flat();

/** In a picture the lure is read by another step, where there is language data. */
const withoutLure = new Set(['image-folder']);

describe('the sample of', () => {
  let world: ImportWorld;
  let database: TestDatabase;
  let folder: string;
  let needs: ImportWorld['needs'];
  beforeAll(async () => {
    world = await openImportWorld('every-import');
    ({ database, folder, needs } = world);
  });
  beforeEach(() => emptyTables(database));
  afterAll(() => world.close());

  it.each(samples)('$id, $name, is loaded from end to end', async ({ id, path }) => {
    const { source } = await openSource(path);
    const start = importStart.parse(
      importers.get(id)?.isPrivate ? { protection: { basis: 'given for this test', isNobody: true } } : {},
    );
    const opened = await startImport(
      { ...needs, importers },
      { source, fileHash: await sourceHash(source), start, suppliedBy: null },
    );
    const view = await importFile(needs, opened.work);
    expect(view).toMatchObject({ state: 'done', importer: id });
    expect(
      view?.counts.new,
      JSON.stringify([view?.counts, await needs.store.problems(opened.view.id)]),
    ).toBeGreaterThan(0);
    const postings = await database.prisma.posting.findMany({ include: { revisions: true, lead: true } });
    expect(postings).toHaveLength(view?.counts.new ?? -1);
    const blobs = createFolderBlobStore(join(folder, 'evidence'));
    const captures = await database.prisma.capture.findMany();
    for (const { kind, blobHash } of captures) {
      expect(kind).toBe('supplied');
      expect(await blobs.has(blobHash ?? '')).toBe(true);
    }
    if (!withoutLure.has(id)) expect(postings.some((posting) => posting.lead !== null)).toBe(true);
  });
});
