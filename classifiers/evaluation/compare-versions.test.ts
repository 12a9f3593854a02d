import { describe, expect, it } from 'vitest';
import type { Tier } from '../../src/domain/assessment.ts';
import { compareVersions, savedEvaluation, saveEvaluation } from './compare-versions.ts';
import { comparisonMarkdown } from './comparison-markdown.ts';
import type { Scored, Truth } from './labelled-advert.ts';

const row = (id: string, truth: Truth, tier: Tier, text = `text of ${id}`): Scored => ({
  id,
  truth,
  label: truth,
  language: 'en',
  source: 'own',
  text,
  assessment: { kind: 'offer', tier, score: { none: 0, low: 20, medium: 45, high: 80 }[tier], gist: '' },
  without: [],
});

const before = [
  row('a', 'lure', 'none'),
  row('b', 'lure', 'medium'),
  row('c', 'ordinary', 'medium'),
  row('d', 'ordinary', 'none'),
  row('gone', 'lure', 'high'),
];
const after = [
  row('a', 'lure', 'high'),
  row('b', 'lure', 'medium'),
  row('c', 'ordinary', 'low'),
  row('d', 'ordinary', 'none'),
  row('new', 'lure', 'high'),
];
const compared = () => compareVersions(saveEvaluation(before, 'old'), after, 'new');

describe('two versions of the rules', () => {
  it('are compared text by text, by those that both have', () => {
    expect(compared()).toMatchObject({
      before: 'old',
      after: 'new',
      compared: 4,
      onlyBefore: 1,
      onlyAfter: 1,
      lures: { gained: 1, lost: 0, p: 1 },
      others: { gained: 0, lost: 1, p: 1 },
    });
    expect(compared().flips.map((one) => `${one.id} ${one.before.tier} ${one.after.tier}`)).toEqual([
      'a none high',
      'c medium low',
    ]);
  });

  it('have their figures side by side, of the same texts', () => {
    const recall = compared().figures.find((one) => one.name === 'recallMedium');
    expect(recall).toMatchObject({ before: { count: 1, of: 2 }, after: { count: 2, of: 2 } });
    expect(comparisonMarkdown(compared())).toContain(
      '1 enter the queue, 0 leave it (McNemar exact, p = 1.000',
    );
  });

  it('do not compare a text that was changed under the same id', () => {
    const changed = compareVersions(
      saveEvaluation(before, 'old'),
      [row('a', 'lure', 'high', 'another')],
      'new',
    );
    expect(changed).toMatchObject({ compared: 0, onlyBefore: 5, onlyAfter: 1, flips: [] });
  });

  it('tell apart texts that stand twice', () => {
    const twice = [row('a', 'lure', 'high'), row('a', 'lure', 'none')];
    expect(compareVersions(saveEvaluation(twice, 'old'), twice, 'new')).toMatchObject({
      compared: 2,
      flips: [],
    });
  });

  it('keep no text in what is saved', () => {
    const saved = saveEvaluation(before, 'old');
    expect(JSON.stringify(saved)).not.toContain('text of');
    expect(savedEvaluation.parse(JSON.parse(JSON.stringify(saved)))).toEqual(saved);
  });
});
