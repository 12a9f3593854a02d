/** A form drawn from a JSON Schema: titles, descriptions and examples come from the unit that owns it. */
import { Checkbox, Fieldset, NativeSelect, NumberInput, Stack, Textarea, TextInput } from '@mantine/core';

export interface FieldSchema {
  type?: string;
  title?: string;
  description?: string;
  examples?: unknown[];
  default?: unknown;
  enum?: unknown[];
  minimum?: number;
  maximum?: number;
  properties?: Record<string, FieldSchema>;
  required?: string[];
  items?: FieldSchema;
  /** Stands open though it may stay empty: one of several of which one must be filled in. */
  isLeading?: boolean;
}

export type FormValues = Record<string, unknown>;

interface SchemaFormProps {
  schema: FieldSchema;
  values: FormValues;
  onChange: (values: FormValues) => void;
}

/** What must be filled in stands open; the rest is one click away. */
export const SchemaForm = ({ schema, values, onChange }: SchemaFormProps) => {
  const fields = Object.entries(schema.properties ?? {}).map(([name, field]) => ({
    name,
    field,
    isRequired: (schema.required?.includes(name) ?? false) && field.default === undefined,
  }));
  const draw = ({ name, field, isRequired }: (typeof fields)[number]) => (
    <SchemaField
      key={name}
      name={name}
      field={field}
      isRequired={isRequired}
      value={values[name]}
      onChange={(value) => onChange(withValue(values, name, value))}
    />
  );
  const open = fields.filter((one) => one.isRequired || one.field.isLeading);
  const optional = fields.filter((one) => !open.includes(one));
  if (open.length === 0) return <Stack gap="sm">{optional.map(draw)}</Stack>;
  return (
    <Stack gap="sm">
      {open.map(draw)}
      {optional.length > 0 && (
        <details>
          <summary>How it is read (may all stay empty)</summary>
          <Stack gap="sm" mt="sm">
            {optional.map(draw)}
          </Stack>
        </details>
      )}
    </Stack>
  );
};

/** An emptied field is left out, so that the schema's own default holds. */
const withValue = (values: FormValues, name: string, value: unknown): FormValues => {
  const { [name]: _old, ...others } = values;
  return value === undefined || value === '' ? others : { ...others, [name]: value };
};

interface SchemaFieldProps {
  name: string;
  field: FieldSchema;
  isRequired: boolean;
  value: unknown;
  onChange: (value: unknown) => void;
}

const exampleText = (field: FieldSchema): string => {
  const [example] = field.examples ?? [];
  if (Array.isArray(example)) return example.join('\n');
  return example === undefined ? '' : String(example);
};

const SchemaField = ({ name, field, isRequired, value, onChange }: SchemaFieldProps) => {
  const shared = { label: field.title ?? name, description: field.description, required: isRequired };
  if (field.enum)
    return (
      <NativeSelect
        {...shared}
        data={field.enum.map(String)}
        value={String(value ?? field.default ?? field.enum[0])}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    );
  if (field.type === 'object' && field.properties)
    return (
      <Fieldset legend={shared.label}>
        {field.description && <p className="soft">{field.description}</p>}
        <SchemaForm schema={field} values={(value as FormValues | undefined) ?? {}} onChange={onChange} />
      </Fieldset>
    );
  if (field.type === 'boolean')
    return (
      <Checkbox
        label={shared.label}
        description={field.description}
        checked={Boolean(value ?? field.default)}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
    );
  if (field.type === 'integer' || field.type === 'number')
    return (
      <NumberInput
        {...shared}
        value={typeof value === 'number' ? value : ''}
        placeholder={String(field.default ?? exampleText(field))}
        allowDecimal={field.type === 'number'}
        {...(field.minimum !== undefined && { min: field.minimum })}
        {...(field.maximum !== undefined && { max: field.maximum })}
        onChange={(next) => onChange(next === '' ? undefined : Number(next))}
      />
    );
  if (field.type === 'array')
    return (
      <Textarea
        {...shared}
        description={`${field.description ?? ''} One a line.`}
        value={Array.isArray(value) ? value.join('\n') : ''}
        placeholder={exampleText(field)}
        autosize
        minRows={2}
        maxRows={10}
        onChange={(event) => onChange(linesOf(event.currentTarget.value))}
        onBlur={() => Array.isArray(value) && onChange(filledLines(value))}
      />
    );
  return (
    <TextInput
      {...shared}
      value={typeof value === 'string' ? value : ''}
      placeholder={String(field.default ?? exampleText(field))}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
};

const linesOf = (text: string): string[] | undefined => (text === '' ? undefined : text.split('\n'));

const filledLines = (lines: unknown[]): string[] | undefined => {
  const filled = lines.map((line) => String(line).trim()).filter(Boolean);
  return filled.length ? filled : undefined;
};
