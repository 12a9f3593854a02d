import { Autocomplete } from '@mantine/core';
import { isTimeZone } from '../../../../domain/time-zone.ts';

const timeZones = ['UTC', ...Intl.supportedValuesOf('timeZone')];

/** Where the person sits who sets it. */
export const ownTimeZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';

export const TimeZoneField = ({ value, onChange }: { value: string; onChange: (value: string) => void }) => (
  <Autocomplete
    label="Time zone"
    description="By its name, such as Asia/Manila."
    data={timeZones}
    limit={30}
    value={value}
    error={!isTimeZone(value) && 'Write a time zone such as Asia/Manila, Asia/Bangkok or UTC.'}
    onChange={onChange}
  />
);
