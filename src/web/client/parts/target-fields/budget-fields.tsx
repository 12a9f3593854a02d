/** How fast a place is asked, and how much of it on one day. */
import { NumberInput, Stack } from '@mantine/core';
import type { TargetFieldsProps } from './fields-contract.ts';
import { MostField } from './most-field.tsx';

export const BudgetFields = ({ settings, onChange }: TargetFieldsProps) => (
  <Stack gap="sm">
    <NumberInput
      label="Wait between two requests, in milliseconds"
      description="A site that answers slowly, or asks us to slow down, is asked more slowly by itself."
      min={0}
      max={600_000}
      step={500}
      value={settings.delayMs}
      onChange={(value) => onChange({ delayMs: Number(value) })}
    />
    <NumberInput
      label="Most pages a run"
      min={1}
      max={1_000_000}
      value={settings.maxPagesPerRun}
      onChange={(value) => onChange({ maxPagesPerRun: Number(value) || 1 })}
    />
    <MostField
      label="Most pages a day"
      description="A day begins at 00:00 UTC. What is left waits for the next day."
      value={settings.maxPagesPerDay}
      onChange={(maxPagesPerDay) => onChange({ maxPagesPerDay })}
    />
    <MostField
      label="Most megabytes a day"
      description="Pages and pictures together."
      value={settings.maxMegabytesPerDay}
      onChange={(maxMegabytesPerDay) => onChange({ maxMegabytesPerDay })}
    />
  </Stack>
);
