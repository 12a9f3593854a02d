/** State of the group, and what can be done with it, by button and by key. */
import { Button, Group, Text } from '@mantine/core';
import { useState } from 'react';
import { mayDecide, mayExport } from '../../../domain/account.ts';
import type { LeadView } from '../../../domain/lead-view.ts';
import type { DecisionInput } from '../../../domain/review.ts';
import { groupStateWords } from '../../../domain/words.ts';
import { useAccount, useMay } from '../session.ts';
import { DecideDialog } from './decide-dialog.tsx';
import { ExportDialog } from './export-dialog.tsx';
import { useKeys } from './use-keys.ts';
import { useReview } from './use-review.ts';
import { countOf } from './words-on-screen.ts';

export const ReviewBar = ({ lead }: { lead: LeadView }) => {
  const account = useAccount();
  const canDecide = useMay(mayDecide);
  const canExport = useMay(mayExport);
  const [isExporting, setExporting] = useState(false);
  const review = useReview(lead);
  const [kind, setKind] = useState<DecisionInput['kind'] | null>(null);
  const { group } = lead;
  const isMine = group.state === 'claimed' && group.claimedBy?.id === account.id;
  const isOthers = group.state === 'claimed' && !isMine;
  const isOpen = group.state === 'new' || group.state === 'claimed';
  const canUndo = lead.decisions.some((decision) => decision.kind !== 'undo' && !decision.isUndone);
  const claim = (): void =>
    review.mutate(isMine ? { step: 'release' } : { step: 'claim', takeOver: isOthers });
  const undo = (): void => review.mutate({ step: 'undo' });
  useKeys(
    canDecide
      ? {
          ...(isOpen && !isOthers && { c: claim }),
          ...(!isOthers && {
            p: () => setKind('pursue'),
            d: () => setKind('dismiss'),
            r: () => setKind('refer'),
          }),
          ...(canUndo && { u: undo }),
        }
      : {},
  );
  const buttons: [DecisionInput['kind'], string, string][] = [
    ['pursue', 'Pursue', 'p'],
    ['dismiss', 'Dismiss', 'd'],
    ['refer', 'Refer', 'r'],
  ];
  return (
    <div className="actions">
      <Group gap={8}>
        <Text fw={600} aria-live="polite">
          {groupStateWords[group.state]}
          {group.claimedBy && ` by ${isMine ? 'you' : group.claimedBy.name}`}
          {group.adverts > 1 && (
            <Text span className="soft">
              {' '}
              · group of {countOf(group.adverts, 'advert')}
            </Text>
          )}
        </Text>
        {canDecide && (
          <>
            {isOpen && (
              <Button size="compact-sm" variant="default" onClick={claim} loading={review.isPending}>
                {isMine ? 'Give back' : isOthers ? 'Take over' : 'Claim'}&nbsp;{!isOthers && <kbd>c</kbd>}
              </Button>
            )}
            {!isOthers &&
              buttons.map(([one, label, key]) => (
                <Button
                  key={one}
                  size="compact-sm"
                  variant={one === 'pursue' ? 'filled' : 'default'}
                  onClick={() => setKind(one)}
                >
                  {label}&nbsp;<kbd>{key}</kbd>
                </Button>
              ))}
            {canUndo && (
              <Button size="compact-sm" variant="default" onClick={undo}>
                Undo&nbsp;<kbd>u</kbd>
              </Button>
            )}
          </>
        )}
        {canExport && (
          <Button size="compact-sm" variant="default" onClick={() => setExporting(true)}>
            Export
          </Button>
        )}
      </Group>
      {isExporting && (
        <ExportDialog
          what={`This group, ${countOf(group.adverts, 'advert')}`}
          choice={{ groupIds: [group.id] }}
          onClose={() => setExporting(false)}
        />
      )}
      {kind && (
        <DecideDialog
          kind={kind}
          adverts={group.adverts}
          isSending={review.isPending}
          onClose={() => setKind(null)}
          onDecide={(decision) =>
            review.mutate({ step: 'decisions', decision }, { onSuccess: () => setKind(null) })
          }
        />
      )}
    </div>
  );
};
