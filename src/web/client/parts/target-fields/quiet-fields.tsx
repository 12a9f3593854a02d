/** Hours of the day in which a place is left alone. */
import { Checkbox, Group, Stack, TextInput } from '@mantine/core';
import { quietHours } from '../../../../domain/quiet-hours.ts';
import type { TargetFieldsProps } from './fields-contract.ts';
import { ownTimeZone, TimeZoneField } from './time-zone-field.tsx';

export const QuietFields = ({ settings, onChange }: TargetFieldsProps) => {
  const hours = settings.quietHours;
  const change = (part: Partial<NonNullable<typeof hours>>): void => {
    if (hours) onChange({ quietHours: { ...hours, ...part } });
  };
  const problem = hours && quietHours.safeParse(hours).error?.issues[0];
  const errorOf = (name: string): string | undefined =>
    problem?.path[0] === name ? problem.message : undefined;
  return (
    <Stack gap="sm">
      <Checkbox
        label="Leave it alone at certain hours"
        description="Pages wait meanwhile; nothing is lost."
        checked={hours !== undefined}
        onChange={(event) =>
          onChange({
            quietHours: event.currentTarget.checked
              ? { from: '08:00', to: '18:00', timeZone: settings.timeZone ?? ownTimeZone() }
              : undefined,
          })
        }
      />
      {hours && (
        <>
          <Group gap="sm" grow align="flex-start">
            <TextInput
              type="time"
              label="From"
              value={hours.from}
              error={errorOf('from')}
              onChange={(event) => change({ from: event.currentTarget.value })}
            />
            <TextInput
              type="time"
              label="To"
              description={hours.to < hours.from ? 'the next morning' : undefined}
              inputWrapperOrder={['label', 'input', 'description', 'error']}
              value={hours.to}
              error={errorOf('to')}
              onChange={(event) => change({ to: event.currentTarget.value })}
            />
          </Group>
          <TimeZoneField value={hours.timeZone} onChange={(timeZone) => change({ timeZone })} />
        </>
      )}
    </Stack>
  );
};
