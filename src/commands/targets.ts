/** `lurewatch targets`: what is watched, without the web app. */
import type { Command } from './command.ts';
import { readTargetsOptions } from './targets/read-options.ts';

const help = `Lists, adds, pauses, resumes and removes crawl targets. Without a subcommand it lists them.

  lurewatch targets                              id, state, name, last run
  lurewatch targets types                        kinds of places and their options
  lurewatch targets add --type job-board --name "Example board" \\
      --options '{"startUrls": ["https://jobs.example.com/"]}' [--every HOURS] [--delay MS] [--posted-in PLACE]
  lurewatch targets pause ID | resume ID | remove ID

A new target runs at once, then every --every hours (24; 0: only when somebody asks). The running deployment's
dispatcher starts the runs; this command only writes down what is wanted. What a removed target found stays.
It uses the running deployment's database (LUREWATCH_DATA or DATABASE_URL), else starts it and stops it afterwards.
Exit codes: 0 done, 1 there is no such target or its options are wrong, 2 wrong use, 3 the database was missing.`;

const targets: Command = {
  id: 'targets',
  summary: 'list, add, pause and remove crawl targets',
  usage: 'targets [types | add --type T --name NAME --options JSON | pause ID | resume ID | remove ID]',
  help,
  async run(argv) {
    const options = readTargetsOptions(argv);
    const { runTargets } = await import('./targets/run-targets.ts');
    return runTargets(options);
  },
};

export default targets;
