import { describe, expect, it } from 'vitest';
import { loadRules } from '../classify.ts';
import { readAdvert } from '../read-advert.ts';
import { wordingClasses } from '../wording/wording-model.ts';
import type { CorpusText } from './corpus.ts';
import { openUnseenReader } from './read-unseen.ts';

const rules = await loadRules();
/** What a class says, and what each of its texts says besides. */
const sayings = [
  'come to us abroad',
  'shop assistant here',
  'i look for work',
  'is it safe',
  'be warned',
  'help us',
];
const extras = [
  'quiet morning',
  'green river',
  'old market',
  'long bridge',
  'white door',
  'small garden',
  'red roof',
  'cold winter',
];
const corpus = wordingClasses.flatMap((is, at) =>
  extras.map((extra): CorpusText => ({ lang: 'en', text: `${sayings[at]} and the ${extra} ${is}`, is })),
);
const odd: CorpusText = { lang: 'en', text: 'come to us abroad and the strangest zebra of all', is: 'plea' };

describe('texts of the corpus as the model reads what it does not know', () => {
  const reader = openUnseenReader(rules, [...corpus, odd]);

  it('reads each by a model that was trained without it', () => {
    const { wording } = reader.read(odd.text);
    expect(wording.isKnown).toBe(true);
    // A model that had seen its label would take it for a plea.
    expect(wording.odds.lure).toBeGreaterThan(wording.odds.plea);
  });

  it('reads any other text as it is read everywhere', () => {
    const text = 'We look for a driver in our town, come and see us.';
    expect(reader.knows(text)).toBe(false);
    expect(reader.read(text).wording.odds).toEqual(readAdvert({ text }, rules).wording.odds);
  });
});
