import { describe, expect, it } from 'vitest';
import { quietAssessment } from '../../test/fixtures/pipeline/small-world.ts';
import { MissingServiceError } from '../domain/failure.ts';
import type { ImageReading } from '../images/read-image.ts';
import { createLogger } from '../platform/log.ts';
import { type ReadImagesNeeds, readImages, type StoredImageReading } from './read-images.ts';

const open = (input: {
  hashes: string[];
  installed?: string[];
  read?: (hash: string) => Promise<ImageReading>;
  gone?: string[];
}) => {
  const saved: StoredImageReading[] = [];
  const waiting = new Set(input.hashes);
  const needs: ReadImagesNeeds = {
    images: {
      pendingImages: async ({ limit }) =>
        [...waiting]
          .slice(0, limit)
          .map((blobHash) => ({ blobHash, languages: ['vi'], country: null, site: '' })),
      saveImageReading: async (reading) => {
        waiting.delete(reading.blobHash);
        saved.push(reading);
      },
    },
    store: { outdatedRevisions: async () => [], saveReassessments: async () => 0 },
    blobs: { get: async (hash) => (input.gone?.includes(hash) ? undefined : Buffer.from(hash)) },
    installed: () => input.installed ?? ['vi'],
    languagesOf: ({ languages }) => [...languages],
    readImage: (bytes) => (input.read ?? (async (text) => ({ text })))(Buffer.from(bytes).toString()),
    assess: async () => quietAssessment,
    rulesVersion: async () => 'rules',
    madeWith: 'test',
    log: createLogger('test'),
  };
  return { needs, saved };
};

describe('readImages', () => {
  it('reads each image once, with what it was read in', async () => {
    const { needs, saved } = open({ hashes: ['one', 'two'] });
    expect(await readImages(needs)).toEqual({ images: 2, withText: 2, revisions: 0, raisedLeads: 0 });
    expect(saved[0]).toEqual({
      blobHash: 'one',
      text: 'one',
      languages: ['vi'],
      installed: ['vi'],
      madeWith: 'test',
    });
  });

  it('reads nothing without a language', async () => {
    const { needs, saved } = open({ hashes: ['one'], installed: [] });
    expect(await readImages(needs)).toMatchObject({ images: 0 });
    expect(saved).toEqual([]);
  });

  it('notes what ended its thread or is no longer kept, and goes on', async () => {
    const read = async (hash: string): Promise<ImageReading> => {
      if (hash === 'hostile') throw new Error('took longer than 60 s');
      return { text: hash };
    };
    const { needs, saved } = open({ hashes: ['hostile', 'gone', 'good'], read, gone: ['gone'] });
    expect(await readImages(needs)).toMatchObject({ images: 3, withText: 1 });
    expect(saved.map((reading) => reading.note)).toEqual([
      'it could not be read: took longer than 60 s',
      'the file is no longer kept',
      undefined,
    ]);
  });

  it('blames no image when none can be read here, so that all are read later', async () => {
    const read = async (): Promise<ImageReading> => {
      throw new MissingServiceError("images can't be read here");
    };
    const { needs, saved } = open({ hashes: ['one'], read });
    await expect(readImages(needs)).rejects.toThrow("can't be read here");
    expect(saved).toEqual([]);
  });
});
