import { describe, expect, it } from 'vitest';
import { postingAt, quietAssessment } from '../../../test/fixtures/pipeline/small-world.ts';
import type { Assessment } from '../../domain/assessment.ts';
import { assessPosting } from '../../pipeline/assess-posting.ts';
import { postingLine, postingTable, tableRow } from './show-postings.ts';

const assessed = (title: string, assessment: Partial<Assessment>) =>
  assessPosting(
    { ...postingAt(`https://jobs.example/${encodeURIComponent(title)}`), title },
    { ...quietAssessment, ...assessment },
  );

describe('postingTable', () => {
  it('stands best first: urgent offers, then by score, other kinds of text last', () => {
    const table = postingTable(
      [
        assessed('Gardener', { tier: 'none', score: 0 }),
        assessed('A warning', { kind: 'warning', tier: 'high', score: 99 }),
        assessed('Typing job', { tier: 'high', score: 70 }),
        assessed('Leaves tonight', { tier: 'medium', score: 50, urgent: true }),
      ].map(tableRow),
    );
    const titles = ['Leaves tonight', 'Typing job', 'Gardener', 'A warning'];
    const places = titles.map((title) => table.indexOf(title));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(table).toMatch(/^read +URGENT Leaves tonight/);
    expect(table).toContain('read first');
    expect(table).toContain('no signs found');
    expect(table).toContain('somebody warns or reports');
  });

  it('keeps control characters of scraped text away from the terminal', () => {
    const table = postingTable([tableRow(assessed('Cook\u001b[2J\u202e now', {}))]);
    expect(table).toContain('Cook [2J now');
  });
});

describe('postingLine', () => {
  it('has the fields that the help names', () => {
    const { posting, ...rest } = assessed('Cook', { score: 1 });
    const { employer: _employer, location: _location, ...unknown } = posting;
    const line = JSON.parse(postingLine({ ...rest, posting: unknown })) as object;
    expect(Object.keys(line)).toEqual(
      expect.arrayContaining([
        'employer',
        'location',
        'url',
        'title',
        'text',
        'kind',
        'tier',
        'score',
        'urgent',
        'languages',
        'findings',
        'contacts',
      ]),
    );
  });
});
