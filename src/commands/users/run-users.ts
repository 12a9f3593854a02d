/** Does what `lurewatch users` was asked for. */
import { openDeploymentDatabase } from '../../app/open-deployment-database.ts';
import type { OneTimePassword } from '../../domain/account.ts';
import { BadInputError } from '../../domain/failure.ts';
import { addUser, resetPassword } from '../../pipeline/manage-users.ts';
import { openDataFolder } from '../../platform/data-folder.ts';
import { createUserStore, type UserStore } from '../../storage/users.ts';
import type { UsersOptions } from './read-options.ts';

export const runUsers = async (options: UsersOptions): Promise<number> => {
  const { database, close } = await openDeploymentDatabase(openDataFolder());
  try {
    process.stdout.write(`${await doStep(createUserStore(database.prisma), options)}\n`);
    return 0;
  } finally {
    await close();
  }
};

const actor = 'command';

const doStep = async (users: UserStore, options: UsersOptions): Promise<string> => {
  if (options.step === 'list') return listText(users);
  if (options.step === 'add') return shownOnce(await addUser({ users }, { ...options, actor }));
  if (options.step === 'reset') return shownOnce(await resetPassword({ users }, { ...options, actor }));
  const user = await users.byName(options.name.trim().toLowerCase());
  if (!user) throw new BadInputError(`there is no user '${options.name}'`);
  await users[options.step](user.id, actor);
  return `${user.name} is ${options.step}d`;
};

const shownOnce = ({ name, oneTimePassword }: OneTimePassword): string =>
  `${name}  ${oneTimePassword}\nIt is shown only now, and must be changed at the first sign-in.`;

const listText = async (users: UserStore): Promise<string> => {
  const rows = await users.list();
  if (rows.length === 0) return 'There is no user yet: lurewatch users add NAME --role admin';
  return rows
    .map((row) =>
      [
        row.name.padEnd(20),
        row.role.padEnd(12),
        row.lastSeenAt?.slice(0, 16).replace('T', ' ').concat(' UTC') ?? 'never signed in',
        row.disabledAt ? 'disabled' : '',
      ].join('  '),
    )
    .map((line) => line.trimEnd())
    .join('\n');
};
