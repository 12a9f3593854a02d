import { beforeAll, expect, test } from 'vitest';
import { loadRules, type Rules } from './classify.ts';
import { readAdvert } from './read-advert.ts';
import { readersCountries } from './readers-countries.ts';

let rules: Rules;
beforeAll(async () => {
  rules = await loadRules();
});

test.each([
  ['Nepalis and Sri Lankans welcome', ['LK', 'NP']],
  ['Buscamos peruanos y colombianos', ['CO', 'PE']],
  ['Kenya guys, a job for you', ['KE']],
  ['SG/MY frens, easy job', ['MY', 'SG']],
  ['Typing from the office, 40,000 KES a month', ['KE']],
  ['Chat support in Cambodia, 1,200 USD a month', []],
  ['Indian restaurant in Kenya needs a cook', []],
])('%s', (text, countries) => {
  expect([...readersCountries(readAdvert({ text }, rules))].sort()).toEqual(countries);
});

test('money tells nothing where the language does', () => {
  expect([
    ...readersCountries(readAdvert({ text: 'Lowongan admin gaji 8 juta rupiah per bulan' }, rules)),
  ]).toEqual([]);
});
