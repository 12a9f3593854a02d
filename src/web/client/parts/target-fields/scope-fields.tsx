/** What a target may follow. */
import { Stack, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { z } from 'zod';
import { hostPattern, pathGlob } from '../../../../domain/crawl-scope.ts';
import type { TargetFieldsProps } from './fields-contract.ts';
import { MostField } from './most-field.tsx';

export const ScopeFields = ({ settings, onChange }: TargetFieldsProps) => (
  <Stack gap="sm">
    <LinesField
      label="Further hosts of the same place"
      description="Where its adverts stand elsewhere: jobs.example.org, or *.example.org for all hosts below it. One a line."
      line={hostPattern}
      value={settings.alsoHosts}
      onChange={(alsoHosts) => onChange({ alsoHosts })}
    />
    <LinesField
      label="Only these addresses"
      description="Paths such as /jobs/*, where * stands for anything. Name the list pages too. One a line; empty: all."
      line={pathGlob}
      value={settings.includePaths}
      onChange={(includePaths) => onChange({ includePaths })}
    />
    <LinesField
      label="Never these addresses"
      description="Paths such as /companies/*. One a line."
      line={pathGlob}
      value={settings.excludePaths}
      onChange={(excludePaths) => onChange({ excludePaths })}
    />
    <MostField
      label="Most links away from the first page"
      description="0 reads the first pages alone."
      least={0}
      value={settings.maxDepth}
      onChange={(maxDepth) => onChange({ maxDepth })}
    />
  </Stack>
);

interface LinesFieldProps {
  label: string;
  description: string;
  /** What one line must be. */
  line: z.ZodType<string, string>;
  value: string[] | undefined;
  onChange: (value: string[] | undefined) => void;
}

/** Keeps the text as it is typed; what counts are its filled lines. */
const LinesField = ({ label, description, line, value, onChange }: LinesFieldProps) => {
  const [text, setText] = useState((value ?? []).join('\n'));
  const problem = linesOf(text)
    .map((one) => ({ one, error: line.safeParse(one).error?.issues[0]?.message }))
    .find(({ error }) => error !== undefined);
  return (
    <Textarea
      label={label}
      description={description}
      autosize
      minRows={1}
      maxRows={8}
      spellCheck={false}
      value={text}
      error={problem && `${problem.one}: ${problem.error}`}
      onChange={(event) => {
        const typed = event.currentTarget.value;
        setText(typed);
        const lines = linesOf(typed);
        onChange(lines.length > 0 ? lines : undefined);
      }}
    />
  );
};

const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
