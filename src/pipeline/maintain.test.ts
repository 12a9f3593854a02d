import { describe, expect, it } from 'vitest';
import { postingAt, quietAssessment } from '../../test/fixtures/pipeline/small-world.ts';
import { deleteLeftFiles, dropUnneededBlobs, reScore, type StoredRevision } from './maintain.ts';

const revisions = (count: number): StoredRevision[] =>
  Array.from({ length: count }, (_, index) => ({
    revisionId: `r-${String(index).padStart(4, '0')}`,
    site: 'https://jobs.example',
    posting: { ...postingAt(`https://jobs.example/${index}`), text: index === 7 ? 'hostile' : 'a gardener' },
    postedIn: null,
    imageTexts: [],
    imagesKey: '',
  }));

const openStore = (count: number) => {
  const waiting = new Map(revisions(count).map((revision) => [revision.revisionId, revision]));
  return {
    waiting,
    outdatedRevisions: async ({ limit }: { limit: number }) => [...waiting.values()].slice(0, limit),
    saveReassessments: async (rows: { revisionId: string }[]) => {
      for (const row of rows) waiting.delete(row.revisionId);
      return 0;
    },
  };
};

describe('reScore', () => {
  it('assesses everything in batches', async () => {
    const store = openStore(250);
    const report = await reScore({
      store,
      assess: async () => quietAssessment,
      rulesVersion: async () => 'new',
    });
    expect(report.revisions).toBe(250);
    expect(store.waiting.size).toBe(0);
  });

  it('goes on past one that can not be assessed, and names it in the end', async () => {
    const store = openStore(120);
    const assess = async ({ text }: { text: string }) => {
      if (text === 'hostile') throw new Error('took longer than 2 s');
      return quietAssessment;
    };
    await expect(reScore({ store, assess, rulesVersion: async () => 'new' })).rejects.toThrow(
      '1 postings could not be assessed again: revision r-0007 (took longer than 2 s)',
    );
    expect([...store.waiting.keys()]).toEqual(['r-0007']);
  });

  it('ends even when nothing can be saved', async () => {
    const store = { ...openStore(3), saveReassessments: async () => 0 };
    const running = reScore({ store, assess: async () => quietAssessment, rulesVersion: async () => 'new' });
    await expect(running).rejects.toThrow('3 postings could not be assessed again');
  });
});

describe('deleteLeftFiles', () => {
  it('deletes each file that was not put again since, until none is left', async () => {
    const decidedAt = new Date('2026-11-24T04:00:00Z');
    const waiting = Array.from({ length: 130 }, (_, index) => ({ hash: `hash-${index}`, decidedAt }));
    const removed: unknown[] = [];
    await deleteLeftFiles({
      store: {
        blobFilesToDelete: async ({ limit }) => waiting.slice(0, limit),
        forgetDeletedFiles: async (hashes) => void waiting.splice(0, hashes.length),
      },
      blobs: { remove: async (hash, options) => void removed.push([hash, options]) },
    });
    expect(removed).toHaveLength(130);
    expect(removed[0]).toEqual(['hash-0', { unlessPutSince: decidedAt }]);
  });
});

describe('dropUnneededBlobs', () => {
  it('deletes each and marks it, until none is left', async () => {
    const waiting = Array.from({ length: 130 }, (_, index) => `hash-${index}`);
    const removed: string[] = [];
    const dropped = await dropUnneededBlobs({
      store: {
        unneededBlobs: async ({ limit }) => waiting.slice(0, limit),
        markBlobsDestroyed: async (hashes) => void waiting.splice(0, hashes.length),
      },
      blobs: { remove: async (hash) => void removed.push(hash) },
    });
    expect(dropped).toBe(130);
    expect(removed).toHaveLength(130);
  });
});
