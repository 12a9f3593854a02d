/** Marking, purpose and recipient before leads leave as a bundle. */
import {
  Button,
  Checkbox,
  Group,
  Modal,
  NativeSelect,
  Stack,
  Text,
  Textarea,
  TextInput,
} from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { type BundleRequest, bundleRequest, exportNotice, type Tlp, tlp } from '../../../domain/bundle.ts';

import { download, type QueryValues } from '../api.ts';
import { Problem, tell } from './notices.tsx';

const tlpWords: Record<Tlp, string> = {
  'TLP:RED': 'TLP:RED: only the persons addressed',
  'TLP:AMBER+STRICT': 'TLP:AMBER+STRICT: only the recipient’s organisation',
  'TLP:AMBER': 'TLP:AMBER: the organisation and its clients who need to know',
  'TLP:GREEN': 'TLP:GREEN: the recipient’s community',
  'TLP:CLEAR': 'TLP:CLEAR: no limit',
};

interface ExportDialogProps {
  /** What goes along, in words: `3 groups, 7 adverts`. */
  what: string;
  choice: { groupIds: string[] } | { filter: QueryValues };
  onClose: () => void;
}

export const ExportDialog = ({ what, choice, onClose }: ExportDialogProps) => {
  const form = useForm({
    initialValues: {
      marking: 'TLP:AMBER' as Tlp,
      purpose: '',
      recipient: '',
      hasCaptures: false,
      includeCapturesReason: '',
    },
    validate: {
      purpose: (value) => problemOf('purpose', value),
      recipient: (value) => problemOf('recipient', value),
      includeCapturesReason: (value, values) =>
        values.hasCaptures ? problemOf('includeCapturesReason', value) : null,
    },
  });
  const sending = useMutation({
    mutationFn: () => {
      const { hasCaptures, includeCapturesReason, ...asked } = form.getValues();
      return download('/api/bundles', { ...asked, ...choice, ...(hasCaptures && { includeCapturesReason }) });
    },
    onSuccess: (name) => {
      tell(`${name} is saved. The recipient can check it with: lurewatch verify ${name}`);
      onClose();
    },
  });
  return (
    <Modal opened onClose={onClose} title="Export as a bundle" size="lg">
      <form onSubmit={form.onSubmit(() => sending.mutate())}>
        <Stack>
          <Text size="sm">
            {what}. {exportNotice}
          </Text>
          <NativeSelect
            label="Marking (Traffic Light Protocol 2.0)"
            data={tlp.options.map((value) => ({ value, label: tlpWords[value] }))}
            {...form.getInputProps('marking')}
          />
          <TextInput
            label="Recipient"
            required
            maxLength={200}
            {...form.getInputProps('recipient')}
            data-autofocus
          />
          <Textarea
            label="Purpose"
            required
            maxLength={500}
            autosize
            minRows={2}
            {...form.getInputProps('purpose')}
          />
          <Checkbox
            label="Raw captures and screenshots too"
            description="They can hold more about people than the recipient needs."
            {...form.getInputProps('hasCaptures', { type: 'checkbox' })}
          />
          {form.values.hasCaptures && (
            <Textarea
              label="Why the captures are needed"
              required
              maxLength={500}
              autosize
              minRows={2}
              {...form.getInputProps('includeCapturesReason')}
            />
          )}
          <Text size="sm" className="soft">
            Who exported what, for whom and why goes into the audit log.
          </Text>
          {sending.isError && <Problem error={sending.error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={sending.isPending}>
              Make the bundle
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
};

const problemOf = (field: Exclude<keyof BundleRequest, 'marking'>, value: string): string | null =>
  bundleRequest.shape[field].safeParse(value).error?.issues[0]?.message ?? null;
