/** When a target runs, with the times that come of it. */
import { List, NativeSelect, NumberInput, Stack, Text, TextInput } from '@mantine/core';
import { cronProblem, nextRuns } from '../../../../domain/schedule.ts';
import type { TargetSettings } from '../../../../domain/target.ts';
import { isTimeZone } from '../../../../domain/time-zone.ts';
import type { TargetFieldsProps } from './fields-contract.ts';
import { ownTimeZone, TimeZoneField } from './time-zone-field.tsx';

type Mode = 'hours' | 'cron' | 'asked';

const modes: { value: Mode; label: string }[] = [
  { value: 'hours', label: 'every so many hours' },
  { value: 'cron', label: 'at set times' },
  { value: 'asked', label: 'only when somebody asks' },
];

const modeOf = ({ cron, everyHours }: TargetSettings): Mode => {
  if (cron !== undefined) return 'cron';
  return everyHours === 0 ? 'asked' : 'hours';
};

const startOf: Record<Mode, () => Partial<TargetSettings>> = {
  hours: () => ({ everyHours: 24 }),
  cron: () => ({ everyHours: 24, cron: '30 6 * * *', timeZone: ownTimeZone() }),
  asked: () => ({ everyHours: 0 }),
};

export const ScheduleFields = ({ settings, onChange }: TargetFieldsProps) => {
  const mode = modeOf(settings);
  return (
    <Stack gap="sm">
      <NativeSelect
        label="When it runs"
        data={modes}
        value={mode}
        onChange={(event) =>
          onChange({
            cron: undefined,
            timeZone: undefined,
            ...startOf[event.currentTarget.value as Mode](),
          })
        }
      />
      {mode === 'hours' && (
        <NumberInput
          label="Hours between two runs"
          min={0.25}
          max={2160}
          value={settings.everyHours}
          onChange={(value) => onChange({ everyHours: Number(value) || 24 })}
        />
      )}
      {mode === 'cron' && <CronFields settings={settings} onChange={onChange} />}
      <NextRuns settings={settings} />
    </Stack>
  );
};

const CronFields = ({ settings, onChange }: TargetFieldsProps) => {
  const problem = cronProblem(settings.cron ?? '');
  return (
    <>
      <TextInput
        label="Schedule"
        description="Minute, hour, day of the month, month, day of the week; * is every. 30 6 * * * is 6:30 every day, 0 6,18 * * 1-5 is 6:00 and 18:00 from Monday to Friday."
        value={settings.cron ?? ''}
        error={problem}
        spellCheck={false}
        onChange={(event) => onChange({ cron: event.currentTarget.value })}
      />
      <TimeZoneField value={settings.timeZone ?? 'UTC'} onChange={(timeZone) => onChange({ timeZone })} />
    </>
  );
};

const NextRuns = ({ settings }: { settings: TargetSettings }) => {
  const { cron, timeZone = 'UTC' } = settings;
  if (cron !== undefined && (cronProblem(cron) !== undefined || !isTimeZone(timeZone))) return null;
  const times = nextRuns(settings, new Date(), 3);
  if (times.length === 0) return null;
  const zone = cron === undefined ? ownTimeZone() : timeZone;
  return (
    <div aria-live="polite">
      <Text size="sm">
        {cron === undefined ? 'A new target runs at once; from now on then' : 'Next runs'} ({zone}):
      </Text>
      <List size="sm" className="soft">
        {times.map((time) => (
          <List.Item key={time.toISOString()}>{timeIn(time, zone)}</List.Item>
        ))}
      </List>
    </div>
  );
};

const timeIn = (time: Date, timeZone: string): string =>
  new Intl.DateTimeFormat('en-GB', {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    hour: '2-digit',
    minute: '2-digit',
    timeZone,
  }).format(time);
