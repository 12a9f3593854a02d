import { createHash } from 'node:crypto';
import type { Assessment } from '../domain/assessment.ts';
import type { Posting } from '../domain/posting.ts';
import type { AssessedPosting } from '../storage/frontier-contract.ts';
import { raiseLead } from './raise-lead.ts';

/** Puts together what storage writes of one posting: its content hash, and what follows from its assessment. */
export const assessPosting = (
  posting: Posting,
  assessment: Assessment,
  known: { site?: string | undefined; imageTexts?: readonly string[] } = {},
): AssessedPosting => ({
  posting,
  site: known.site ?? new URL(posting.url).origin,
  contentHash: contentHash(posting),
  assessment,
  lead: raiseLead(posting, assessment, known.imageTexts),
  isPersonAtRisk: assessment.kind === 'plea',
});

/**
 * Equal as long as nothing that a reader would see has changed; where a field was read from does not count, nor the
 * last day, which many boards move on every day.
 */
export const contentHash = (posting: Posting): string => {
  const {
    itemKey: _itemKey,
    url: _url,
    fieldSources: _fieldSources,
    validThrough: _lastDay,
    ...content
  } = posting;
  return createHash('sha256').update(canonicalJson(content)).digest('hex');
};

const canonicalJson = (value: unknown): string =>
  JSON.stringify(value, (_key, inner: unknown) =>
    inner && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([one], [other]) => (one < other ? -1 : 1)))
      : inner,
  );
