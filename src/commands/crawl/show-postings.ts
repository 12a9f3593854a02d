/** How postings are shown: one JSON line each as they come, or a table at the end, best first. */
import type { Assessment } from '../../domain/assessment.ts';
import { kindWords, tierWords } from '../../domain/words.ts';
import type { AssessedPosting } from '../../storage/frontier-contract.ts';

/** Absent fields are null, so that every line has the same keys. */
export const postingLine = ({ posting, assessment }: AssessedPosting): string =>
  JSON.stringify({
    url: posting.url,
    title: posting.title,
    text: posting.text,
    employer: posting.employer ?? null,
    location: posting.location ?? null,
    kind: assessment.kind,
    tier: assessment.tier,
    score: assessment.score,
    urgent: assessment.urgent,
    languages: assessment.languages,
    findings: assessment.findings,
    contacts: assessment.contacts,
  });

/** What the table keeps of a posting: texts of a whole crawl would fill the memory. */
export interface TableRow {
  words: string;
  score: number;
  isOffer: boolean;
  urgent: boolean;
  title: string;
  gist: string;
  url: string;
}

export const tableRow = ({ posting, assessment }: AssessedPosting): TableRow => ({
  words: wordsOf(assessment),
  score: assessment.score,
  isOffer: assessment.kind === 'offer',
  urgent: assessment.urgent,
  title: posting.title || (posting.text.split('\n')[0] ?? ''),
  gist: assessment.gist,
  url: posting.url,
});

const wordsOf = ({ kind, tier }: Assessment): string =>
  kind === 'offer' ? tierWords[tier] : kindWords[kind];

const byUrgencyAndScore = (one: TableRow, other: TableRow): number =>
  Number(other.isOffer) - Number(one.isOffer) ||
  Number(other.urgent) - Number(one.urgent) ||
  other.score - one.score;

/** Three lines a posting: what it is, what was found, where. */
export const postingTable = (rows: readonly TableRow[]): string => {
  const width = Math.max(0, ...rows.map((row) => row.words.length));
  const indent = ' '.repeat(width + 2);
  return [...rows]
    .sort(byUrgencyAndScore)
    .map((row) =>
      [
        `${row.words.padEnd(width)}  ${row.urgent ? 'URGENT ' : ''}${oneLine(row.title, 100)}`,
        ...(row.gist ? [`${indent}${oneLine(row.gist, 160)}`] : []),
        `${indent}${row.url}`,
      ].join('\n'),
    )
    .join('\n\n');
};

/** Scraped text must not steer a terminal: control characters are left out. */
const oneLine = (text: string, maxChars: number): string => {
  const clean = text
    .replace(/\p{Cc}+/gu, ' ')
    .replace(/[\u202a-\u202e\u2066-\u2069]/g, '')
    .trim();
  const characters = [...clean];
  return characters.length > maxChars ? `${characters.slice(0, maxChars - 1).join('')}…` : clean;
};
