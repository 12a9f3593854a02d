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

const help = `Tools for those who write, review and try out the language data. No network.

CHECK: is every file right?
  lurewatch lexicon check                    all files of the project
  lurewatch lexicon check th gazetteer       files whose path holds "th", …
  lurewatch lexicon check --overlay DIR      the files of your own folder
    Names file, line and reason of every fault, runs all examples and near
    misses, and counts what deserves a look: wordings that none of their
    examples shows, that stand twice, or that may match on a letter or two.
  --warnings     list those as well          --json

EXPLAIN: why does a text score as it does?
  lurewatch lexicon explain "Typists wanted in …"
  lurewatch lexicon explain advert.txt       or - for standard input
  lurewatch lexicon explain adverts.jsonl --id 17
    Shows languages, the words that decided the kind of text, each finding in
    its context with what it gives, families, which rule set the ceiling or the
    floor, and what was found and did not count, and why.
  --title T  --employer E  --location L  --posted-in P  --overlay DIR  --json

COVERAGE: what does the data have and lack?
  lurewatch lexicon coverage                 languages and families, gaps marked
  lurewatch lexicon coverage --language th   one language in full
  --overlay DIR  --json

TRY: what would a new rule match, before it counts?
  lurewatch lexicon try DIR --input adverts.jsonl
  lurewatch lexicon try debt.yaml --as languages/th/debt.yaml --text "…"
  lurewatch lexicon try DIR --stored         in the adverts of the data folder
    DIR is an overlay folder. A file takes the place of the project's file of
    that path; a file of the project itself is compared with its last commit.
    Shows in how many texts each rule counts, which texts change their kind or
    tier, and, where lines have a "label", what that does to the queue.
  --input FILE   JSONL as for score or evaluate; several times; - is stdin
  --text TEXT    several times
  --stored       the newest stored adverts (--limit 2000); that is on record,
                 and pleas are left out
  --overlay DIR  own terms that count already (with --stored: the data folder's)
  --examples N   texts to show for each rule (3)          --json

REVIEW: a spreadsheet for a native speaker, and back
  lurewatch lexicon export-review th --output th.csv
  lurewatch lexicon import-review th.csv           shows what would change
  lurewatch lexicon import-review th.csv --write   writes it
    One row for each wording. Verdicts: right; wrong (with the reason in remark,
    or a better wording); rude; unsure. A wrong wording goes or is replaced, and
    the reason stays in reviews/th.yaml. When every wording of a rule is right,
    the rule becomes "reviewed". Rows that can't be applied are named with their
    line; the others are. As reviewer a pseudonym will do, or nothing.
  --separator S  for export: "," or ";" (Excel set to a language that writes
                 1,5 with a comma) or tab
  --all          export wordings that were called right before as well
  --overlay DIR  review the terms of your own folder          --json (import)

Exit codes: 0 done, 1 there are faults or some input was bad, 2 wrong use, 3 the
database was missing (try --stored). How to write rules: docs/adding/language.md`;

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
