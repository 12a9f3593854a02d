/**
 * `npm run bench -- reading [--details]`: how many fields the readers read rightly on the saved pages of
 * test/fixtures/pages, and the processor time that a page takes. The pages of `held-out` are of kinds that were not
 * looked at while the readers were written: of them only counts are ever printed.
 */
import { parseArgs } from 'node:util';
import jobBoard from '../../crawlers/targets/job-board/index.ts';
import { makeAdverts } from '../site/adverts.ts';
import { advertPage, type Notation } from '../site/board-pages.ts';
import { judgePage, type PageField, pageFields } from './reading/judge-page.ts';
import { pageOf, type SavedPage, savedPages } from './reading/saved-pages.ts';

const print = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

const readSaved = (saved: SavedPage) => {
  const options = jobBoard.options.parse({ startUrls: [saved.expected.url] });
  return jobBoard.read(pageOf(saved), options).postings;
};

interface Count {
  right: number;
  wrong: number;
}

const judgeFolder = (folder: 'development' | 'held-out', showsDetails: boolean): Map<PageField, Count> => {
  const counts = new Map<PageField, Count>(pageFields.map((field) => [field, { right: 0, wrong: 0 }]));
  for (const saved of savedPages(folder))
    for (const { field, isRight, wanted, read } of judgePage(readSaved(saved), saved.expected)) {
      const count = counts.get(field) as Count;
      if (isRight) count.right += 1;
      else count.wrong += 1;
      if (!isRight && showsDetails)
        print(`  ${saved.name}: ${field}\n    wanted ${wanted}\n    read   ${read}`);
    }
  return counts;
};

const share = ({ right, wrong }: Count): string =>
  right + wrong === 0
    ? '–'
    : `${right} of ${right + wrong}`.padStart(10) +
      ` ${((100 * right) / (right + wrong)).toFixed(1)} %`.padStart(9);

const printCounts = (title: string, counts: Map<PageField, Count>): void => {
  print(title);
  for (const [field, count] of counts) print(`  ${field.padEnd(10)}${share(count)}`);
  const all = [...counts.values()];
  const sum = (of: keyof Count): number => all.reduce((total, count) => total + count[of], 0);
  print(`  ${'all'.padEnd(10)}${share({ right: sum('right'), wrong: sum('wrong') })}\n`);
};

const cpuMs = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

const rounds = 9;
const median = (values: number[]): number =>
  values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0;

/** Median processor time of a page over several rounds, the first of which only warms up. */
const msPerPage = (pages: readonly SavedPage[]): number => {
  const times: number[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const begin = cpuMs();
    for (const page of pages) readSaved(page);
    if (round > 0) times.push((cpuMs() - begin) / pages.length);
  }
  return median(times);
};

const sitePages = (notation: Notation): SavedPage[] =>
  makeAdverts(200).map((advert) => {
    const url = `https://board.example.com/jobs/ad-${advert.id}`;
    return { name: url, html: advertPage(advert, notation, url), expected: { url } as SavedPage['expected'] };
  });

const reading = async (argv: string[]): Promise<undefined> => {
  const { values } = parseArgs({ args: argv, options: { details: { type: 'boolean', default: false } } });
  print('Fields read rightly on saved pages\n');
  printCounts('Development pages', judgeFolder('development', values.details));
  printCounts('Held-out pages', judgeFolder('held-out', false));
  print('Processor time a page (median of 9 rounds)');
  for (const notation of ['json-ld', 'microdata', 'plain'] as const)
    print(`  test site, ${notation.padEnd(10)}${msPerPage(sitePages(notation)).toFixed(2)} ms`);
  print(`  saved pages          ${msPerPage(savedPages('development')).toFixed(2)} ms`);
};

export default reading;
