/** Detection figures from labelled adverts, false flags first. */
import { parseArgs } from 'node:util';
import { readTruth, type Scored } from '../../classifiers/evaluation/labelled-advert.ts';
import { evaluateScored, evaluationMarkdown } from '../../classifiers/evaluation/report.ts';
import { BadInputError, UsageError } from '../domain/failure.ts';
import { namedOverlay } from '../platform/overlay-folder.ts';
import type { Command } from './command.ts';
import { readLabelled } from './evaluate/read-labelled.ts';

const scoreFiles = async (
  files: string[],
  overlay: { overlayFolder?: string },
): Promise<{ rows: Scored[]; rulesVersion: string }> => {
  const { classify, loadRules } = await import('../../classifiers/classify.ts');
  const rules = await loadRules(overlay);
  const rows: Scored[] = [];
  let rulesVersion = '';
  for (const file of files)
    for await (const advert of readLabelled(file)) {
      const { id, label, lang, source, ...input } = advert;
      const assessment = classify(input, rules);
      rulesVersion = assessment.rulesVersion;
      rows.push({
        id,
        label,
        truth: readTruth(label),
        language: lang ?? assessment.languages[0]?.code ?? 'und',
        source: source || (file.split('/').at(-1) ?? file),
        assessment: {
          kind: assessment.kind,
          tier: assessment.tier,
          score: assessment.score,
          gist: assessment.gist,
        },
        text: [input.title, input.text].filter(Boolean).join(' · '),
      });
    }
  return { rows, rulesVersion };
};

const evaluate: Command = {
  id: 'evaluate',
  summary: 'print detection figures from labelled adverts',
  usage: 'evaluate --input FILE.jsonl [--input FILE.jsonl …] [--overlay DIR] [--json]',
  help: `Scores labelled adverts and prints precision, recall, false-flag rates by language, source and kind,
what reading the top of the queue would find, and the texts that went wrong, worst first.

Each line is an object {id, text, label, title?, employer?, location?, postedIn?, lang?, source?}. Labels that
count: lure (or scam_recruitment_ad), ordinary, lookalike, warning (or news), seeking, question, plea (or
testimony). Any other label is scored and listed, and counts neither way.

Options
  --input FILE   labelled JSONL; may be given several times
  --overlay DIR  own terms and places beside the project's
  --json         one JSON object instead of Markdown

Exit codes: 0 done, 1 a line was bad, 2 wrong use.`,
  run: async (argv) => {
    const { values } = parseArgs({
      args: argv,
      options: {
        input: { type: 'string', multiple: true },
        json: { type: 'boolean' },
        overlay: { type: 'string' },
      },
    });
    if (!values.input) throw new UsageError('Name at least one labelled file: evaluate --input FILE.jsonl');
    const { rows, rulesVersion } = await scoreFiles(values.input, namedOverlay(values.overlay));
    if (rows.length === 0) throw new BadInputError('There is no advert in what was given.');
    const evaluation = evaluateScored(rows, rulesVersion);
    process.stdout.write(
      `${values.json ? JSON.stringify(evaluation, null, 2) : evaluationMarkdown(evaluation)}\n`,
    );
    return 0;
  },
};

export default evaluate;
