import { describe, expect, it } from 'vitest';
import { postingAt, quietAssessment } from '../../test/fixtures/pipeline/small-world.ts';
import type { Assessment } from '../domain/assessment.ts';
import { searchTerms } from '../domain/search-terms.ts';
import { assessPosting, contentHash } from './assess-posting.ts';
import { raiseLead } from './raise-lead.ts';

const posting = {
  ...postingAt('https://jobs.example/1'),
  title: '',
  text: '柬埔寨高薪客服\nDM @example_hr_88',
};
const high: Assessment = {
  ...quietAssessment,
  tier: 'high',
  score: 80,
  urgent: true,
  languages: [{ code: 'zh-Hans', share: 1 }],
  contacts: [
    {
      type: 'telegram',
      value: 'example_hr_88',
      role: 'offer',
      field: 'text',
      start: 11,
      end: 25,
      text: '@example_hr_88',
    },
  ],
};

describe('raiseLead', () => {
  it('raises an offer that reaches the queue, with what the queue sorts and searches by', () => {
    const lead = raiseLead(posting, high);
    expect(lead).toMatchObject({
      tierRank: 3,
      score: 80,
      urgent: true,
      language: 'zh-Hans',
      title: '柬埔寨高薪客服',
    });
    for (const asked of ['客服', '@Example_HR_88', 't.me/example_hr_88'])
      for (const term of searchTerms(asked)) expect(lead?.searchTerms).toContain(term);
  });

  it('raises nothing below the tier of the queue', () => {
    expect(raiseLead(posting, { ...high, tier: 'low' })).toBeNull();
  });

  for (const kind of ['seeking', 'question', 'warning', 'plea', 'other'] as const)
    it(`never raises a text of the kind '${kind}', however high its score`, () => {
      expect(raiseLead(posting, { ...high, kind })).toBeNull();
    });

  it('gives exact copies one text hash, whatever their case and spacing', () => {
    const one = raiseLead({ ...posting, text: 'Typing job  in Poipet' }, high);
    const other = raiseLead({ ...posting, text: 'TYPING JOB in poipet ' }, high);
    expect(one?.textHash).toBe(other?.textHash);
  });
});

describe('raiseLead with text on pictures', () => {
  const poster = { ...posting, text: '' };
  it('takes title, search terms and text hash from them where the advert has no words of its own', () => {
    const lead = raiseLead(poster, high, ['', 'Typing job in Poipet\nask @example_hr_88']);
    expect(lead).toMatchObject({ title: 'Typing job in Poipet' });
    expect(lead?.searchTerms).toContain('poipet');
    const other = raiseLead(poster, high, ['Cook wanted in Penang']);
    expect(other?.textHash).not.toBe(lead?.textHash);
  });
});

describe('assessPosting', () => {
  it('marks a plea for the restricted list', () => {
    expect(assessPosting(posting, { ...high, kind: 'plea' })).toMatchObject({
      isPersonAtRisk: true,
      lead: null,
    });
  });

  it('hashes what a reader would see, in whatever order the fields stand', () => {
    const turned = Object.fromEntries(Object.entries(posting).reverse()) as typeof posting;
    expect(contentHash(turned)).toBe(contentHash(posting));
    expect(
      contentHash({ ...posting, url: 'https://jobs.example/other', fieldSources: { text: 'json-ld' } }),
    ).toBe(contentHash(posting));
    expect(contentHash({ ...posting, text: 'changed' })).not.toBe(contentHash(posting));
  });
});
