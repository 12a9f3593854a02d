/** One row of the queue: an advert group by its foremost lead. */
import { Checkbox } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import type { LeadRow } from '../../../domain/lead-queue.ts';
import { groupStateWords } from '../../../domain/words.ts';
import { DemonstrationTag, GoneTag, Since, TierTag, UrgentTag } from './tags.tsx';
import { countOf, languageName, siteName } from './words-on-screen.ts';

interface LeadRowProps {
  row: LeadRow;
  isActive: boolean;
  isSelected: boolean;
  onSelect: () => void;
}

export const LeadRowView = ({ row, isActive, isSelected, onSelect }: LeadRowProps) => {
  const element = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (!isActive) return;
    element.current?.scrollIntoView({ block: 'nearest' });
    // Else Enter would still belong to whatever was clicked before, such as the link to this page.
    element.current?.querySelector('a')?.focus({ preventScroll: true });
  }, [isActive]);
  return (
    <li
      ref={element}
      className="lead-row"
      data-active={isActive || undefined}
      aria-current={isActive ? 'true' : undefined}
    >
      <Checkbox checked={isSelected} onChange={onSelect} aria-label={`Select ${row.title}`} mt={3} />
      <div style={{ minWidth: 0 }}>
        <div className="lead-head">
          <TierTag tier={row.tier} />
          {row.urgent && <UrgentTag />}
          {row.isDemonstration && <DemonstrationTag />}
          {row.goneAt && <GoneTag at={row.goneAt} />}
          {row.adverts > 1 && <span className="tag">{countOf(row.adverts, 'advert')}</span>}
          <Link to="/leads/$leadId" params={{ leadId: row.leadId }} className="any" dir="auto">
            {row.title || '(no title)'}
          </Link>
        </div>
        <div className="any two-lines">{row.gist}</div>
        <div className="lead-facts">
          <span>{languageName(row.language)}</span>
          {row.place && (
            <bdi className="any" title="Work place as stated">
              {row.place}
            </bdi>
          )}
          <span className="any">{siteName(row.site)}</span>
        </div>
      </div>
      <div className="lead-side">
        <Since time={row.createdAt} />
        <div>
          {groupStateWords[row.state]}
          {row.claimedBy && ` by ${row.claimedBy}`}
        </div>
      </div>
    </li>
  );
};
