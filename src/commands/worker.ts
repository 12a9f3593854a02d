/** `lurewatch worker`: one more worker for a running deployment, on this machine or another. */
import { parseArgs } from 'node:util';
import { UsageError } from '../domain/failure.ts';
import type { Command } from './command.ts';

const help = `Makes visits for a running deployment until Ctrl-C. Start as many as you like, on as many machines.

  DATABASE_URL=postgresql://… lurewatch worker --data /shared/lurewatch
  lurewatch worker                 beside \`lurewatch start\` on the same machine

Options
  --data DIR      the deployment's data folder; captures go there, so all its workers share it (LUREWATCH_DATA)
  --no-browser    no browser: leaves pages built by scripts, and screenshots, to other workers

Settings
  DATABASE_URL    the deployment's PostgreSQL; without it the one in the data folder, which must be running
  REDIS_URL       the deployment's Redis, if it has one: all its processes need the same

Exit codes: 0 stopped, 2 wrong use, 3 the database or Redis is missing.`;

const worker: Command = {
  id: 'worker',
  summary: 'run one more worker for a running deployment',
  usage: 'worker [--data DIR] [--no-browser]',
  help,
  async run(argv) {
    const options = readOptions(argv);
    const { runWorker } = await import('./worker/run-worker.ts');
    return runWorker(options);
  },
};

const readOptions = (argv: string[]): { dataFolder: string | undefined; withBrowser: boolean } => {
  try {
    const { values } = parseArgs({
      args: argv,
      options: { data: { type: 'string' }, 'no-browser': { type: 'boolean' } },
    });
    return { dataFolder: values.data, withBrowser: !values['no-browser'] };
  } catch (error) {
    throw new UsageError(`${(error as Error).message} (see lurewatch worker --help)`, { cause: error });
  }
};

export default worker;
