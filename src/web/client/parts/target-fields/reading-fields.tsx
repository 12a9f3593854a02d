/** Whom a place serves, how its pages are opened, and whether its robots.txt is kept. */
import { NativeSelect, Stack, Textarea, TextInput } from '@mantine/core';
import { renderMode } from '../../../../domain/target.ts';
import type { TargetFieldsProps } from './fields-contract.ts';

const renderWords: Record<(typeof renderMode.options)[number], string> = {
  auto: 'when the page needs it',
  never: 'never',
  always: 'always',
};

export const ReadingFields = ({ settings, onChange }: TargetFieldsProps) => (
  <Stack gap="sm">
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
);
