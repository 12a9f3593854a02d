import { createHash } from 'node:crypto';
import { type Assessment, queueTier, tierRank } from '../domain/assessment.ts';
import type { Posting } from '../domain/posting.ts';
import { foldText, searchTerms } from '../domain/search-terms.ts';
import type { LeadDraft } from '../storage/frontier-contract.ts';

const titleChars = 160;

/** Null unless it is an offer whose tier reaches the queue: nobody else's words are ever a lead. */
export const raiseLead = (
  posting: Posting,
  assessment: Assessment,
  imageTexts: readonly string[] = [],
): LeadDraft | null => {
  const written = [posting.text, ...imageTexts].filter((text) => text.trim() !== '').join('\n');

  if (assessment.kind !== 'offer' || tierRank(assessment.tier) < tierRank(queueTier)) return null;
  return {
    tierRank: tierRank(assessment.tier),
    score: assessment.score,
    urgent: assessment.urgent,
    language: assessment.languages[0]?.code ?? 'und',
    title: leadTitle(posting, written),
    place: posting.location ?? posting.country ?? null,
    textHash: createHash('sha256').update(foldText(written)).digest('hex'),
    searchTerms: searchTerms(searchedText(posting, written), [...posting.contacts, ...assessment.contacts]),
  };
};

const leadTitle = (posting: Posting, written: string): string => {
  const title = posting.title.trim() || (written.trim().split('\n')[0] ?? '');
  return title.length > titleChars ? `${[...title].slice(0, titleChars - 1).join('')}…` : title;
};

const searchedText = (posting: Posting, written: string): string =>
  [posting.title, written, posting.employer, posting.location].filter(Boolean).join('\n');
