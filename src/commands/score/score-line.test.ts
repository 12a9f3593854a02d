import { expect, it } from 'vitest';
import { readAdvertLine } from './score-line.ts';

it('says which field is missing, and which is of the wrong kind', () => {
  expect(() => readAdvertLine('{"id":1}')).toThrow('"text" is missing');
  expect(() => readAdvertLine('{"text":"Cook"}')).toThrow('"id" is missing');
  expect(() => readAdvertLine('{"id":1,"text":null}')).toThrow('"text" must be a text, not null');
});
