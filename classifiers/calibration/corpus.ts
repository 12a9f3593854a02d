/** The texts that the model of wordings is trained on. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { classifiersFolder } from '../lexicon-sources.ts';

const folder = join(classifiersFolder, 'wording', 'corpus');

/** The project's own: one file a language, every text written for it. */
export const corpusFiles = (): string[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.jsonl'))
    .sort()
    .map((name) => join(folder, name));

/** Tells whether weights were trained on these texts as they stand. */
export const corpusHash = (files: readonly string[]): string => {
  const hash = createHash('sha256');
  for (const file of files) hash.update(readFileSync(file, 'utf8').replaceAll('\r\n', '\n'));
  return hash.digest('hex').slice(0, 16);
};
