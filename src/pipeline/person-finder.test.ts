import { describe, expect, it } from 'vitest';
import { UsageError } from '../domain/failure.ts';
import { createPersonFinder } from './person-finder.ts';

describe('a person in stored texts', () => {
  it.each([
    ['+1 202 555 0177', 'call +1 202 555 0177 now', 'call ███████████████ now'],
    ['+12025550177', 'wa.me/12025550177', '█████████████████'],
    ['+1 202 555 0177', 'my number is (202) 555-0177.', null],
    ['+1 202 555 0177', 'ring २०२ ५५५ ०१७७', null],
    ['@sample_reporter', 'I am @Sample_Reporter, or t.me/sample_reporter', null],
    ['https://t.me/sample_reporter', 'ask sample_reporter', 'ask ███████████████'],
    ['Sample.Reporter@example.com', 'mail sample.reporter@EXAMPLE.com.', 'mail ███████████████████████████.'],
  ])('finds %s in %j', (contact, text, masked) => {
    const finder = createPersonFinder({ contacts: [contact] });
    expect(finder.shows(text)).toBe(true);
    const after = finder.mask(text);
    expect(after).toHaveLength(text.length);
    expect(finder.shows(after)).toBe(false);
    expect(after).not.toMatch(/0177|०१७७|reporter/i);
    if (masked !== null) expect(after).toBe(masked);
  });

  it.each([
    ['+1 202 555 0177', 'call +1 202 555 0142, pay 2025550 a month'],
    ['@sample_reporter', 'ask @sample_reporter2 or @a_sample_reporter'],
    ['@reporter', 'a reporter wrote about the place'],
    ['sample@example.com', 'mail another.sample@example.com'],
  ])('does not take others for %s', (contact, text) => {
    expect(createPersonFinder({ contacts: [contact] }).mask(text)).toBe(text);
  });

  it('finds a whole name, not its parts', () => {
    const finder = createPersonFinder({ contacts: [], names: ['Malee Sample'] });
    expect(finder.mask('MALEE  SAMPLE went, Malee Other stayed')).toBe(
      '█████████████ went, Malee Other stayed',
    );
  });

  it.each(['0812 345 678', '12345', 'sample', 'Malee', 'jobs.example.com'])('refuses %j', (contact) => {
    expect(() => createPersonFinder({ contacts: [contact] })).toThrow(UsageError);
  });
  it('refuses a name of many', () => {
    expect(() => createPersonFinder({ contacts: [], names: ['Malee'] })).toThrow('whole name');
  });
});
