import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import lexicon from '../lexicon.ts';
import { widthOf } from './shown-text.ts';

let printed: string;
beforeEach(() => {
  printed = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed += String(text);
    return true;
  });
});
afterEach(() => vi.restoreAllMocks());

it('shows all languages and one of them within 80 columns', async () => {
  expect(await lexicon.run(['coverage'])).toBe(0);
  expect(printed).toMatch(/^en +\d+/m);
  expect(await lexicon.run(['coverage', '--language', 'th'])).toBe(0);
  expect(printed).toMatch(/^Thai \(th\)/m);
  expect(printed.split('\n').filter((line) => widthOf(line) > 80)).toEqual([]);
});

it('prints the same as JSON', async () => {
  await lexicon.run(['coverage', '--json', '--language', 'en']);
  expect(JSON.parse(printed)).toMatchObject({ code: 'en', total: { concepts: expect.any(Number) } });
});

it('names the languages there are when one is unknown', async () => {
  await expect(lexicon.run(['coverage', '--language', 'xx'])).rejects.toThrow(
    /no language 'xx'; known are .*en/,
  );
});
