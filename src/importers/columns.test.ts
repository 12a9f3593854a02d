import { expect, it } from 'vitest';
import { guessColumns, isReadable, rowItem } from './columns.ts';

const names = ['Headline', 'description', 'company', 'salary'];

it('guesses what was not told, and leaves alone what a person took out', () => {
  expect(guessColumns(names)).toMatchObject({ text: 'description', employer: 'company', pay: 'salary' });
  const told = guessColumns(names, { title: 'Headline', employer: '', pay: '' });
  expect(told).toMatchObject({ title: 'Headline', text: 'description', employer: '', pay: '' });
  // The same again, as the preview hands it back.
  expect(guessColumns(names, told)).toEqual(told);
  const row = { Headline: 'Typist', description: 'Typing', company: 'Agent', salary: 'USD 1500' };
  const item = rowItem(
    {
      position: 'line 2',
      valueOf: (name) => row[name as keyof typeof row],
      evidence: new Uint8Array(),
      evidenceMediaType: 'text/csv',
    },
    told,
  );
  expect(item).toMatchObject({ title: 'Typist', text: 'Typing' });
  expect(item).not.toHaveProperty('employer');
});

it('can’t be read without text and title, though both were told as empty', () => {
  expect(isReadable(guessColumns(names, { text: '', title: '' }))).toBe(false);
});
