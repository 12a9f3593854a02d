/** Scores adverts from a JSONL file. No network, no database. */

import { once } from 'node:events';
import { createReadStream, createWriteStream, existsSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { BadInputError, UsageError } from '../domain/failure.ts';
import { namedOverlay } from '../platform/overlay-folder.ts';
import type { Command } from './command.ts';

const help = `Scores job adverts and explains each score. No network and no database are used.

  --input FILE    JSONL, one advert a line; "-" is standard input
                  {"id", "text", "title"?, "url"?, "employer"?, "location"?, "postedIn"?}
  --output FILE   JSONL, one assessment a line in the same order; "-" is standard output
                  {"id", "kind", "score", "tier", "urgent", "scheme", "gist", "languages", "findings", "contacts"}
  --overlay DIR   own terms and places beside the project's, as in the folder lexicon/ of a deployment's data

"kind" says what the text is: offer, seeking, question, warning, plea or other; only offers reach the tiers medium
and high. "tier" is none, low, medium or high: how soon an analyst should read it, never a verdict on anybody.
Each finding has the field and the place in it ("start" and "end" in UTF-16 units), the matched "text" and "why".

A line that can't be read gives {"line", "error"} on standard error; the other lines are still scored.

Examples:
  lurewatch score --input adverts.jsonl --output scored.jsonl
  cat adverts.jsonl | lurewatch score --input - --output - | head -1

Exit codes: 0 done, 1 some line or file was bad, 2 wrong use.
`;

const parseOptions = (argv: string[]): { input: string; output: string; overlay: string | undefined } => {
  let values: { input?: string | undefined; output?: string | undefined; overlay?: string | undefined };
  try {
    ({ values } = parseArgs({
      args: argv,
      options: { input: { type: 'string' }, output: { type: 'string' }, overlay: { type: 'string' } },
    }));
  } catch (error) {
    throw new UsageError(
      `${error instanceof Error ? error.message : String(error)}; see lurewatch score --help`,
    );
  }
  const { input, output, overlay } = values;
  if (!input || !output)
    throw new UsageError('score needs --input FILE and --output FILE ("-" is standard input or output)');
  if (input !== '-' && resolve(input) === resolve(output))
    throw new UsageError('--output is the same file as --input; give another file');
  return { input, output, overlay };
};

const openInput = (path: string): AsyncIterable<Buffer> => {
  if (path === '-') return process.stdin as AsyncIterable<Buffer>;
  if (!existsSync(path)) throw new BadInputError(`there is no file ${path}; give a JSONL file with --input`);
  if (statSync(path).isDirectory())
    throw new BadInputError(`${path} is a folder; give a JSONL file with --input`);
  return createReadStream(path, { highWaterMark: 256 * 1024 });
};

/** How much there is to score; 0 when that is not known. */
const bytesOf = (path: string): number => (path === '-' ? 0 : statSync(path).size);

const openOutput = async (path: string): Promise<Writable> => {
  if (path === '-') return process.stdout;
  const stream = createWriteStream(path);
  try {
    await once(stream, 'open');
  } catch (error) {
    throw new BadInputError(
      `can't write ${path}: ${error instanceof Error ? error.message : String(error)}; give another file with --output`,
    );
  }
  return stream;
};

const writeTo = async (stream: Writable, text: string): Promise<void> => {
  if (!stream.write(text)) await once(stream, 'drain');
};

const score: Command = {
  id: 'score',
  summary: 'score adverts from a JSONL file',
  usage: 'score --input FILE --output FILE [--overlay DIR]',
  help,
  async run(argv) {
    const options = parseOptions(argv);
    const overlay = namedOverlay(options.overlay);
    const input = openInput(options.input);
    const output = await openOutput(options.output);
    const [{ readLines }, { scoreStream }] = await Promise.all([
      import('./score/read-lines.ts'),
      import('./score/score-stream.ts'),
    ]);
    const { bad } = await scoreStream(
      readLines(input),
      {
        write: (text) => writeTo(output, text),
        report: (error) => process.stderr.write(`${JSON.stringify(error)}\n`),
      },
      { ...overlay, inputBytes: bytesOf(options.input) },
    );
    if (output !== process.stdout) {
      output.end();
      await finished(output);
    }
    return bad > 0 ? 1 : 0;
  },
};
export default score;
