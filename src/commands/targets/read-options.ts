/** The options of `lurewatch targets`. */
import { parseArgs } from 'node:util';
import { UsageError } from '../../domain/failure.ts';
import { type TargetSettings, targetSettings } from '../../domain/target.ts';

export type TargetsOptions =
  | { step: 'list' | 'types' }
  | { step: 'add'; settings: TargetSettings }
  | { step: 'pause' | 'resume' | 'remove'; id: string };

const seeHelp = 'See: lurewatch targets --help';
const flags = {
  type: { type: 'string' },
  name: { type: 'string' },
  options: { type: 'string' },
  every: { type: 'string' },
  delay: { type: 'string' },
  'posted-in': { type: 'string' },
} as const;

export const readTargetsOptions = (argv: string[]): TargetsOptions => {
  const { positionals, values } = parse(argv);
  const [step = 'list', id, ...rest] = positionals;
  if (rest.length > 0) throw new UsageError(`'${rest[0]}' is one word too many. ${seeHelp}`);
  if (step !== 'add' && Object.keys(values).length > 0)
    throw new UsageError(`--${Object.keys(values)[0]} is for 'targets add' alone. ${seeHelp}`);
  if ((step === 'list' || step === 'types') && id === undefined) return { step };
  if (step === 'add' && id === undefined) return { step, settings: readSettings(values) };
  if (step !== 'pause' && step !== 'resume' && step !== 'remove')
    throw new UsageError(`'targets ${[step, id].join(' ').trim()}' is not known. ${seeHelp}`);
  if (id === undefined) throw new UsageError(`Say which: lurewatch targets ${step} ID`);
  return { step, id };
};

const parse = (argv: string[]) => {
  try {
    return parseArgs({ args: argv, options: flags, allowPositionals: true });
  } catch (error) {
    throw new UsageError(`${(error as Error).message}. ${seeHelp}`);
  }
};

const readSettings = (values: ReturnType<typeof parse>['values']): TargetSettings => {
  const { type, name, every, delay } = values;
  if (!type || !name) throw new UsageError('A target needs --type and --name. See: lurewatch targets types');
  const settings = targetSettings.safeParse({
    typeId: type,
    name,
    options: readJson(values.options ?? '{}'),
    ...(every !== undefined && { everyHours: Number(every) }),
    ...(delay !== undefined && { delayMs: Number(delay) }),
    ...(values['posted-in'] !== undefined && { postedIn: values['posted-in'] }),
  });
  if (settings.success) return settings.data;
  const [issue] = settings.error.issues;
  throw new UsageError(`${issue?.path.join('.')} is not usable: ${issue?.message}. ${seeHelp}`);
};

const readJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UsageError(`--options is not JSON: ${(error as Error).message}`);
  }
};
