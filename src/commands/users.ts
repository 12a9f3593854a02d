/** `lurewatch users`: who may sign in, without the web app. */
import type { Command } from './command.ts';
import { readUsersOptions } from './users/read-options.ts';

const help = `Lists, adds, resets and disables users. Without a subcommand it lists them.

  lurewatch users                              name, role, last seen
  lurewatch users add NAME --role analyst      prints a one-time password, once
  lurewatch users reset NAME                   a new one-time password; signs the user out everywhere
  lurewatch users disable NAME                 signs the user out everywhere; what they did stays
  lurewatch users enable NAME

Roles: admin (sets up what is crawled, and users), analyst (works the lead queue), investigator (exports leads,
sees persons at risk). A one-time password must be changed at the first sign-in. Every change is in the audit log.
It uses the running deployment's database (LUREWATCH_DATA or DATABASE_URL), else starts it and stops it afterwards.
Exit codes: 0 done, 1 there is no such user or it can't be done, 2 wrong use, 3 the database was missing.`;

const users: Command = {
  id: 'users',
  summary: 'list, add, reset and disable users',
  usage: 'users [add NAME --role ROLE | reset NAME | disable NAME | enable NAME]',
  help,
  async run(argv) {
    const options = readUsersOptions(argv);
    const { runUsers } = await import('./users/run-users.ts');
    return runUsers(options);
  },
};

export default users;
