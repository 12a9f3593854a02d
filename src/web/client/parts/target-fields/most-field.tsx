import { NumberInput } from '@mantine/core';

interface MostFieldProps {
  label: string;
  description?: string;
  least?: number;
  value: number | undefined;
  onChange: (value: number | undefined) => void;
}

/** A number that may stay empty: no limit. */
export const MostField = ({ label, description, least = 1, value, onChange }: MostFieldProps) => (
  <NumberInput
    label={label}
    {...(description !== undefined && { description })}
    placeholder="no limit"
    min={least}
    max={10_000_000}
    allowDecimal={false}
    thousandSeparator=","
    value={value ?? ''}
    onChange={(next) => onChange(next === '' ? undefined : Number(next))}
  />
);
