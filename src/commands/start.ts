/** `lurewatch start`: everything on one machine, until Ctrl-C. */
import type { Command } from './command.ts';
import { readStartOptions } from './start/read-options.ts';
import { runStart } from './start/run-start.ts';

const start: Command = {
  id: 'start',
  summary: 'start database, worker and web app on this machine',
  usage: 'start [--port N] [--host ADDRESS] [--data DIR] [--no-demo] [--no-browser]',
  help: `Starts everything that Lurewatch needs, and prints the address of the web app; the first time also an admin's
name and one-time password. Runs until Ctrl-C. What was killed is recovered by the next start.

Options
  --port N        port of the web app; without it the first free one from 8420 on
  --host ADDRESS  address to listen on; 127.0.0.1 without it, so that only this machine reaches it
  --data DIR      where database and evidence are kept; LUREWATCH_DATA says the same
  --no-demo       no demonstration site on an empty database
  --no-browser    no browser: pages built by scripts are not read, and leads get no screenshot

Settings
  DATABASE_URL    a PostgreSQL server of your own instead of the one that Lurewatch brings
  REDIS_URL       a Redis for the queues, for teams with many workers

Exit codes: 0 stopped, 1 one is running already, 2 wrong use, 3 something is missing`,
  run: (argv) => runStart(readStartOptions(argv)),
};

export default start;
