/** The groups of settings that every kind of place has, each one click away. */
import { Stack } from '@mantine/core';
import type { ComponentType } from 'react';
import { quietHoursText } from '../../../../domain/quiet-hours.ts';
import { scheduleText } from '../../../../domain/schedule.ts';
import type { TargetSettings } from '../../../../domain/target.ts';
import { BudgetFields } from './budget-fields.tsx';
import { ExitFields } from './exit-fields.tsx';
import type { TargetFieldsProps } from './fields-contract.ts';
import { QuietFields } from './quiet-fields.tsx';
import { ReadingFields } from './reading-fields.tsx';
import { ScheduleFields } from './schedule-fields.tsx';
import { ScopeFields } from './scope-fields.tsx';

interface FieldGroup {
  title: string;
  /** What is set, for a group that is closed. */
  summary(settings: TargetSettings): string;
  Fields: ComponentType<TargetFieldsProps>;
}

const WhenFields = (props: TargetFieldsProps) => (
  <Stack gap="md">
    <ScheduleFields {...props} />
    <QuietFields {...props} />
  </Stack>
);

const groups: FieldGroup[] = [
  {
    title: 'When it runs',
    summary: (settings) =>
      [scheduleText(settings), settings.quietHours && quietHoursText(settings.quietHours)]
        .filter(Boolean)
        .join(', '),
    Fields: WhenFields,
  },
  {
    title: 'How fast and how much',
    summary: ({ delayMs, maxPagesPerDay, maxMegabytesPerDay }) =>
      [
        `${delayMs / 1000} s between two requests`,
        maxPagesPerDay && `${maxPagesPerDay.toLocaleString('en')} pages a day`,
        maxMegabytesPerDay && `${maxMegabytesPerDay.toLocaleString('en')} MB a day`,
      ]
        .filter(Boolean)
        .join(', '),
    Fields: BudgetFields,
  },
  {
    title: 'What is followed',
    summary: ({ alsoHosts = [], includePaths = [], excludePaths = [], maxDepth }) =>
      alsoHosts.length + includePaths.length + excludePaths.length > 0 || maxDepth !== undefined
        ? [
            ...alsoHosts,
            ...includePaths.map((path) => `only ${path}`),
            ...excludePaths.map((path) => `not ${path}`),
            ...(maxDepth === undefined ? [] : [`${maxDepth} links deep`]),
          ]
            .slice(0, 4)
            .join(', ')
        : 'all of the place',
    Fields: ScopeFields,
  },
  {
    title: 'Browser, people served, robots.txt',
    summary: ({ postedIn, ignoreRobotsReason }) =>
      [postedIn && `serves ${postedIn}`, ignoreRobotsReason && 'robots.txt is ignored']
        .filter(Boolean)
        .join(', '),
    Fields: ReadingFields,
  },
  {
    title: 'Which way out',
    summary: ({ proxyId, suspectedOperator }) =>
      [
        proxyId === undefined ? 'this machine’s own address' : 'through a proxy',
        suspectedOperator && 'possibly run by the operators',
      ]
        .filter(Boolean)
        .join(', '),
    Fields: ExitFields,
  },
];

export const TargetFields = (props: TargetFieldsProps) => (
  <Stack gap="xs">
    {groups.map(({ title, summary, Fields }) => (
      <details key={title}>
        <summary>
          {title} <span className="soft any">{summary(props.settings)}</span>
        </summary>
        <div style={{ marginTop: 10, marginBottom: 10 }}>
          <Fields {...props} />
        </div>
      </details>
    ))}
  </Stack>
);
