/** The options of `lurewatch targets`. */
import { parseArgs } from 'node:util';
import { type DayBudget, dayBudget } from '../../domain/crawl-budget.ts';
import { UsageError } from '../../domain/failure.ts';
import type { TargetSettings } from '../../domain/target.ts';
import {
  checkedSettings,
  clearedSettings,
  type GivenSettings,
  givenSettings,
  type SettingsValues,
  seeHelp,
  settingsFlags,
} from './settings-flags.ts';

const stepsOfOne = ['show', 'pause', 'resume', 'run', 'remove', 'restore'] as const;
type StepOfOne = (typeof stepsOfOne)[number];

export type TargetsStep =
  | { step: 'list' | 'types' }
  | { step: 'add'; settings: TargetSettings }
  | { step: 'change'; id: string; given: GivenSettings; cleared: (keyof TargetSettings)[] }
  | { step: StepOfOne; id: string }
  /** Boards of the ready lists; with urls, those are added. */
  | { step: 'ready'; urls: string[] }
  /** What all targets together may fetch on one day; undefined only shows it. */
  | { step: 'budget'; budget: DayBudget | undefined };

export type TargetsOptions = TargetsStep & { isJson: boolean };

const flags = { ...settingsFlags, type: { type: 'string' }, json: { type: 'boolean' } } as const;

export const readTargetsOptions = (argv: string[]): TargetsOptions => {
  const { positionals, values } = parse(argv);
  const { json, ...settings } = values;
  return { ...readStep(positionals, settings), isJson: json ?? false };
};

const parse = (argv: string[]) => {
  try {
    return parseArgs({ args: argv, options: flags, allowPositionals: true });
  } catch (error) {
    throw new UsageError(`${(error as Error).message}. ${seeHelp}`);
  }
};

type Values = SettingsValues & { type?: string | undefined };

const readStep = ([step = 'list', ...rest]: string[], values: Values): TargetsStep => {
  if (step === 'budget') return { step, budget: readBudget(rest, values) };
  if (step === 'add') return { step, settings: readNew(rest, values) };
  if (step === 'change') return readChange(rest, values);
  const [flag] = Object.keys(values);
  if (flag !== undefined)
    throw new UsageError(`--${flag} is for 'targets add' and 'targets change'. ${seeHelp}`);
  if (step === 'ready') return { step, urls: rest };
  if (step === 'list' || step === 'types') return noMore(rest, { step });
  const known = stepsOfOne.find((one) => one === step);
  if (!known) throw new UsageError(`'targets ${[step, ...rest].join(' ')}' is not known. ${seeHelp}`);
  return { step: known, id: oneId(known, rest) };
};

const noMore = <Step>(rest: readonly string[], step: Step): Step => {
  if (rest.length > 0) throw new UsageError(`'${rest[0]}' is one word too many. ${seeHelp}`);
  return step;
};

const oneId = (step: string, [id, ...more]: string[]): string => {
  if (id === undefined) throw new UsageError(`Say which: lurewatch targets ${step} ID`);
  return noMore(more, id);
};

const readNew = (rest: string[], values: Values): TargetSettings => {
  noMore(rest, undefined);
  const { type, name } = values;
  if (!type || !name) throw new UsageError('A target needs --type and --name. See: lurewatch targets types');
  if (values.clear) throw new UsageError(`--clear is for 'targets change'. ${seeHelp}`);
  return checkedSettings({ options: {}, ...givenSettings(values), typeId: type });
};

const readChange = (rest: string[], values: Values): TargetsStep => {
  const id = oneId('change', rest);
  if (values.type !== undefined)
    throw new UsageError('The kind of place stays; for another one: lurewatch targets add');
  const given = givenSettings(values);
  const cleared = clearedSettings((values.clear as string[] | undefined) ?? []);
  if (Object.keys(given).length + cleared.length === 0)
    throw new UsageError(`Say what to change, for example --every 12. ${seeHelp}`);
  return { step: 'change', id, given, cleared };
};

const readBudget = (rest: string[], values: Values): DayBudget | undefined => {
  noMore(rest, undefined);
  const { 'pages-per-day': pages, 'megabytes-per-day': megabytes, clear, ...others } = values;
  const [other] = Object.keys(others);
  if (other !== undefined)
    throw new UsageError(
      `'targets budget' takes --pages-per-day, --megabytes-per-day and --clear. ${seeHelp}`,
    );
  if (pages === undefined && megabytes === undefined) return clear === undefined ? undefined : {};
  const budget = dayBudget.safeParse({
    ...(pages !== undefined && { maxPagesPerDay: Number(pages) }),
    ...(megabytes !== undefined && { maxMegabytesPerDay: Number(megabytes) }),
  });
  if (budget.success) return budget.data;
  throw new UsageError(`a budget takes whole numbers from 1 on. ${seeHelp}`);
};
