import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { TargetType } from '../../crawlers/target-type.ts';
import { openSmallWorld, quietAssessment } from '../../test/fixtures/pipeline/small-world.ts';
import type { AdvertInput } from '../domain/assessment.ts';
import type { AssessedPosting, NewCapture } from '../storage/frontier-contract.ts';
import { type CheckNeeds, checkAdvert, suppliedSite } from './check-advert.ts';
import { guessTarget } from './guess-target.ts';
import { previewTarget } from './preview-target.ts';

const typeOf = (id: string, fits: (url: string) => number): TargetType => ({
  id,
  label: id,
  description: '',
  options: z.object({ start: z.string() }),
  optionsFor: (url) => (fits(url) > 0 ? { options: { start: url }, fit: fits(url) } : undefined),
  kinds: ['start'],
  start: (options) => [{ url: (options as { start: string }).start, kind: 'list' }],
  read: () => ({ postings: [], requests: [], problems: [] }),
  isInScope: () => true,
});
const targetTypes = new Map(
  [typeOf('board', () => 1), typeOf('channel', (url) => (url.includes('t.me') ? 10 : 0))].map((type) => [
    type.id,
    type,
  ]),
);

const openCheck = (world = openSmallWorld({ urls: [] })) => {
  const kept: { capture: NewCapture; postings: AssessedPosting[]; suppliedBy: string | null }[] = [];
  const assessed: AdvertInput[] = [];
  const needs: CheckNeeds = {
    ...world.needs,
    targetTypes,
    assess: async (advert) => {
      assessed.push(advert);
      return { ...quietAssessment, tier: 'high', score: 70 };
    },
    supplied: {
      keepSupplied: async (input) => {
        kept.push(input);
        return input.postings.map((_, index) => ({ postingId: `posting-${index}`, leadId: `lead-${index}` }));
      },
    },
  };
  return { needs, kept, assessed, world };
};

describe('checkAdvert', () => {
  it('assesses a pasted text with the fields given, and keeps nothing', async () => {
    const { needs, kept, assessed, world } = openCheck();
    const [checked] = await checkAdvert(needs, { text: ' Typing job ', location: 'Poipet', postedIn: 'MY' });
    expect(assessed).toEqual([
      expect.objectContaining({ text: 'Typing job', location: 'Poipet', postedIn: 'MY' }),
    ]);
    expect(checked?.assessment.tier).toBe('high');
    expect(kept).toEqual([]);
    expect(world.blobs.size).toBe(0);
  });

  it('keeps a pasted text as supplied by a person when asked to, with its bytes and its lead', async () => {
    const { needs, kept, world } = openCheck();
    const [checked] = await checkAdvert(needs, { text: 'Typing job', keep: { suppliedBy: 'user-1' } });
    expect(checked?.leadId).toBe('lead-0');
    expect(kept[0]).toMatchObject({
      suppliedBy: 'user-1',
      capture: { kind: 'supplied', mediaType: 'text/plain' },
    });
    expect(kept[0]?.postings[0]).toMatchObject({ site: suppliedSite, lead: { tierRank: 3 } });
    expect(world.blobs.get(kept[0]?.capture.blobHash ?? '')?.toString()).toBe('Typing job');
  });

  it('gives the same text one key, so that it is not kept twice', async () => {
    const { needs } = openCheck();
    const keys = [];
    for (const text of ['Typing job', 'Typing job ', 'Another'])
      keys.push((await checkAdvert(needs, { text }))[0]?.posting.itemKey);
    expect(keys[0]).toBe(keys[1]);
    expect(keys[0]).not.toBe(keys[2]);
  });

  it('fetches and reads an address', async () => {
    const { needs, world } = openCheck();
    const [checked] = await checkAdvert(needs, { url: 'https://jobs.example/7' });
    expect(checked?.posting.url).toBe('https://jobs.example/7');
    expect(world.fetched).toEqual(['https://jobs.example/7']);
  });

  it.each([{}, { text: 'Typing job' }])('leaves a sign-in out of an address: %o', async (more) => {
    const { needs, kept, assessed, world } = openCheck();
    const url = 'https://ana:s3cret@jobs.example/7?page=1#top';
    const checked = await checkAdvert(needs, { ...more, url, keep: { suppliedBy: 'user-1' } });
    expect(checked[0]?.posting.url).toMatch(/^https:\/\/jobs\.example\/7/);
    expect(kept[0]?.capture.requestedUrl).toBe('https://jobs.example/7?page=1#top');
    expect(JSON.stringify([checked, kept, assessed, world.fetched])).not.toMatch(/s3cret|ana:/);
  });

  it('keeps robots.txt for an address, too', async () => {
    const { needs, world } = openCheck(openSmallWorld({ urls: [], forbidden: ['/private/'] }));
    await expect(checkAdvert(needs, { url: 'https://jobs.example/private/7' })).rejects.toThrow(
      'Disallow: /private/',
    );
    expect(world.fetched).toEqual([]);
  });

  it('says what to do when nothing was given', async () => {
    await expect(checkAdvert(openCheck().needs, { text: '  ' })).rejects.toThrow(
      'paste the text of an advert',
    );
  });
});

describe('guessTarget', () => {
  it('takes the type that knows the address best', () => {
    expect(guessTarget(targetTypes, { url: 'https://t.me/s/example' }).typeId).toBe('channel');
    expect(guessTarget(targetTypes, { url: 'https://jobs.example/' }).typeId).toBe('board');
  });

  it('takes the named type, and says when that can not crawl it', () => {
    expect(guessTarget(targetTypes, { url: 'https://t.me/s/example', typeId: 'board' }).typeId).toBe('board');
    expect(() => guessTarget(targetTypes, { url: 'https://jobs.example/', typeId: 'channel' })).toThrow(
      "no place that the target type 'channel' can crawl",
    );
  });
});

describe('previewTarget', () => {
  it('shows what would be read from the first start page, and keeps nothing', async () => {
    const world = openSmallWorld({ urls: [], requests: ['https://jobs.example/1'] });
    const preview = await previewTarget(
      { ...world.needs, targetTypes },
      { typeId: 'board', options: { start: 'https://jobs.example/list' } },
    );
    expect(preview).toMatchObject({
      url: 'https://jobs.example/list',
      postings: [{ title: 'Gardener', tier: 'none' }],
      requests: [{ url: 'https://jobs.example/1' }],
    });
    expect([world.blobs.size, world.outcomes.length]).toEqual([0, 0]);
  });

  it('says which option is wrong', async () => {
    const { needs } = openSmallWorld({ urls: [] });
    await expect(previewTarget({ ...needs, targetTypes }, { typeId: 'board', options: {} })).rejects.toThrow(
      'start: ',
    );
  });
});
