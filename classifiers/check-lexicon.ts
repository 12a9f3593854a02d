/**
 * `npx tsx classifiers/check-lexicon.ts [part of a path …]`: checks all data files and runs every rule's
 * examples and near misses; prints `file:line: reason`. With arguments only problems of those files.
 */
import { relative } from 'node:path';
import { checkExamples } from './check-examples.ts';
import { readLexicon } from './lexicon.ts';

const { lexicon, data, problems } = await readLexicon();
const all = [...problems, ...checkExamples(lexicon, data)].map((one) => ({
  ...one,
  file: relative(process.cwd(), one.file),
}));
const wanted = process.argv.slice(2);
const shown = all.filter((one) => wanted.length === 0 || wanted.some((part) => one.file.includes(part)));
for (const one of shown) console.log(`${one.file}:${one.line}: ${one.reason}`);
const concepts = data.languages.reduce((sum, language) => sum + language.concepts.length, 0);
console.log(
  `${data.languages.length} languages, ${concepts} concepts, ${data.places.length} places, ` +
    `${lexicon.phraseSet.phrases.length} phrases: ${shown.length === 0 ? 'all right' : `${shown.length} problems`}`,
);
process.exitCode = shown.length === 0 ? 0 : 1;
