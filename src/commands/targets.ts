/** `lurewatch targets`: what is watched, without the web app. */
import type { Command } from './command.ts';
import { readTargetsOptions } from './targets/read-options.ts';

const help = `Lists, adds, changes, pauses, resumes, runs and removes crawl targets. Without a subcommand it lists them.

  lurewatch targets                              id, state, name, last run, and why pages wait
  lurewatch targets show ID                      everything that is set for one
  lurewatch targets types                        kinds of places and their options
  lurewatch targets add --type job-board --name "Example board" \\
      --options '{"startUrls": ["https://jobs.example.com/"]}' [settings]
  lurewatch targets change ID [settings] [--clear SETTING …]
  lurewatch targets run ID | pause ID | resume ID | remove ID | restore ID
  lurewatch targets ready [URL …]                well-known boards by country; with URLs, adds them, paused
  lurewatch targets budget [--pages-per-day N] [--megabytes-per-day N] [--clear all]
                                                 what all targets together may fetch on one day (UTC)

Settings
  --name NAME            as it is shown in lists
  --options JSON         what its kind of place takes; see 'targets types'
  --every HOURS          time between two runs (24; 0: only when somebody asks)
  --cron "30 6 * * *"    minute, hour, day, month, day of the week, instead of --every
  --time-zone ZONE       of --cron, such as Asia/Manila (UTC)
  --quiet 22:00-06:00    nothing is fetched meanwhile; in --quiet-zone ZONE, else --time-zone
  --delay MS             wait between two requests to one site (2000)
  --max-pages N          most pages of one run (2000)
  --pages-per-day N, --megabytes-per-day N    what is left waits until 00:00 UTC
  --also-host HOST       a further host of the same place; may be given again
  --include PATH, --exclude PATH    such as '/jobs/*': what is followed; may be given again
  --max-depth N          most links away from the first page
  --render auto|never|always    whether pages are opened in a browser
  --posted-in PLACE      whose people it serves
  --ignore-robots REASON why robots.txt may be ignored; logged
  --proxy ID             the proxy that it is fetched through
  --suspected-operator   possibly run by the operators: needs --proxy
  --clear SETTING        takes a setting out again, by the name of its option: --clear cron; may be given again

With --json every subcommand prints JSON. The running deployment's dispatcher starts the runs; this command only writes
down what is wanted. What a removed target found stays. It uses the running deployment's database (LUREWATCH_DATA or
DATABASE_URL), else starts it and stops it afterwards.
Exit codes: 0 done, 1 there is no such target or its options are wrong, 2 wrong use, 3 the database was missing.`;

const targets: Command = {
  id: 'targets',
  summary: 'list, add, change, run, pause and remove crawl targets',
  usage:
    'targets [show ID | types | add … | change ID … | run ID | pause ID | resume ID | remove ID | restore ID | ready | budget]',
  help,
  async run(argv) {
    const options = readTargetsOptions(argv);
    const { runTargets } = await import('./targets/run-targets.ts');
    return runTargets(options);
  },
};

export default targets;
