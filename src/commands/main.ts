/** The command line: finds the command by its file's name, loads nothing else, and turns errors into words. */
import { existsSync, readFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import {
  BadInputError,
  exitCodeFor,
  MissingServiceError,
  RetryableError,
  UsageError,
} from '../domain/failure.ts';
import { loadModule, projectRoot } from '../platform/discover.ts';
import type { Command } from './command.ts';

const folder = join(projectRoot, 'src', 'commands');
const notCommands = new Set(['main', 'command']);

/** Ids of all commands, by their files. */
export const commandIds = async (): Promise<string[]> => {
  const files = await readdir(folder);
  return files
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .map((file) => file.slice(0, -'.ts'.length))
    .filter((id) => !notCommands.has(id))
    .sort();
};

/** Undefined when there is none of this name. */
export const loadCommand = async (id: string): Promise<Command | undefined> => {
  const file = join(folder, `${id}.ts`);
  if (!/^[a-z][a-z-]*$/.test(id) || notCommands.has(id) || !existsSync(file)) return undefined;
  const { default: command } = (await loadModule(file)) as { default?: Command };
  if (command?.id !== id) throw new Error(`${file} has no command '${id}' as its default export`);
  return command;
};

/** Resolves to the exit code. */
export const main = async (argv: string[]): Promise<number> => {
  // A reader that has seen enough (`| head`) is no failure.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0);
    throw error;
  });
  try {
    return await run(argv);
  } catch (error) {
    process.stderr.write(`${inWords(error)}\n`);
    return exitCodeFor(error);
  }
};

const run = async ([first = '', ...rest]: string[]): Promise<number> => {
  if (first === '--version' || first === '-v') return print(`lurewatch ${readVersion()}`);
  if (first === '' || first === '--help' || first === '-h') return print(await overview());
  const command = await loadCommand(first === 'help' ? (rest[0] ?? '') : first);
  if (first === 'help') return print(command ? helpOf(command) : await overview());
  if (!command) {
    process.stderr.write(`There is no command '${first}'.\n\n${await overview()}\n`);
    return 2;
  }
  const options = rest.includes('--') ? rest.slice(0, rest.indexOf('--')) : rest;
  if (options.includes('--help') || options.includes('-h')) return print(helpOf(command));
  return command.run(rest);
};

const print = (text: string): number => {
  process.stdout.write(`${text}\n`);
  return 0;
};

const readVersion = (): string =>
  (JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')) as { version: string }).version;

const helpOf = (command: Command): string =>
  `lurewatch ${command.usage.replace(/^lurewatch /, '')}\n\n${command.help.trim()}`;

const overview = async (): Promise<string> => {
  const commands = await Promise.all((await commandIds()).map(loadCommand));
  const lines = commands.map((command) => (command ? `  ${command.id.padEnd(12)}${command.summary}` : ''));
  return [
    'Lurewatch finds job adverts that recruit people into scam compounds, and says why.',
    '',
    'lurewatch COMMAND [OPTIONS]     in a checkout: npm run --silent lurewatch -- COMMAND [OPTIONS]',
    '',
    ...lines,
    '',
    "'lurewatch COMMAND --help' tells more. Exit codes: 0 done, 1 some input was bad, 2 wrong use, 3 a service was missing.",
  ].join('\n');
};

/** Errors of ours say what to do; of others the place is needed to mend them. */
export const inWords = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  const isOurs = [BadInputError, MissingServiceError, UsageError, RetryableError].some(
    (kind) => error instanceof kind,
  );
  return isOurs ? error.message : (error.stack ?? error.message);
};
