/**
 * Indicators that code finds rather than words: those that the source of a detector or of the reader names. Such code
 * names also the few that it builds on, so of those a lack of words would not show.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { classifiersFolder } from './lexicon-sources.ts';

export const readCodedIndicators = (ids: readonly string[]): Set<string> => {
  const detectors = readdirSync(join(classifiersFolder, 'detectors'))
    .filter((name) => /^[a-z-]+\.ts$/u.test(name))
    .map((name) => join(classifiersFolder, 'detectors', name));
  const source = [...detectors, join(classifiersFolder, 'read-advert.ts')]
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n');
  return new Set(ids.filter((id) => source.includes(`'${id}'`)));
};
