/** What a file would bring, how it is read, and who in it is to be protected: then it may begin. */
import {
  Button,
  Checkbox,
  Fieldset,
  Group,
  NativeSelect,
  Stack,
  Text,
  Textarea,
  TextInput,
  Title,
} from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { ImportPreview, ImportStart } from '../../../domain/import-view.ts';
import { ask } from '../api.ts';
import type { HandedIn } from '../pages/imports.tsx';
import { Problem } from './notices.tsx';
import { type FieldSchema, type FormValues, SchemaForm } from './schema-form.tsx';
import { countOf } from './words-on-screen.ts';

interface BeginImportProps {
  handedIn: HandedIn;
  onPreview: (preview: ImportPreview) => void;
  onEnd: () => void;
}

export const BeginImport = ({ handedIn, onPreview, onEnd }: BeginImportProps) => {
  const { id, preview } = handedIn;
  const [options, setOptions] = useState<FormValues>(preview.options);
  const [people, setPeople] = useState(preview.people.filter((one) => one.isExporter).map((one) => one.id));
  const [others, setOthers] = useState('');
  const [isNobody, setNobody] = useState(false);
  const [basis, setBasis] = useState('');
  const path = `/api/imports/uploads/${id}`;
  const look = useMutation({
    mutationFn: (importer: string) =>
      ask<ImportPreview>('POST', `${path}/preview`, {
        importer,
        // Of another type, the options are guessed anew.
        ...(importer === preview.importer && { options: withEmptied(preview.options, options) }),
      }),
    onSuccess: onPreview,
  });
  const begin = useMutation({
    mutationFn: () => {
      const named = others.split('\n').map((line) => line.trim());
      const start: ImportStart = {
        importer: preview.importer,
        options: withEmptied(preview.options, options),
        protection: { people, others: named.filter((line) => line !== ''), isNobody, basis },
      };
      return ask('POST', `${path}/start`, start);
    },
    onSuccess: onEnd,
  });
  const discard = useMutation({ mutationFn: () => ask('DELETE', path), onSettled: onEnd });
  const isAnswered =
    !preview.isPrivate ||
    (basis.trim().length >= 5 && (isNobody || people.length > 0 || others.trim() !== ''));
  return (
    <section className="paper">
      <Stack gap="sm">
        <div>
          <Title order={2} size="h4" className="any">
            {preview.name}
          </Title>
          <Text size="sm" className="soft">
            {preview.label} · {countOf(preview.totalItems, 'item')}, {preview.bad} not readable,{' '}
            {preview.skipped} left out. Nothing is stored yet.
          </Text>
        </div>
        <TypeChoice preview={preview} isLooking={look.isPending} onChoose={(type) => look.mutate(type)} />
        <PreviewItems preview={preview} />
        {Object.keys((preview.schema as FieldSchema).properties ?? {}).length > 0 && (
          <details>
            <summary>How it is read</summary>
            <Stack gap="sm" mt="sm" align="flex-start">
              <SchemaForm schema={preview.schema as FieldSchema} values={options} onChange={setOptions} />
              <Button
                size="xs"
                variant="default"
                onClick={() => look.mutate(preview.importer)}
                loading={look.isPending}
              >
                Look again
              </Button>
            </Stack>
          </details>
        )}
        {look.isError && <Problem error={look.error} />}
        {preview.isPrivate && (
          <Fieldset legend="Who is to be protected">
            <Stack gap="xs">
              <Text size="sm" className="soft">
                This file is private. Messages, numbers, names and pictures of whom you choose are never
                stored, shown or exported, now or later. Choose the reporter, victims and relatives.
              </Text>
              {preview.people.map((person) => (
                <Checkbox
                  key={person.id}
                  label={person.name || person.id}
                  description={`${countOf(person.messages, 'message')}${person.contacts.length > 0 ? ` · ${person.contacts.join(', ')}` : ''}${person.isExporter ? ' · exported the file' : ''}`}
                  checked={people.includes(person.id)}
                  disabled={isNobody}
                  onChange={(event) =>
                    setPeople(
                      event.currentTarget.checked
                        ? [...people, person.id]
                        : people.filter((one) => one !== person.id),
                    )
                  }
                />
              ))}
              <Textarea
                label="Further names, numbers or handles to protect, one a line"
                value={others}
                onChange={(event) => setOthers(event.currentTarget.value)}
                disabled={isNobody}
                autosize
              />
              <Checkbox
                label="Nobody in it needs protection"
                checked={isNobody}
                onChange={(event) => {
                  setNobody(event.currentTarget.checked);
                  if (event.currentTarget.checked) {
                    setPeople([]);
                    setOthers('');
                  }
                }}
              />
              <TextInput
                label="On what basis was it handed in?"
                description="Kept with the import and in the audit log; names of protected people are taken out."
                placeholder="Given by a relative on 3 March, consent in file 12"
                required
                maxLength={500}
                value={basis}
                onChange={(event) => setBasis(event.currentTarget.value)}
              />
            </Stack>
          </Fieldset>
        )}
        {begin.isError && <Problem error={begin.error} />}
        <Group>
          <Button onClick={() => begin.mutate()} loading={begin.isPending} disabled={!isAnswered}>
            Import
          </Button>
          <Button variant="default" onClick={() => discard.mutate()} loading={discard.isPending}>
            Throw away
          </Button>
        </Group>
      </Stack>
    </section>
  );
};

/** What a person took out is told as empty: left out, it would be guessed again. */
const withEmptied = (guessed: FormValues, chosen: FormValues): FormValues => ({
  ...chosen,
  ...Object.fromEntries(
    Object.entries(guessed).flatMap(([name, inner]) => {
      if (inner === null || typeof inner !== 'object' || Array.isArray(inner)) return [];
      const kept = (chosen[name] as FormValues | undefined) ?? {};
      const emptied = Object.keys(inner).filter((key) => kept[key] === undefined);
      return [[name, { ...kept, ...Object.fromEntries(emptied.map((key) => [key, ''])) }]];
    }),
  ),
});

interface TypeChoiceProps {
  preview: ImportPreview;
  isLooking: boolean;
  onChoose: (importer: string) => void;
}

/** Shown where several may read it; the surest was looked at first. */
const TypeChoice = ({ preview, isLooking, onChoose }: TypeChoiceProps) => {
  const [best, second] = preview.fitting;
  if (preview.fitting.length < 2) return null;
  return (
    <NativeSelect
      label="What it is"
      description={
        best && best.fit === second?.fit
          ? 'It may be either: choose what it is.'
          : 'It looks like this; change it when what is shown below is not what the file says.'
      }
      data={preview.fitting.map(({ id, label }) => ({ value: id, label }))}
      value={preview.importer}
      disabled={isLooking}
      onChange={(event) => onChoose(event.currentTarget.value)}
    />
  );
};

const PreviewItems = ({ preview }: { preview: ImportPreview }) => (
  <Stack gap={6}>
    {preview.items.map((item) => (
      <div key={item.position}>
        <Text size="sm" className="soft any">
          {item.position}
          {item.sender && ` · ${item.sender}`}
          {item.images > 0 && ` · ${countOf(item.images, 'picture')}`}
        </Text>
        <Text size="sm" className="any" lineClamp={3} dir="auto">
          {item.title && <b>{item.title} </b>}
          {item.text}
        </Text>
      </div>
    ))}
    {preview.problems.slice(0, 5).map((problem) => (
      <Text key={`${problem.position} ${problem.reason}`} size="sm" c="var(--tier-high)" className="any">
        {problem.position}: {problem.reason}
      </Text>
    ))}
  </Stack>
);
