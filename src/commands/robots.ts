/** Says what a robots.txt file allows, and which line decides. */
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { isAllowedByRobots, maxRobotsBytes } from '../../crawlers/fetching/robots-rules.ts';
import { productToken } from '../../crawlers/fetching/user-agent.ts';
import { BadInputError, UsageError } from '../domain/failure.ts';
import type { Command } from './command.ts';

const help = `Prints "allowed" or "disallowed" for the url under the rules of the saved robots.txt (RFC 9309), and on a second
line the rule that decides, with its number; "no rule matches" when none does.

  --file FILE     a saved robots.txt
  --url URL       the address to be fetched, in full
  --agent AGENT   the crawler's name; only its first word counts (default: ${productToken})

Exit codes: 0 an answer was printed, 1 the file can't be read, 2 wrong use.
`;

const parseOptions = (argv: string[]) => {
  try {
    return parseArgs({
      args: argv,
      options: {
        file: { type: 'string' },
        agent: { type: 'string', default: productToken },
        url: { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    throw new UsageError(`${(error as Error).message}. See lurewatch robots --help`);
  }
};

const readRobots = async (file: string): Promise<string> => {
  const content = await readFile(file).catch((error: NodeJS.ErrnoException) => {
    throw new BadInputError(`'${file}' can't be read: ${error.code ?? error.message}`);
  });
  return content.subarray(0, maxRobotsBytes).toString('utf8');
};

const run = async (argv: string[]): Promise<number> => {
  const { file, agent, url, help: isHelp } = parseOptions(argv);
  if (isHelp) {
    process.stdout.write(help);
    return 0;
  }
  if (!file || !url) throw new UsageError('--file and --url are needed. See lurewatch robots --help');
  if (!/^https?:\/\//i.test(url) || !URL.canParse(url))
    throw new UsageError(`'${url}' is no address; write it with http:// or https://`);
  const answer = isAllowedByRobots(await readRobots(file), 200, url, agent);
  process.stdout.write(`${answer.allowed ? 'allowed' : 'disallowed'}\n${answer.line ?? 'no rule matches'}\n`);
  return 0;
};

const command: Command = {
  id: 'robots',
  summary: 'say what a robots.txt allows, and which line decides',
  usage: 'robots --file FILE --url URL [--agent AGENT]',
  help,
  run,
};

export default command;
