import { expect, it } from 'vitest';
import { othersWords } from './quotations.ts';

const quoted = (text: string): string[] => othersWords(text).map(({ start, end }) => text.slice(start, end));

it.each([
  ['"', '"'],
  ['“', '”'],
  ['„', '“'],
  ['«', '»'],
])('finds what somebody repeats between %s and %s', (open, close) => {
  const advert = 'Typists for Thailand, ticket paid, leave on Sunday';
  expect(quoted(`They wrote to my cousin last week: ${open}${advert}${close}. He never came home.`)).toEqual([
    advert,
  ]);
});

it('finds them in Chinese and Japanese', () => {
  const text =
    '别信那个人，他到处发「园区招客服，会打字就行，路费我出」，我们厂里两个小孩跟他走的，现在一个电话打不通，家里人都在找他们两个。';
  expect(quoted(text)).toEqual(['园区招客服，会打字就行，路费我出']);
});

it('takes an advert that is quoted as a whole for the text itself', () => {
  expect(quoted('"Typists for Thailand, ticket paid, leave on Sunday"')).toEqual([]);
  expect(quoted('Fwd: "Typists for Thailand, ticket paid, leave on Sunday"')).toEqual([]);
});

it('leaves names and titles', () => {
  expect(quoted('We look for a "chat agent" for our office in Bangkok, flight and room are paid')).toEqual(
    [],
  );
});

it('takes time in proportion to the text', () => {
  const marks = '"«“「'.repeat(25_000);
  expect(quoted(marks)).toEqual([]);
});
