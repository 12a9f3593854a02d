/** A target's settings as columns and back. What is absent in the settings is null, or an empty list, in the row. */
import type { TargetSettings } from '../domain/target.ts';

export interface SettingsRow {
  name: string;
  typeId: string;
  options: unknown;
  delayMs: number;
  renderMode: string;
  everyHours: number;
  maxPagesPerRun: number;
  postedIn: string | null;
  ignoreRobotsReason: string | null;
  cron: string | null;
  timeZone: string | null;
  quietFrom: string | null;
  quietTo: string | null;
  quietTimeZone: string | null;
  maxPagesPerDay: number | null;
  maxMegabytesPerDay: number | null;
  alsoHosts: string[];
  includePaths: string[];
  excludePaths: string[];
  maxDepth: number | null;
  proxyId: string | null;
  suspectedOperator: boolean;
}

/** Without checking: what stands in the table was checked when it was written. */
export const settingsOfRow = (row: SettingsRow): TargetSettings => ({
  name: row.name,
  typeId: row.typeId,
  options: row.options as TargetSettings['options'],
  delayMs: row.delayMs,
  renderMode: row.renderMode as TargetSettings['renderMode'],
  everyHours: row.everyHours,
  maxPagesPerRun: row.maxPagesPerRun,
  ...given('postedIn', row.postedIn),
  ...given('ignoreRobotsReason', row.ignoreRobotsReason),
  ...given('cron', row.cron),
  ...given('timeZone', row.timeZone),
  ...quietHoursOfRow(row),
  ...given('maxPagesPerDay', row.maxPagesPerDay),
  ...given('maxMegabytesPerDay', row.maxMegabytesPerDay),
  ...givenList('alsoHosts', row.alsoHosts),
  ...givenList('includePaths', row.includePaths),
  ...givenList('excludePaths', row.excludePaths),
  ...given('maxDepth', row.maxDepth),
  ...given('proxyId', row.proxyId),
  ...(row.suspectedOperator && { suspectedOperator: true }),
});

const given = <Name extends string, Value>(name: Name, value: Value | null): { [key in Name]?: Value } =>
  (value === null ? {} : { [name]: value }) as { [key in Name]?: Value };

const givenList = <Name extends string>(name: Name, list: string[]): { [key in Name]?: string[] } =>
  given(name, list.length > 0 ? list : null);

export const quietHoursOfRow = (row: SettingsRow): Pick<TargetSettings, 'quietHours'> =>
  row.quietFrom !== null && row.quietTo !== null && row.quietTimeZone !== null
    ? { quietHours: { from: row.quietFrom, to: row.quietTo, timeZone: row.quietTimeZone } }
    : {};

export const rowOfSettings = (settings: TargetSettings): SettingsRow => ({
  name: settings.name,
  typeId: settings.typeId,
  options: settings.options,
  delayMs: settings.delayMs,
  renderMode: settings.renderMode,
  everyHours: settings.everyHours,
  maxPagesPerRun: settings.maxPagesPerRun,
  postedIn: settings.postedIn ?? null,
  ignoreRobotsReason: settings.ignoreRobotsReason ?? null,
  cron: settings.cron ?? null,
  timeZone: settings.timeZone ?? null,
  quietFrom: settings.quietHours?.from ?? null,
  quietTo: settings.quietHours?.to ?? null,
  quietTimeZone: settings.quietHours?.timeZone ?? null,
  maxPagesPerDay: settings.maxPagesPerDay ?? null,
  maxMegabytesPerDay: settings.maxMegabytesPerDay ?? null,
  alsoHosts: settings.alsoHosts ?? [],
  includePaths: settings.includePaths ?? [],
  excludePaths: settings.excludePaths ?? [],
  maxDepth: settings.maxDepth ?? null,
  proxyId: settings.proxyId ?? null,
  suspectedOperator: settings.suspectedOperator ?? false,
});
