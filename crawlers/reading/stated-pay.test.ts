import { expect, it } from 'vitest';
import { readJsonLd } from './json-ld.ts';
import { parsePage } from './parse-page.ts';
import { statedPay } from './stated-pay.ts';

const payOf = (salary: object, more: object = {}): object | undefined => {
  const posting = { '@type': 'JobPosting', title: 'Cook', baseSalary: salary, ...more };
  const { $ } = parsePage(`<script type="application/ld+json">${JSON.stringify(posting)}</script>`);
  const [item] = readJsonLd($).items;
  return item && statedPay(item);
};
const amount = (value: object | string | number, currency?: string): object => ({
  '@type': 'MonetaryAmount',
  currency,
  value,
});
const range = (minValue: unknown, maxValue: unknown, unitText = 'MONTH'): object => ({
  '@type': 'QuantitativeValue',
  ...{ minValue, maxValue, unitText },
});

it.each<[string, object, object]>([
  ['numbers', amount(range(900, 1200), 'USD'), { min: 900, max: 1200, currency: 'USD', period: 'month' }],
  ['dots between thousands', amount(range('1.500', '2.500'), 'EUR'), { min: 1500, max: 2500 }],
  ['dots and a comma', amount(range('2.500,00', '3.000,50'), 'BRL'), { min: 2500, max: 3000.5 }],
  ['a comma for the decimals', amount(range('1500,50', '1800'), 'EUR'), { min: 1500.5, max: 1800 }],
  ['a point for the decimals', amount(range('18.50', '21.25', 'HOUR'), 'USD'), { min: 18.5, max: 21.25 }],
  ['commas', amount(range('25,000.00', '30,000.00'), 'THB'), { min: 25_000, max: 30_000 }],
  ['millions', amount(range('15.000.000', '20.000.000'), 'VND'), { min: 15_000_000, max: 20_000_000 }],
  [
    'words',
    amount(range('15 triệu', '20 triệu'), 'VND'),
    { min: 15_000_000, max: 20_000_000, currency: 'VND' },
  ],
  ['digits of another script', amount(range('๑๕,๐๐๐', '๒๐,๐๐๐'), 'THB'), { min: 15_000, max: 20_000 }],
  ['a currency in the value', amount({ value: 800, currency: 'USD' }), { min: 800, currency: 'USD' }],
  ['US$', amount(range(900, 900), 'US$'), { min: 900, currency: 'USD' }],
  ['RM', amount(range(2500, 3000), 'RM'), { min: 2500, currency: 'MYR' }],
  ['months', amount(range(900, 900, 'MONTHS'), 'USD'), { period: 'month' }],
  ['a salary of months', amount(range(900, 900, 'Monthly Salary'), 'USD'), { period: 'month' }],
])('reads pay with %s', (_name, salary, expected) => {
  expect(payOf(salary)).toMatchObject(expected);
});

it('passes over an empty amount before the real one', () => {
  const empty = amount({ '@type': 'QuantitativeValue' }, 'USD');
  expect(payOf([empty, amount(range(700, 900), 'USD')])).toMatchObject({ min: 700, max: 900 });
});

it.each([amount('', 'USD'), amount('negotiable', 'USD'), amount(0, 'USD'), amount(range('', ''), 'USD')])(
  'says nothing of %j',
  (salary) => {
    expect(payOf(salary)).toBeUndefined();
  },
);
