/** The options of `lurewatch protect`. */
import { parseArgs } from 'node:util';
import { UsageError } from '../../domain/failure.ts';

interface Person {
  /** `-` stands for the lines of standard input. */
  contacts: string[];
  names: string[];
}

export type ProtectOptions = { isJson: boolean; dataFolder: string | undefined } & (
  | { step: 'list' }
  | ({ step: 'add'; isDryRun: boolean } & Person)
  | ({ step: 'remove'; reason: string } & Person)
  | { step: 'start-anew'; reason: string }
);

const seeHelp = 'See: lurewatch protect --help';
const flags = {
  name: { type: 'string', multiple: true },
  reason: { type: 'string' },
  'dry-run': { type: 'boolean' },
  json: { type: 'boolean' },
  data: { type: 'string' },
} as const;
const fewestChars = 5;

export const readProtectOptions = (argv: string[]): ProtectOptions => {
  const { positionals, values } = parse(argv);
  const [step = 'list', ...contacts] = positionals;
  const common = { isJson: values.json ?? false, dataFolder: values.data };
  const names = values.name ?? [];
  if (values['dry-run'] && step !== 'add')
    throw new UsageError(`--dry-run is for 'protect add' alone. ${seeHelp}`);
  if (step !== 'add' && step !== 'remove' && contacts.length + names.length > 0)
    throw new UsageError(`'protect ${step}' takes no further words. ${seeHelp}`);
  if (step === 'list') return { ...common, step };
  if (step === 'start-anew') return { ...common, step, reason: reasonOf(values.reason, step) };
  if (step !== 'add' && step !== 'remove') throw new UsageError(`'protect ${step}' is not known. ${seeHelp}`);
  if (contacts.length + names.length === 0)
    throw new UsageError(
      `Say what the person is known by: lurewatch protect ${step} "+1 202 555 0177" @handle name@example.com`,
    );
  const person = { contacts, names };
  if (step === 'remove') return { ...common, ...person, step, reason: reasonOf(values.reason, step) };
  if (values.reason !== undefined)
    throw new UsageError(`--reason is for 'remove' and 'start-anew'. ${seeHelp}`);
  return { ...common, ...person, step, isDryRun: values['dry-run'] ?? false };
};

const reasonOf = (reason: string | undefined, step: string): string => {
  const given = reason?.trim() ?? '';
  if (given.length < fewestChars)
    throw new UsageError(
      `Say why: lurewatch protect ${step} … --reason "…"; it is kept in the audit log, so name nobody in it`,
    );
  return given;
};

const parse = (argv: string[]) => {
  try {
    return parseArgs({ args: argv, options: flags, allowPositionals: true });
  } catch (error) {
    throw new UsageError(`${(error as Error).message}. ${seeHelp}`);
  }
};
