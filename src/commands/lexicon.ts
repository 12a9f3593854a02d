/** `lurewatch lexicon`: the tools of those who write, review and try out the language data. */
import { UsageError } from '../domain/failure.ts';
import type { Command } from './command.ts';

type Step = (argv: string[]) => Promise<number>;

/** Each loads only what it needs. */
const steps: Record<string, () => Promise<Step>> = {
  check: async () => (await import('./lexicon/run-check.ts')).runCheck,
  explain: async () => (await import('./lexicon/run-explain.ts')).runExplain,
  coverage: async () => (await import('./lexicon/run-coverage.ts')).runCoverage,
  try: async () => (await import('./lexicon/run-try.ts')).runTry,
  'export-review': async () => (await import('./lexicon/run-export-review.ts')).runExportReview,
  'import-review': async () => (await import('./lexicon/run-import-review.ts')).runImportReview,
};

const help = `Tools for the language data. No network is used.

  lurewatch lexicon check [PATH…]              is every file right?`;

const lexicon: Command = {
  id: 'lexicon',
  summary: 'check, explain, try out and review the language data',
  usage: 'lexicon (check | explain | coverage | try | export-review | import-review) …',
  help,
  async run([step = '', ...rest]) {
    const load = Object.hasOwn(steps, step) ? steps[step] : undefined;
    if (!load)
      throw new UsageError(
        `${step === '' ? 'Say what to do' : `'lexicon ${step}' is not known`}: ${Object.keys(steps).join(', ')}. See: lurewatch lexicon --help`,
      );
    return (await load())(rest);
  },
};

export default lexicon;
