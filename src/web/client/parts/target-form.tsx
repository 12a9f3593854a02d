/** Add or change a crawl target, with a look at what would be read. */
import {
  Alert,
  Button,
  Group,
  NativeSelect,
  NumberInput,
  Stack,
  Text,
  Textarea,
  TextInput,
} from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { Tier } from '../../../domain/assessment.ts';
import { renderMode, type TargetSettings, targetSettings } from '../../../domain/target.ts';
import type { TargetPreviewView, TargetTypeView, TargetView } from '../../../domain/target-view.ts';
import { ask } from '../api.ts';
import { Problem, tell } from './notices.tsx';
import { type FieldSchema, SchemaForm } from './schema-form.tsx';
import { TierTag } from './tags.tsx';
import { countOf } from './words-on-screen.ts';

interface TargetFormProps {
  types: TargetTypeView[];
  /** Null for a new one. */
  target: TargetView | null;
  onDone: () => void;
}

const fresh = (types: TargetTypeView[]): TargetSettings =>
  targetSettings.parse({ name: 'new', typeId: types[0]?.id ?? '?', options: {} });

const renderWords: Record<(typeof renderMode.options)[number], string> = {
  auto: 'when the page needs it',
  never: 'never',
  always: 'always',
};

export const TargetForm = ({ types, target, onDone }: TargetFormProps) => {
  const queries = useQueryClient();
  const [settings, setSettings] = useState<TargetSettings>(
    () => target?.settings ?? { ...fresh(types), name: '' },
  );
  const change = (part: Partial<TargetSettings>): void => {
    setSettings({ ...settings, ...part });
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
      tell(target ? 'Changed.' : 'Added; its first run starts in a moment.');
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
        <CrawlFields settings={settings} onChange={change} />
        <div ref={outcome}>
          {preview.isError && <Problem error={preview.error} />}
          {preview.data && <Preview preview={preview.data} />}
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

interface CrawlFieldsProps {
  settings: TargetSettings;
  onChange: (part: Partial<TargetSettings>) => void;
}

const CrawlFields = ({ settings, onChange }: CrawlFieldsProps) => (
  <details>
    <summary>How often, how fast, how far</summary>
    <Stack gap="sm" mt="sm">
      <NumberInput
        label="Hours between two runs"
        description="0: only when somebody asks."
        min={0}
        max={2160}
        value={settings.everyHours}
        onChange={(value) => onChange({ everyHours: Number(value) })}
      />
      <NumberInput
        label="Wait between two requests, in milliseconds"
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
        onChange={(value) => onChange({ maxPagesPerRun: Number(value) })}
      />
      <NativeSelect
        label="Open pages in a browser"
        data={renderMode.options.map((value) => ({ value, label: renderWords[value] }))}
        value={settings.renderMode}
        onChange={(event) => onChange({ renderMode: renderMode.parse(event.currentTarget.value) })}
      />
      <TextInput
        label="Whose people it serves"
        description="A city or country, such as Manila: lets a local title with a foreign work place be seen."
        maxLength={120}
        value={settings.postedIn ?? ''}
        onChange={(event) => onChange({ postedIn: event.currentTarget.value || undefined })}
      />
      <Textarea
        label="Ignore robots.txt, because"
        description="Leave empty to keep it. A reason is logged; give at least ten characters."
        maxLength={500}
        autosize
        value={settings.ignoreRobotsReason ?? ''}
        onChange={(event) => onChange({ ignoreRobotsReason: event.currentTarget.value || undefined })}
      />
    </Stack>
  </details>
);

const Preview = ({ preview }: { preview: TargetPreviewView }) => (
  <Alert color="gray" variant="outline" title={`What the first page gives`}>
    <Text size="sm" className="any">
      {preview.url}: {countOf(preview.postings.length, 'advert')},{' '}
      {countOf(preview.requests.length, 'further page')} to read.
    </Text>
    {preview.problems.map((problem) => (
      <Text key={problem} size="sm" c="var(--tier-high)" className="any">
        {problem}
      </Text>
    ))}
    <Stack gap={6} mt={6}>
      {preview.postings.map((posting) => (
        <div key={`${posting.url} ${posting.title}`}>
          <TierTag tier={posting.tier as Tier} />{' '}
          <bdi className="any">
            <b>{posting.title}</b>
          </bdi>
          <Text size="sm" className="soft any" lineClamp={3} dir="auto">
            {posting.text}
          </Text>
        </div>
      ))}
    </Stack>
    {preview.requests.length > 0 && (
      <details>
        <summary>Pages that it would read next</summary>
        {preview.requests.map((request) => (
          <Text key={request.url} size="sm" className="any">
            {request.kind}: {request.url}
          </Text>
        ))}
      </details>
    )}
  </Alert>
);
