/** The options of `lurewatch targets` that set something of a target. */
import { UsageError } from '../../domain/failure.ts';
import { type TargetSettings, targetSettings } from '../../domain/target.ts';

export const seeHelp = 'See: lurewatch targets --help';

export const settingsFlags = {
  name: { type: 'string' },
  options: { type: 'string' },
  every: { type: 'string' },
  cron: { type: 'string' },
  'time-zone': { type: 'string' },
  quiet: { type: 'string' },
  'quiet-zone': { type: 'string' },
  delay: { type: 'string' },
  'max-pages': { type: 'string' },
  'pages-per-day': { type: 'string' },
  'megabytes-per-day': { type: 'string' },
  'also-host': { type: 'string', multiple: true },
  include: { type: 'string', multiple: true },
  exclude: { type: 'string', multiple: true },
  'max-depth': { type: 'string' },
  render: { type: 'string' },
  'posted-in': { type: 'string' },
  'ignore-robots': { type: 'string' },
  proxy: { type: 'string' },
  'suspected-operator': { type: 'boolean' },
  clear: { type: 'string', multiple: true },
} as const;

type FlagName = keyof typeof settingsFlags;
export type SettingsValues = { [Name in FlagName]?: string | string[] | boolean | undefined };

/** Only what was given; whether it is usable is for the schema to say. */
export type GivenSettings = Partial<Record<keyof TargetSettings, unknown>>;

const settingOfFlag: Partial<Record<FlagName, keyof TargetSettings>> = {
  name: 'name',
  cron: 'cron',
  'time-zone': 'timeZone',
  'also-host': 'alsoHosts',
  include: 'includePaths',
  exclude: 'excludePaths',
  render: 'renderMode',
  'posted-in': 'postedIn',
  'ignore-robots': 'ignoreRobotsReason',
  proxy: 'proxyId',
  'suspected-operator': 'suspectedOperator',
};

const settingOfNumber: Partial<Record<FlagName, keyof TargetSettings>> = {
  every: 'everyHours',
  delay: 'delayMs',
  'max-pages': 'maxPagesPerRun',
  'pages-per-day': 'maxPagesPerDay',
  'megabytes-per-day': 'maxMegabytesPerDay',
  'max-depth': 'maxDepth',
};

export const givenSettings = (values: SettingsValues): GivenSettings => {
  const given: GivenSettings = {};
  for (const [flag, setting] of Object.entries(settingOfFlag))
    if (values[flag as FlagName] !== undefined) given[setting] = values[flag as FlagName];
  for (const [flag, setting] of Object.entries(settingOfNumber))
    if (values[flag as FlagName] !== undefined) given[setting] = Number(values[flag as FlagName]);
  if (values.options !== undefined) given.options = readJson(String(values.options));
  if (values.quiet !== undefined) given.quietHours = readQuiet(values);
  return given;
};

/** `22:00-06:00`, in --quiet-zone, else --time-zone, else UTC. */
const readQuiet = (values: SettingsValues): unknown => {
  const [from, to, ...rest] = String(values.quiet).split('-');
  if (from === undefined || to === undefined || rest.length > 0)
    throw new UsageError(`--quiet takes two times, such as 22:00-06:00. ${seeHelp}`);
  return { from, to, timeZone: values['quiet-zone'] ?? values['time-zone'] ?? 'UTC' };
};

const readJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UsageError(`--options is not JSON: ${(error as Error).message}`);
  }
};

/** Settings that may be taken out again, by the option that sets them. */
const clearable: Partial<Record<string, keyof TargetSettings>> = {
  cron: 'cron',
  'time-zone': 'timeZone',
  quiet: 'quietHours',
  'pages-per-day': 'maxPagesPerDay',
  'megabytes-per-day': 'maxMegabytesPerDay',
  'also-host': 'alsoHosts',
  include: 'includePaths',
  exclude: 'excludePaths',
  'max-depth': 'maxDepth',
  'posted-in': 'postedIn',
  'ignore-robots': 'ignoreRobotsReason',
  proxy: 'proxyId',
  'suspected-operator': 'suspectedOperator',
};

export const clearedSettings = (names: readonly string[]): (keyof TargetSettings)[] =>
  names.map((name) => {
    const setting = clearable[name];
    if (setting) return setting;
    throw new UsageError(
      `--clear takes the name of an option, one of ${Object.keys(clearable).join(', ')}, not '${name}'`,
    );
  });

/** Throws UsageError that names the first setting that is not usable. */
export const checkedSettings = (settings: GivenSettings): TargetSettings => {
  const checked = targetSettings.safeParse(settings);
  if (checked.success) return checked.data;
  const [issue] = checked.error.issues;
  throw new UsageError(`${issue?.path.join('.')} is not usable: ${issue?.message}. ${seeHelp}`);
};
