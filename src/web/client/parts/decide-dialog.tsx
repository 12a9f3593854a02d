/** Reason and note for a decision on the whole group. What was typed stays until it went through. */
import { Button, Group, Modal, NativeSelect, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { type DecisionInput, dismissReasons } from '../../../domain/review.ts';
import { dismissReasonWords } from '../../../domain/words.ts';
import { countOf } from './words-on-screen.ts';

interface DecideDialogProps {
  kind: DecisionInput['kind'];
  adverts: number;
  isSending: boolean;
  onDecide: (decision: DecisionInput) => void;
  onClose: () => void;
}

const titles: Record<DecisionInput['kind'], string> = {
  pursue: 'Pursue this group',
  dismiss: 'Dismiss this group',
  refer: 'Refer this group',
};

export const DecideDialog = ({ kind, adverts, isSending, onDecide, onClose }: DecideDialogProps) => {
  const [reason, setReason] = useState(kind === 'dismiss' ? dismissReasons[0] : '');
  const [note, setNote] = useState('');
  const needsNote = kind === 'dismiss' && reason === 'other';
  const submit = (): void => onDecide({ kind, reason: reason.trim(), note: note.trim() });
  return (
    <Modal opened onClose={onClose} title={titles[kind]} size="md">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <Stack>
          <Text size="sm" className="soft">
            This decides {adverts === 1 ? 'this advert' : `all ${countOf(adverts, 'advert')} of the group`}.
            It can be undone.
          </Text>
          {kind === 'dismiss' ? (
            <NativeSelect
              label="It is"
              data={dismissReasons.map((value) => ({ value, label: dismissReasonWords[value] }))}
              value={reason}
              onChange={(event) => setReason(event.currentTarget.value)}
              data-autofocus
            />
          ) : (
            <TextInput
              label={kind === 'refer' ? 'To whom, and why' : 'Why (may stay empty)'}
              value={reason}
              onChange={(event) => setReason(event.currentTarget.value)}
              required={kind === 'refer'}
              maxLength={200}
              data-autofocus
            />
          )}
          <Textarea
            label={needsNote ? 'Note (say the reason)' : 'Note'}
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
            required={needsNote}
            autosize
            minRows={2}
            maxRows={8}
            maxLength={4000}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={isSending}>
              {kind === 'pursue' ? 'Pursue' : kind === 'dismiss' ? 'Dismiss' : 'Refer'}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
};
