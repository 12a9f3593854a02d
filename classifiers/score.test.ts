import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { families } from '../src/domain/assessment.ts';
import { loadLexicon } from './lexicon.ts';
import { scoreFindings, tierBounds, type Weighed } from './score.ts';

let known: Weighed[];
beforeAll(async () => {
  const { indicators } = await loadLexicon();
  known = Object.values(indicators).map(({ id, family, weight }) => ({ indicator: id, family, weight }));
});

const pick = (...ids: string[]): Weighed[] =>
  ids.map((id) => known.find((one) => one.indicator === id) as Weighed);
const tierFor = (...ids: string[]): string => scoreFindings(pick(...ids)).tier;

/** Invented indicators; each belongs to one family, as the real ones do. */
const inventedIndicators = [
  'a',
  'b',
  'c',
  'd',
  'compound-place',
  'no-confinement-claim',
  'free-flight',
  'messaging-only',
];
const invented = fc
  .record({ which: fc.nat(inventedIndicators.length - 1), weight: fc.integer({ min: -10, max: 22 }) })
  .map(({ which, weight }) => ({
    indicator: inventedIndicators[which] as string,
    family: families[(which * 5) % families.length] as Weighed['family'],
    weight,
  }));
const evidence = invented.filter((one) => one.weight > 0);

describe('adding evidence for a lure', () => {
  it('never lowers the score, whatever the findings are', () => {
    fc.assert(
      fc.property(fc.array(invented, { maxLength: 14 }), evidence, (findings, more) => {
        expect(scoreFindings([...findings, more]).score).toBeGreaterThanOrEqual(
          scoreFindings(findings).score,
        );
      }),
      { numRuns: 3000 },
    );
  });

  it('never lowers it with the real indicators', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(), { maxLength: 14 }), fc.nat(), (indices, another) => {
        const at = (index: number): Weighed => known[index % known.length] as Weighed;
        const findings = indices.map(at);
        const more = at(another);
        if (more.weight < 0) return;
        expect(scoreFindings([...findings, more]).score).toBeGreaterThanOrEqual(
          scoreFindings(findings).score,
        );
      }),
      { numRuns: 3000 },
    );
  });
});

describe('a score', () => {
  it('lies between 0 and 100, and is 0 without findings', () => {
    expect(scoreFindings([])).toEqual({ score: 0, tier: 'none', contributions: [] });
    fc.assert(
      fc.property(fc.array(invented, { maxLength: 30 }), (findings) => {
        const { score } = scoreFindings(findings);
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(100);
      }),
    );
  });

  it('is what the findings contribute', () => {
    fc.assert(
      fc.property(fc.array(evidence, { minLength: 1, maxLength: 12 }), (findings) => {
        const { score, contributions } = scoreFindings(findings);
        const sum = contributions.reduce((all, one) => all + one, 0);
        expect(Math.abs(sum - score)).toBeLessThan(1);
      }),
    );
  });

  it('does not count a word twice', () => {
    const once = scoreFindings(pick('free-flight', 'overseas-work'));
    const often = scoreFindings(pick('free-flight', 'free-flight', 'free-flight', 'overseas-work'));
    expect(often.score).toBe(once.score);
  });

  it('stays below a limit, for texts that are no offers', () => {
    const loud = pick(
      'compound-place',
      'free-flight',
      'passport-kept',
      'debt-repaid',
      'pay-above-usual',
      'chat-role',
    );
    expect(scoreFindings(loud, tierBounds.medium - 0.1).tier).toBe('low');
  });
});

describe('a tier', () => {
  it.each([
    [
      'weak families alone',
      [
        'no-experience',
        'easy-work',
        'fast-hire',
        'customer-service-role',
        'direct-message',
        'messaging-only',
        'immediate-start',
      ],
      ['none', 'low'],
    ],
    [
      'an ordinary job with room and food',
      ['free-lodging', 'free-food', 'no-experience', 'manual-role', 'high-pay-wording'],
      ['none', 'low'],
    ],
    [
      'work at sea or in the Gulf with a licence',
      [
        'free-flight',
        'free-visa',
        'free-lodging',
        'overseas-work',
        'licence-number',
        'registered-employer',
        'qualifications-asked',
      ],
      ['none', 'low'],
    ],
    ['a town alone', ['hotspot-place', 'customer-service-role'], ['none', 'low']],
  ])('is low for %s', (_name, ids, tiers) => {
    expect(tiers).toContain(tierFor(...ids));
  });

  it.each([
    [
      'place, role, pay, journey and contact',
      [
        'hotspot-place',
        'chat-role',
        'pay-above-usual',
        'free-flight',
        'free-visa',
        'free-lodging',
        'logistics-bundle',
        'no-experience',
        'messaging-only',
      ],
    ],
    [
      'a compound with the journey paid',
      ['compound-place', 'free-flight', 'logistics-bundle', 'chat-role', 'pay-above-usual', 'no-experience'],
    ],
    [
      'a denial of confinement abroad',
      [
        'no-confinement-claim',
        'free-to-leave-claim',
        'overseas-work',
        'high-pay-wording',
        'free-flight',
        'logistics-bundle',
      ],
    ],
  ])('is high for %s', (_name, ids) => {
    expect(tierFor(...ids)).toBe('high');
  });

  it('is not brought below medium by legitimacy when the evidence is unmistakable', () => {
    const ids = [
      'compound-place',
      'free-flight',
      'chat-role',
      'licence-number',
      'statutory-benefits',
      'registered-employer',
      'company-email',
      'official-agency',
    ];
    expect(['medium', 'high']).toContain(tierFor(...ids));
  });
});
