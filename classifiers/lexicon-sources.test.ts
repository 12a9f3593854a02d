import { relative } from 'node:path';
import { expect, it } from 'vitest';
import { engineFiles } from './lexicon-sources.ts';

it('counts as the engine what assessments hang on, and not the tools around it', () => {
  const names = engineFiles().map(({ root, path }) => relative(root, path).replaceAll('\\', '/'));
  expect(names).toEqual(expect.arrayContaining(['score.ts', 'kind.ts', 'detectors/pay.ts', 'text/fold.ts']));
  expect(names.filter((name) => /^(evaluation|review|calibration)\//.test(name))).toEqual([]);
});
