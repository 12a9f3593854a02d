/** The options of `lurewatch users`. */
import { parseArgs } from 'node:util';
import { UsageError } from '../../domain/failure.ts';
import { type UserRole, userRole } from '../../domain/review.ts';

export type UsersOptions =
  | { step: 'list' }
  | { step: 'add'; name: string; role: UserRole }
  | { step: 'reset' | 'disable' | 'enable'; name: string };

const seeHelp = 'See: lurewatch users --help';

export const readUsersOptions = (argv: string[]): UsersOptions => {
  const { positionals, values } = parse(argv);
  const [step = 'list', name, ...rest] = positionals;
  if (rest.length > 0) throw new UsageError(`'${rest[0]}' is one word too many. ${seeHelp}`);
  if (values.role !== undefined && step !== 'add')
    throw new UsageError(`--role is for 'users add' alone. ${seeHelp}`);
  if (step === 'list' && name === undefined) return { step };
  if (step !== 'add' && step !== 'reset' && step !== 'disable' && step !== 'enable')
    throw new UsageError(`'users ${step}' is not known. ${seeHelp}`);
  if (name === undefined) throw new UsageError(`Say whom: lurewatch users ${step} NAME`);
  if (step !== 'add') return { step, name };
  const role = userRole.safeParse(values.role);
  if (role.success) return { step, name, role: role.data };
  throw new UsageError(`Say the role: --role ${userRole.options.join(', --role ')}`);
};

const parse = (argv: string[]) => {
  try {
    return parseArgs({ args: argv, options: { role: { type: 'string' } }, allowPositionals: true });
  } catch (error) {
    throw new UsageError(`${(error as Error).message}. ${seeHelp}`);
  }
};
