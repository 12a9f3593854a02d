import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { classify, loadRules, type Rules } from './classify.ts';
import { explainAdvert } from './explain-advert.ts';
import { classifiersFolder } from './lexicon-sources.ts';

/** Own small data: what the project's words say changes from day to day. */
const head = 'status: experimental, provenance: M, source: invented for this test';
const files = {
  'languages/en/logistics.yaml': `family: logistics
concepts:
  - {id: kite-ride, indicator: free-flight, gloss: kite ride paid, ${head},
     match: [kite ride paid], unless: [festival], examples: [kite ride paid], nearMisses: [kite]}
`,
  'languages/en/kinds.yaml': `cues:
  - {id: kite-call, kind: offer, strength: 2, gloss: calls kite flyers, ${head},
     match: [kite flyers wanted], examples: [kite flyers wanted], nearMisses: [kite]}
`,
  'languages/de/logistics.yaml': `family: logistics
concepts:
  - {id: drachen, indicator: free-flight, gloss: kite ride paid, ${head},
     match: [gratis], examples: [gratis], nearMisses: [drachen]}
`,
  'gazetteer/own.yaml': `places:
  - {id: kiteville, name: Kiteville, country: KH, kind: hotspot, names: [Kiteville City],
     ambiguousNames: [Kiteville], provenance: M, source: invented for this test}
`,
};

let folder: string;
let rules: Rules;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lurewatch-explain-'));
  for (const part of ['indicators', 'languages/en/language.yaml', 'languages/de/language.yaml'])
    cpSync(join(classifiersFolder, part), join(folder, part), { recursive: true });
  mkdirSync(join(folder, 'gazetteer'));
  for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, file), text);
  rules = await loadRules({ dataFolder: folder, cacheFolder: false });
});
afterAll(() => rmSync(folder, { recursive: true }));

const text = 'Kite flyers wanted at the coast, and you will get the kite ride paid by us this year.';
const notCounted = (input: string): string[] =>
  explainAdvert({ text: input }, rules).notCounted.map(
    (one) => `${one.rule} ${one.why} '${one.text}'${one.by ? ` by '${one.by.text}'` : ''}`,
  );

describe('an explanation', () => {
  it('leads to the very score of the assessment', () => {
    const { assessment, score, weights } = explainAdvert({ text }, rules);
    expect(assessment).toEqual(classify({ text }, rules));
    expect(score.score).toBe(assessment.score);
    expect(assessment.score).toBeGreaterThan(0);
    expect(weights).toHaveLength(assessment.findings.length);
    expect(score.families).toContainEqual(expect.objectContaining({ family: 'logistics', sign: 1 }));
  });

  it('cuts the cues that decided the kind out of the text', () => {
    const { kind } = explainAdvert({ text }, rules);
    expect(kind.cues).toEqual([
      expect.objectContaining({
        rule: 'en/kite-call',
        text: 'Kite flyers wanted',
        points: 2.6,
        isHead: true,
      }),
    ]);
    expect(kind.strengths.offer).toBeGreaterThan(kind.strengths.seeking);
  });

  it('says what was excepted and denied, and by which words', () => {
    expect(notCounted('At the festival you get the kite ride paid by the town, as we know.')).toEqual([
      "en/kite-ride excepted 'kite ride paid' by 'festival'",
    ]);
    expect(notCounted('There is no kite ride paid by us, and that is what you should know.')).toEqual([
      "en/kite-ride denied 'kite ride paid' by 'no'",
    ]);
  });

  it('names words of a language that the text is not in, and a place of many meanings', () => {
    expect(notCounted('We are the people who know this work and you will be with us, gratis.')).toEqual([
      "de/drachen other-language 'gratis'",
    ]);
    expect(notCounted('You should come to Kiteville with all of the others this year.')).toEqual([
      "place/kiteville ambiguous-place 'Kiteville'",
    ]);
  });
});
