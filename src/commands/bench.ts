import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { UsageError } from '../domain/failure.ts';
import { projectRoot } from '../platform/discover.ts';
import type { Command } from './command.ts';

const folder = join(projectRoot, 'test', 'bench');

/** The default export of test/bench/<name>.ts; it may resolve to an exit code. */
type Benchmark = (argv: string[]) => Promise<number | undefined>;

const benchmarkNames = async (): Promise<string[]> =>
  (await readdir(folder))
    .filter((file) => /^[a-z-]+\.ts$/.test(file))
    .map((file) => file.slice(0, -'.ts'.length))
    .sort();

const bench: Command = {
  id: 'bench',
  summary: 'measure how fast this machine crawls and scores',
  usage: 'bench NAME [options]',
  help: `Runs one of the benchmarks in test/bench and prints what it measured.

  npm run bench -- crawl [--pages N] [--runs N]    a generated site through the full path
  npm run bench -- politeness [--delay MS]         one large host and many small ones: spacing at the servers
  npm run bench -- browser [--pages N] [--runs N]  pages built by scripts, with crashes; nothing left behind
  npm run bench -- reading [--details]             fields read rightly on saved pages
  npm run bench -- recovery                        a crawl whose worker, queue and database are killed on its way
  npm run bench -- hostile                         the hostile web to its end: states, seconds, peak memory
  npm run bench -- import-memory                   a large file imported: peak memory
  npm run bench -- score                           adverts in mixed languages, on one core
  npm run bench -- languages                       telling the language, beside franc and eld

Without a name it lists those there are. Figures are medians of several runs; nothing but loopback is used.
`,
  async run([name, ...argv]) {
    const names = await benchmarkNames();
    if (name === undefined) {
      process.stdout.write(`${names.join('\n')}\n`);
      return 0;
    }
    if (!names.includes(name))
      throw new UsageError(`there is no benchmark '${name}'; there are: ${names.join(', ')}`);
    // Benchmarks are not part of the built code.
    const { register } = await import('tsx/esm/api');
    register();
    const module = (await import(pathToFileURL(join(folder, `${name}.ts`)).href)) as { default: Benchmark };
    return (await module.default(argv)) ?? 0;
  },
};

export default bench;
