/** Add or change a crawl target, with a look at what would be read. */
import { Button, Group, NativeSelect, Stack, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { type TargetSettings, targetSettings } from '../../../domain/target.ts';
import type { TargetPreviewView, TargetTypeView, TargetView } from '../../../domain/target-view.ts';
import { ask } from '../api.ts';
import { Problem, tell } from './notices.tsx';
import { type FieldSchema, SchemaForm } from './schema-form.tsx';
import type { TargetFieldsProps } from './target-fields/fields-contract.ts';
import { TargetFields } from './target-fields/target-fields.tsx';
import { TargetPreview } from './target-preview.tsx';

interface TargetFormProps {
  types: TargetTypeView[];
  /** Null for a new one. */
  target: TargetView | null;
  onDone: () => void;
}

const commonestType = (types: TargetTypeView[]): TargetTypeView | undefined =>
  types.find((type) => type.id === 'job-board') ?? types[0];

const fresh = (types: TargetTypeView[]): TargetSettings =>
  targetSettings.parse({ name: 'new', typeId: commonestType(types)?.id ?? '?', options: {} });

export const TargetForm = ({ types, target, onDone }: TargetFormProps) => {
  const queries = useQueryClient();
  const [settings, setSettings] = useState<TargetSettings>(
    () => target?.settings ?? { ...fresh(types), name: '' },
  );
  const change: TargetFieldsProps['onChange'] = (part) => {
    const given = Object.entries({ ...settings, ...part }).filter(([, value]) => value !== undefined);
    setSettings(Object.fromEntries(given) as TargetSettings);
    preview.reset();
  };
  const type = types.find((one) => one.id === settings.typeId);
  const preview = useMutation({
    mutationFn: () =>
      ask<TargetPreviewView>('POST', '/api/targets/preview', {
        ...settings,
        name: settings.name || 'preview',
      }),
  });
  const save = useMutation({
    mutationFn: () =>
      target ? ask('PUT', `/api/targets/${target.id}`, settings) : ask('POST', '/api/targets', settings),
    onSuccess: async () => {
      tell(savedText(target, settings));
      await queries.invalidateQueries({ queryKey: ['targets'] });
      onDone();
    },
  });
  const outcome = useRef<HTMLDivElement>(null);
  const isOver = !preview.isIdle || !save.isIdle;
  useEffect(() => {
    if (isOver && !preview.isPending && !save.isPending)
      outcome.current?.scrollIntoView({ block: 'nearest' });
  }, [isOver, preview.isPending, save.isPending]);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <Stack gap="sm">
        <NativeSelect
          label="Kind of place"
          description={type?.description}
          data={types.map((one) => ({ value: one.id, label: one.label }))}
          value={settings.typeId}
          disabled={target !== null}
          onChange={(event) => change({ typeId: event.currentTarget.value, options: {} })}
        />
        <TextInput
          label="Name"
          description="As you want to see it in lists."
          required
          maxLength={120}
          value={settings.name}
          onChange={(event) => change({ name: event.currentTarget.value })}
        />
        {type && (
          <SchemaForm
            schema={type.schema as FieldSchema}
            values={settings.options}
            onChange={(options) => change({ options })}
          />
        )}
        <TargetFields settings={settings} onChange={change} />
        <div ref={outcome}>
          {preview.isError && <Problem error={preview.error} />}
          {preview.data && <TargetPreview preview={preview.data} />}
          {save.isError && <Problem error={save.error} />}
        </div>
        <Group justify="flex-end">
          <Button variant="default" loading={preview.isPending} onClick={() => preview.mutate()}>
            Preview what would be read
          </Button>
          <Button type="submit" loading={save.isPending}>
            {target ? 'Save' : 'Add'}
          </Button>
        </Group>
      </Stack>
    </form>
  );
};

const savedText = (target: TargetView | null, settings: TargetSettings): string => {
  if (target) return 'Changed.';
  return settings.everyHours > 0 && settings.cron === undefined
    ? 'Added; its first run starts in a moment.'
    : 'Added.';
};
