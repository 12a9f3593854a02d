import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { type AdvertInput, type Assessment, assessment, type Span } from '../src/domain/assessment.ts';
import { classify, loadRules, type Rules } from './classify.ts';

let rules: Rules;
beforeAll(async () => {
  rules = await loadRules();
});
const read = (input: string | AdvertInput): Assessment =>
  classify(typeof input === 'string' ? { text: input } : input, rules);
const indicatorsOf = (input: string | AdvertInput): string[] => [
  ...new Set(read(input).findings.map((one) => one.indicator)),
];

const lure: AdvertInput = {
  title: 'Chat support, start now',
  text: `We are hiring 20 chat agents for our office in Sihanoukville.
Salary USD 1,500 a month plus commission, no experience needed.
Free flight, visa and accommodation, our driver will pick you up at the airport.
No confinement, you can go home any time. Telegram @lotus_hr_example`,
  location: 'Bangkok, Thailand',
  postedIn: 'Manila',
};

const textOf = (input: AdvertInput, field: string): string =>
  field.startsWith('image:')
    ? (input.imageTexts?.[Number(field.slice(6))] ?? '')
    : (input[field as 'text' | 'title' | 'location' | 'employer' | 'postedIn'] ?? '');

const expectExact = (input: AdvertInput, span: Span): void => {
  expect(textOf(input, span.field).slice(span.start, span.end)).toBe(span.text);
  expect(span.text.length).toBeGreaterThan(0);
};

describe('an assessment', () => {
  it('of a lure names place, journey, pay, denial and contact, and is high', () => {
    const result = read(lure);
    expect(result).toMatchObject({ kind: 'offer', tier: 'high', scheme: 'compound-recruitment' });
    expect(indicatorsOf(lure)).toEqual(
      expect.arrayContaining([
        'hotspot-place',
        'chat-role',
        'pay-above-usual',
        'free-flight',
        'free-visa',
        'free-lodging',
        'logistics-bundle',
        'no-confinement-claim',
        'free-to-leave-claim',
        'messaging-only',
        'place-differs',
        'no-experience',
      ]),
    );
    expect(result.gist).toContain('Sihanoukville');
    expect(result.gist).toContain('USD 1,500');
  });

  it('has the shape that the domain asks for, and sentences without placeholders', () => {
    const result = read(lure);
    expect(assessment.parse(result)).toEqual(result);
    for (const { why } of result.findings) {
      expect(why).not.toMatch(/[{}]/);
      expect(why).toMatch(/[.!]$/);
    }
  });

  it('is the same every time', () => {
    expect(read(lure)).toEqual(read(lure));
  });

  it('marks both sides of a mismatch', () => {
    const finding = read(lure).findings.find((one) => one.indicator === 'place-differs');
    expect(finding?.text).toBe('Sihanoukville');
    expect(finding?.other).toEqual({ field: 'location', start: 0, end: 17, text: 'Bangkok, Thailand' });
  });

  it('reads the words of images, and says in which', () => {
    const input = { text: '', imageTexts: ['a logo', 'FREE FLIGHT TICKET to Sihanoukville'] };
    const fields = read(input).findings.map((one) => one.field);
    expect(new Set(fields)).toEqual(new Set(['image:1']));
  });

  it('of nothing is nothing', () => {
    expect(read('')).toMatchObject({ kind: 'other', score: 0, tier: 'none', findings: [], contacts: [] });
  });

  it('is urgent when an offer leaves tonight', () => {
    const text = `${lure.text}\nNext flight leaves tonight, we gather at the airport hotel.`;
    expect(read({ ...lure, text }).urgent).toBe(true);
    expect(read(lure).urgent).toBe(false);
  });

  it.each([
    ['No flight ticket, no visa support and no accommodation provided.', ['free-flight', 'free-visa']],
    ['We do not rent your bank account.', ['account-handling-role']],
  ])('lets a negation cancel: %s', (text, cancelled) => {
    for (const indicator of cancelled) expect(indicatorsOf(text)).not.toContain(indicator);
  });

  it('lets no negation cancel a denial', () => {
    expect(indicatorsOf('There is no confinement and no violence here')).toContain('no-confinement-claim');
  });
});

