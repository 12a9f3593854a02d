import { describe, expect, it } from 'vitest';
import { countryCodeOf, fieldsOfNames, locationOf, payTextOf } from './field-names.ts';

describe('names of fields', () => {
  it('are one however they are written, and the surest of a field is taken', () => {
    expect(
      Object.fromEntries(fieldsOfNames(['teaser', 'Job_Title', 'jobDescription', 'companyName', 'colour'])),
    ).toEqual({ title: 'Job_Title', text: 'jobDescription', employer: 'companyName' });
  });

  it.each([
    ['职位名称', 'title'],
    ['mô tả', undefined],
    ['moTa', 'text'],
    ['ubicación', undefined],
    ['Перевод', undefined],
    ['เงินเดือน', 'pay'],
    ['급여', 'pay'],
  ])('%s', (name, field) => {
    expect([...fieldsOfNames([name]).keys()][0]).toBe(field);
  });
});

describe('fields in parts', () => {
  it('make a place', () => {
    expect(locationOf({ city: 'Penang', country: 'MY' })).toBe('Penang, MY');
    expect(locationOf({ location: 'KL Sentral', city: 'Kuala Lumpur', country: 'Malaysia' })).toBe(
      'KL Sentral, Malaysia',
    );
    expect(locationOf({})).toBeUndefined();
  });

  it('make a pay', () => {
    expect(payTextOf({ payMin: '1500', payMax: '2000', currency: 'USD', payPeriod: 'MONTHLY' })).toBe(
      'USD 1500 - 2000 per month',
    );
    expect(payTextOf({ pay: 'MYR 2,100 per month', payPeriod: 'month' })).toBe('MYR 2,100 per month');
    expect(payTextOf({ payMin: '0' })).toBeUndefined();
  });

  it('name a country by code or name', () => {
    expect([
      countryCodeOf({ country: 'my' }),
      countryCodeOf({ country: 'Thailand' }),
      countryCodeOf({}),
    ]).toEqual(['MY', 'TH', undefined]);
  });
});
