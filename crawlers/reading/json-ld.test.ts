import { describe, expect, it } from 'vitest';
import { readJsonLd } from './json-ld.ts';
import { parsePage } from './parse-page.ts';

const block = (json: string): string => `<script type="application/ld+json">${json}</script>`;
const whole = '{"@type":"JobPosting","title":"Cook"}';
const half = '{"@type":"JobPosting","title":"Dri';
const read = (...blocks: string[]) => readJsonLd(parsePage(blocks.map(block).join('')).$);

describe('a JSON-LD block that is cut off', () => {
  it('is left out and named where a whole advert stands beside it', () => {
    for (const blocks of [
      [half, whole],
      [whole, half],
    ]) {
      const { items, problems } = read(...blocks);
      expect(items.map((item) => item.values.get('title'))).toEqual([['Cook']]);
      expect(problems).toEqual([
        { code: 'invalid-json-ld', message: expect.stringContaining(`block ${blocks.indexOf(half) + 1} `) },
      ]);
    }
  });

  it('is read as far as it goes where nothing else tells of an advert', () => {
    const { items, problems } = read('{"@type":"BreadcrumbList"}', half);
    expect(items.at(-1)?.values.get('title')).toEqual(['Dri']);
    expect(problems).toEqual([]);
  });
});

it.each(['@list', '@set'])('takes what stands in %s', (name) => {
  const { items } = read(`{"@type":"JobPosting","jobLocation":{"${name}":["Hanoi","Hue"]}}`);
  expect(items[0]?.values.get('jobLocation')).toEqual(['Hanoi', 'Hue']);
});
