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

  it('counts half where only the destination pays less', () => {
    const text = 'Tuyển nhân viên chat tại Campuchia, lương 1000 USD một tháng, không cần kinh nghiệm';
    const finding = find('pay-above-usual', { text });
    expect(finding?.why).toContain('simple work in Cambodia');
    const both = find('pay-above-usual', { text: text.replace('1000', '2500') });
    expect(both?.why).toContain('simple work in Vietnam');
    expect(finding?.weight ?? 0).toBeLessThan(both?.weight ?? 0);
  });

  it('is held against the place that speaks most of compounds, not against the agent’s', () => {
    const text = 'Indians in UAE: chat work in Cambodia, 1300 USD a month, no experience';
    expect(find('pay-above-usual', { text })?.why).toContain('simple work in Cambodia');
  });

  it('is held against the stated place where another country is only mentioned', () => {
    const text = 'Customer service for our clients in the Philippines, $23 per hour';
    expect(find('pay-above-usual', { text, location: 'Denver, CO 80201' })).toBeUndefined();
  });

  it('needs more at home, where the best paid of a trade are seen as well', () => {
    const at = (amount: string): Finding | undefined =>
      find('pay-above-usual', { text: `งานแอดมินตอบแชท กรุงเทพ เงินเดือน ${amount} บาท`, postedIn: 'Thailand' });
    expect(at('50,000')).toBeUndefined();
    expect(at('90,000')?.why).toContain('Thailand');
  });

  it('does not take a diploma that is not needed for one that is', () => {
    const text = '招线上推广专员，用社交软件聊天，无需学历，老员工月入四万';
    expect(find('pay-above-usual', { text })?.why).toContain('simple work');
  });

  it('does not take the menu at the end of a long page for the work', () => {
    const page = `Software engineer. ${'We build and run our own services in small teams. '.repeat(30)}`;
    const text = `${page} Salary 2,000 USD. Other jobs: customer service, data entry`;
    expect(find('pay-above-usual', { text, postedIn: 'Thailand' })).toBeUndefined();
  });

  it.each([
    ['Typing work, PHP 95,000 per month', 'Philippines'],
    ['Chat support, no experience, SAR 12,000 per month', 'Saudi Arabia'],
    ['Data entry clerk, AED 15,000 per month', 'United Arab Emirates'],
  ])('is held against the country of the money in %j', (text, country) => {
    expect(find('pay-above-usual', { text })?.why).toContain(country);
  });
});

describe('pay in foreign money', () => {
  it.each([
    ['Tuyển nhân viên trực page, lương 1000 USDT một tháng', 'USD'],
    ['टाइपिंग का काम, वेतन 30000 बाट महीना, सैलरी 30000 baht', 'THB'],
    ['কম্পিউটার অপারেটর লাগবে, বেতন ৪০০০ AED, থাকা খাওয়া ফ্রি', 'AED'],
    ['รับแอดมินตอบแชท เงินเดือน 10000 RMB ต่อเดือน', 'CNY'],
  ])('is seen in %j', (text, currency) => {
    expect(find('pay-in-foreign-currency', { text })?.message.params).toMatchObject({ currency });
  });

  it('is none where dollars are spent every day', () => {
    const text = 'រើសបុគ្គលិកលក់ ប្រាក់ខែ $250';
    expect(find('pay-in-foreign-currency', { text })).toBeUndefined();
  });
});

describe('the journey', () => {
  it('is a bundle where flight, visa or passport come with more', () => {
    const bundle = find('logistics-bundle', { text: 'Free flight ticket, free visa, free accommodation' });
    expect(bundle?.why).toContain('flight, visa, lodging');
    expect(find('logistics-bundle', { text: 'Free accommodation and free meals' })).toBeUndefined();
  });

  it('counts half where the work is at home', () => {
    const text = 'We are hiring waiters. Free flight ticket, free visa, free accommodation. Send us your CV.';
    const here = find('logistics-bundle', { text, postedIn: 'Philippines', location: 'Cebu, Philippines' });
    const abroad = find('logistics-bundle', { text, postedIn: 'Philippines', location: 'Phnom Penh' });
    expect(here?.weight ?? 0).toBeLessThan(abroad?.weight ?? 0);
  });

  it('counts half with two parts', () => {
    const two = find('logistics-bundle', { text: 'Free flight ticket and free visa' });
    const three = find('logistics-bundle', { text: 'Free flight ticket, free visa and free meals' });
    expect(two?.weight ?? 0).toBeGreaterThan(0);
    expect(two?.weight ?? 0).toBeLessThan(three?.weight ?? 0);
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
    for (const host of ['gmail.com', 'outlook.co.id', 'ya.ru', '139.com', 'pm.me'])
      expect(find('company-email', { text: `Send your CV to someone.example@${host}` })).toBeUndefined();
  });

  it('of a foreign number are named with its country, Kazakhstan and Russia apart', () => {
    const text = (number: string): string =>
      `Жұмыс бар, онлайн оператор керек, жалақы жақсы. Телефон ${number}`;
    expect(find('foreign-phone', { text: text('+7 701 000 00 00'), postedIn: 'Kazakhstan' })).toBeUndefined();
    expect(find('foreign-phone', { text: text('+855 12 000 000'), postedIn: 'Kazakhstan' })?.why).toContain(
      'Cambodia',
    );
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