describe('disguises', () => {
  it.each([
    ['f r e e   t i c k e t to our office', 'free-flight', 'spaced-letters'],
    ['Frее flight tickеt for everybody', 'free-flight', 'look-alike-letters'],
    ['fr33 ticket for everybody', 'free-flight', 'digits-as-letters'],
    ['free fli\u200bght ticket', 'free-flight', 'invisible-characters'],
  ])('are undone and named: %s', (text, indicator, disguise) => {
    expect(indicatorsOf(text)).toEqual(expect.arrayContaining([indicator, disguise]));
  });

  it('are not seen in plain text', () => {
    expect(
      indicatorsOf('Free flight ticket for everybody, e.g. in the U.S.A. or at hr@example.com'),
    ).not.toEqual(expect.arrayContaining([expect.stringMatching(/letters|characters/)]));
  });
});

describe('places', () => {
  it('count less for people who live there', () => {
    const abroad = read({ text: 'Customer service in Sihanoukville', postedIn: 'Manila' });
    const home = read({ text: 'Customer service in Sihanoukville', postedIn: 'Phnom Penh' });
    expect(home.score).toBeLessThan(abroad.score);
  });

  it('of an ordinary advert at home are no destination', () => {
    const input = {
      text: 'Cashier for our shop in Phnom Penh, Cambodia',
      postedIn: 'Cambodia',
      location: 'Phnom Penh',
    };
    expect(indicatorsOf(input)).not.toContain('destination-country');
  });
});

describe('ordinary offers that share signs with lures', () => {
  it.each<[string, AdvertInput]>([
    [
      'a seafarer',
      {
        title: 'Able seaman',
        employer: 'Example Shipping Ltd',
        text: 'Able seaman for container ship. STCW certificate and two years of experience required. Flights, visa and full board are provided. Salary USD 1,800 a month. DMW licence no: 000-LB-000000. Send your CV to crew@example.com.',
      },
    ],
    [
      'a nurse abroad',
      {
        title: 'Registered nurse, United Kingdom',
        employer: 'Example NHS Trust',
        text: 'Registered nurse license required, three years of experience. Relocation: flight and visa are paid, accommodation for the first month. Pension and annual leave. Apply at jobs@example.com.',
      },
    ],
    [
      'a hotel in Sihanoukville',
      {
        title: 'Receptionist',
        employer: 'Example Beach Hotel Co., Ltd',
        location: 'Sihanoukville',
        postedIn: 'Cambodia',
        text: 'Receptionist for our beach hotel in Sihanoukville, free meals and accommodation, NSSF and annual leave. Walk-in interview at our office, call +855 23 000 000.',
      },
    ],
    [
      'a factory with room and food',
      {
        title: 'Factory workers',
        text: 'Factory workers wanted, free accommodation and meals, no experience needed, start immediately. Call us.',
      },
    ],
  ])('stay below medium: %s', (_name, input) => {
    expect(['none', 'low']).toContain(read(input).tier);
  });
});

const words = fc.constantFrom(
  'free flight',
  'Sihanoukville',
  'ｆｒｅｅ',
  'не работа',
  '包机票',
  '押·金',
  'ที่พักฟรี',
  'bạn',
  '\u200b',
  '👍🏽',
  'f r e e',
  '+1 202 555 0101',
  '@x_example',
  'USD 2,000 a month',
  '\ud83d',
  '\n',
  '.',
  'no',
  'passport is kept by the company',
  'ﷺ',
  '이́',
  '१५',
);
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 80 }),
  fc.array(words, { maxLength: 25 }).map((parts) => parts.join(' ')),
  fc.array(words, { maxLength: 25 }).map((parts) => parts.join('')),
);

it('cuts exactly the text that each finding and contact claims, whatever the input', () => {
  fc.assert(
    fc.property(anyText, anyText, anyText, (text, title, image) => {
      const input = { text, title, location: title, imageTexts: [image] };
      const result = read(input);
      for (const finding of result.findings) {
        expectExact(input, finding);
        if (finding.other) expectExact(input, finding.other);
      }
      for (const contact of result.contacts)
        expect(textOf(input, contact.field).slice(contact.start, contact.end)).toBe(contact.text);
      if (result.score > 0) expect(result.findings.length).toBeGreaterThan(0);
      if (result.kind !== 'offer') expect(['none', 'low']).toContain(result.tier);
    }),
    { numRuns: 400 },
  );
});
