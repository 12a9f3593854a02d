import { beforeAll, describe, expect, it } from 'vitest';
import type { AdvertInput, Finding } from '../../src/domain/assessment.ts';
import { classify, loadRules, type Rules } from '../classify.ts';
import { countryOfNumber } from './contacts.ts';

let rules: Rules;
beforeAll(async () => {
  rules = await loadRules();
});

const find = (indicator: string, input: AdvertInput): Finding | undefined =>
  classify(input, rules).findings.find((one) => one.indicator === indicator);

describe('pay above usual', () => {
  it('is held against simple work in the country of the work', () => {
    const finding = find('pay-above-usual', { text: 'Typing job in Phnom Penh, 1500 USD per month' });
    expect(finding?.message.params).toMatchObject({ monthlyUsd: '1500' });
    expect(finding?.why).toContain('Cambodia');
  });

  it('is held against skilled work where training is asked for', () => {
    const text = 'Senior engineer in Phnom Penh, bachelor degree in engineering, 1500 USD per month';
    expect(find('pay-above-usual', { text })).toBeUndefined();
  });

  it('is not seen where the pay is usual', () => {
    expect(
      find('pay-above-usual', { text: 'Data entry in Manila, PHP 20,000 per month', postedIn: 'Manila' }),
    ).toBeUndefined();
  });
});

describe('the journey', () => {
  it('is a bundle from three parts on, one of them of the journey', () => {
    const bundle = find('logistics-bundle', { text: 'Free flight ticket, free visa, free accommodation' });
    expect(bundle?.why).toContain('flight, visa, lodging');
    expect(find('logistics-bundle', { text: 'Free accommodation and free meals' })).toBeUndefined();
    expect(find('logistics-bundle', { text: 'Free flight ticket and free visa' })).toBeUndefined();
  });
});

describe('contacts', () => {
  it('by messenger only are named, unless there is an employer or another way', () => {
    const text = 'Chat agents wanted. Telegram @only_example';
    expect(find('messaging-only', { text })?.text).toBe('@only_example');
    expect(find('messaging-only', { text, employer: 'Example Ltd' })).toBeUndefined();
    expect(find('messaging-only', { text: `${text} or jobs@example.com` })).toBeUndefined();
  });

  it('at a company are told from free mail', () => {
    expect(find('company-email', { text: 'Send your CV to jobs@example.com' })?.text).toBe(
      'jobs@example.com',
    );
    expect(find('company-email', { text: 'Send your CV to someone.example@gmail.com' })).toBeUndefined();
  });

  it('know the country of a number by its longest code', () => {
    const codes = { '1': 'US', '85': 'ZZ', '855': 'KH' };
    expect(countryOfNumber('+85512000000', codes)).toBe('KH');
    expect(countryOfNumber('+12025550100', codes)).toBe('US');
    expect(countryOfNumber('12025550100', codes)).toBeUndefined();
  });
});

describe('mismatches', () => {
  const text = 'Chat agents wanted, the office is in Sihanoukville';

  it('of stated place and work place show both', () => {
    const finding = find('place-differs', { text, location: 'Kuala Lumpur, Malaysia' });
    expect([finding?.text, finding?.other?.text]).toEqual(['Sihanoukville', 'Kuala Lumpur, Malaysia']);
    expect(find('place-differs', { text, location: 'Phnom Penh, Cambodia' })).toBeUndefined();
  });

  it('of board and work place show both', () => {
    const finding = find('local-title-foreign-work', { text, postedIn: 'Manila' });
    expect([finding?.text, finding?.other]).toEqual([
      'Sihanoukville',
      { field: 'postedIn', start: 0, end: 6, text: 'Manila' },
    ]);
    expect(find('local-title-foreign-work', { text, postedIn: 'Cambodia' })).toBeUndefined();
  });

  it('are not seen in the countries of offices and clients, nor where the title names the place', () => {
    const location = 'Jakarta';
    const offices = 'Developer wanted. We have clients in the Philippines and Thailand.';
    expect(find('place-differs', { text: offices, location })).toBeUndefined();
    const list = 'Developer wanted. Offices in Singapore, Myanmar, Cambodia and Japan.';
    expect(find('place-differs', { text: list, location })).toBeUndefined();
    const open = {
      title: 'Cook in Phnom Penh, Cambodia',
      text: 'A restaurant in Cambodia seeks a cook.',
      location,
    };
    expect(find('place-differs', open)).toBeUndefined();
    expect(find('place-differs', { text: `${offices} Free flight ticket.`, location })?.text).toBe(
      'Philippines',
    );
  });

  it('of visa and work mark the work and the visa', () => {
    const finding = find('visa-type-mismatch', {
      text: 'You enter on a tourist visa, the work is chat support',
    });
    expect(finding?.text).toContain('chat support');
    expect(finding?.other?.text).toContain('tourist visa');
  });
});
