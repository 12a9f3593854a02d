/** `npx tsx classifiers/check-lexicon.ts [part of a path …]`: the faults that `lurewatch lexicon check` names, without the rest of the program. */
import { relative } from 'node:path';
import { checkData } from './check-data.ts';

const { faults, counts } = await checkData();
const wanted = process.argv.slice(2);
const shown = faults
  .map((one) => ({ ...one, file: relative(process.cwd(), one.file) }))
  .filter((one) => wanted.length === 0 || wanted.some((part) => one.file.includes(part)));
for (const one of shown) console.log(`${one.file}:${one.line}: ${one.reason}`);
console.log(
  `${counts.languages} languages, ${counts.concepts} concepts, ${counts.places} places, ` +
    `${counts.wordings} wordings: ${shown.length === 0 ? 'all right' : `${shown.length} problems`}`,
);
process.exitCode = shown.length === 0 ? 0 : 1;
