/** Text in images: which languages can be read, fetching their data, and trying it on a file. */
import { UsageError } from '../domain/failure.ts';
import type { Command } from './command.ts';

const help = `Many adverts are nothing but a picture. Lurewatch reads the text on it, offline, in the languages whose data you have
fetched; nothing is fetched by itself. Data lies in the folder ocr of the data folder, 1-15 MB a language.

  lurewatch ocr list                 languages, which are installed, which have no data
  lurewatch ocr install LANG…        fetch data from the npm registry: ocr install en zh-Hans vi
  lurewatch ocr remove LANG…         delete it
  lurewatch ocr read FILE… [--languages LANG,LANG] [--json]
                                     the text, size and perceptual hash of image files

LANG is a code as 'ocr list' shows it. A worker that runs takes new languages up with the next image.

Options
  --data DIR            the data folder (LUREWATCH_DATA)
  --languages LANG,…    of those installed, the ones to read; more than three make it slow and wrong
  --json                one JSON object a file, with the box of each word as parts of width and height

Exit codes: 0 done, 1 a file or language was bad, 2 wrong use, 3 npm or its registry was missing.`;

const ocr: Command = {
  id: 'ocr',
  summary: 'read text in images: install languages, try a file',
  usage: 'ocr list | install LANG… | remove LANG… | read FILE…',
  help,
  async run(argv) {
    const [verb, ...rest] = argv;
    if (!verb || !['list', 'install', 'remove', 'read'].includes(verb))
      throw new UsageError('Say what to do: ocr list, ocr install LANG, ocr remove LANG or ocr read FILE.');
    const { runOcr } = await import('./ocr/run-ocr.ts');
    return runOcr(verb as 'list' | 'install' | 'remove' | 'read', rest);
  },
};

export default ocr;
