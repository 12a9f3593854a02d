/** The demonstration shows what the tool promises: lures reach the queue, nobody else does. */
import { expect, test } from 'vitest';
import { classify, loadRules } from '../../classifiers/classify.ts';
import { demoAdverts } from '../../src/demo/adverts/index.ts';
import type { DemoAdvert } from '../../src/demo/demo-advert.ts';
import { queueTier, tierRank } from '../../src/domain/assessment.ts';

const rules = await loadRules();

const assess = ({ text, title, employer, location }: DemoAdvert) =>
  classify({ text, title, ...(employer && { employer }), ...(location && { location }) }, rules);

const reachesQueue = (advert: DemoAdvert): boolean => {
  const { kind, tier } = assess(advert);
  return kind === 'offer' && tierRank(tier) >= tierRank(queueTier);
};

const lures = demoAdverts.filter((advert) => advert.label === 'lure' && !advert.image);

test('at least nine of ten lures that are written in words reach the queue', () => {
  const missed = lures.filter((advert) => !reachesQueue(advert)).map((advert) => advert.id);
  expect(missed.length, missed.join(', ')).toBeLessThanOrEqual(lures.length / 10);
});

test.each(
  demoAdverts
    .filter((advert) => advert.label !== 'lure')
    .map((advert) => [advert.label, advert.id, advert] as const),
)('a text of somebody else stays out of the queue: %s %s', (_label, _id, advert) => {
  expect(reachesQueue(advert)).toBe(false);
});

test('nobody who seeks work, asks or pleads is given as a recruiter to answer to', () => {
  for (const advert of demoAdverts.filter(({ label }) => ['seeking', 'question', 'plea'].includes(label)))
    for (const contact of assess(advert).contacts) expect(contact.role, advert.id).toBe('other');
});

test('every finding cuts exactly the words that it claims', () => {
  for (const advert of demoAdverts)
    for (const finding of assess(advert).findings) {
      const field = {
        text: advert.text,
        title: advert.title,
        employer: advert.employer,
        location: advert.location,
      }[finding.field as 'text'];
      expect(field?.slice(finding.start, finding.end)).toBe(finding.text);
    }
});
