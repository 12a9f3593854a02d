/** What `lurewatch targets` prints for people. */
import { type DayBudget, type DayUse, megabyte } from '../../domain/crawl-budget.ts';
import { quietHoursText } from '../../domain/quiet-hours.ts';
import type { ReadyBoard } from '../../domain/ready-board.ts';
import { nextRuns, scheduleText } from '../../domain/schedule.ts';
import type { TargetView } from '../../domain/target-view.ts';

const runText = ({ lastRun }: TargetView): string =>
  lastRun
    ? `${lastRun.state}: ${lastRun.captures} pages, ${lastRun.postings} adverts, ${lastRun.leads} leads`
    : 'has not run yet';

export const listText = (targets: TargetView[]): string => {
  if (targets.length === 0) return 'Nothing is watched yet: lurewatch targets add --help';
  return targets
    .map((target) => {
      const { id, state, settings, isDemonstration, waitsBecause } = target;
      const waits = waitsBecause ? `  waits: ${waitsBecause}` : '';
      return `${id}  ${state.padEnd(6)}  ${settings.name}${isDemonstration ? ' (demonstration)' : ''}  ${runText(target)}${waits}`;
    })
    .join('\n');
};

export const showText = (target: TargetView): string => {
  const { settings, state, nextRunAt, waitsBecause } = target;
  const rows: [string, string | undefined][] = [
    ['id', target.id],
    ['name', settings.name],
    ['kind of place', settings.typeId],
    ['state', state],
    ['last run', runText(target)],
    ['waits', waitsBecause ?? undefined],
    ['runs', scheduleText(settings)],
    ['next run', nextRunAt ?? undefined],
    ['then', thenText(target)],
    ['quiet hours', settings.quietHours && quietHoursText(settings.quietHours)],
    ['spacing', `${settings.delayMs} ms between two requests`],
    ['most a run', `${settings.maxPagesPerRun} pages`],
    ['most a day', dayText(settings)],
    ['further hosts', settings.alsoHosts?.join(' ')],
    ['only', settings.includePaths?.join(' ')],
    ['never', settings.excludePaths?.join(' ')],
    ['depth', settings.maxDepth === undefined ? undefined : `${settings.maxDepth} links`],
    ['browser', settings.renderMode],
    ['serves', settings.postedIn],
    ['robots.txt', settings.ignoreRobotsReason && `is ignored, because: ${settings.ignoreRobotsReason}`],
    ['proxy', settings.proxyId],
    ['operators', settings.suspectedOperator ? 'possibly run by them' : undefined],
    ['options', JSON.stringify(settings.options)],
  ];
  return rows
    .filter(([, value]) => value !== undefined && value !== '')
    .map(([name, value]) => `${name.padEnd(14)} ${value}`)
    .join('\n');
};

/** The two runs after the next one. */
const thenText = ({ settings, nextRunAt }: TargetView): string | undefined =>
  nextRunAt === null
    ? undefined
    : nextRuns(settings, new Date(nextRunAt), 2)
        .map((time) => time.toISOString())
        .join(', ');

const dayText = ({ maxPagesPerDay, maxMegabytesPerDay }: DayBudget): string =>
  [maxPagesPerDay && `${maxPagesPerDay} pages`, maxMegabytesPerDay && `${maxMegabytesPerDay} MB`]
    .filter(Boolean)
    .join(', ');

export const budgetText = ({ budget, usedToday }: { budget: DayBudget; usedToday: DayUse }): string =>
  [
    `All targets together may fetch on one day (UTC): ${dayText(budget) || 'as much as they need'}`,
    `today: ${usedToday.pages} pages, ${(usedToday.bytes / megabyte).toFixed(1)} MB`,
  ].join('\n');

export const readyText = (boards: (ReadyBoard & { country: string; isAdded: boolean })[]): string =>
  [
    ...boards.map(
      ({ country, name, url, isAdded }) =>
        `${country.padEnd(18)} ${url.padEnd(45)} ${name}${isAdded ? ' (watched)' : ''}`,
    ),
    '',
    'Not checked from here: see that an address still holds before you resume it.',
    'lurewatch targets ready URL… adds boards, paused.',
  ].join('\n');

interface TypeShown {
  id: string;
  label: string;
  description: string;
  options: {
    properties?: Record<string, boolean | { title?: string | undefined; description?: string | undefined }>;
    required?: string[];
  };
}

export const typesText = (types: TypeShown[]): string =>
  types
    .map(({ id, label, description, options }) => {
      const fields = Object.entries(options.properties ?? {}).map(([name, field]) => {
        const text = typeof field === 'object' ? `${field.title ?? ''}. ${field.description ?? ''}` : '';
        return `    ${name}${options.required?.includes(name) ? ' (needed)' : ''}: ${text.trim()}`;
      });
      return [`${id}: ${label}`, `  ${description}`, ...fields].join('\n');
    })
    .join('\n\n');
