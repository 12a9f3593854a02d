/** People are not recruiters: the texts here are invented after the kinds of text that analysts mix up. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { AdvertInput, Assessment } from '../src/domain/assessment.ts';
import { assess, classify, loadRules, type Rules, weighReading } from './classify.ts';
import { kindOf } from './kind.ts';
import { readAdvert } from './read-advert.ts';
import { tierBounds } from './score.ts';

let rules: Rules;
beforeAll(async () => {
  rules = await loadRules();
});
const read = (input: string | AdvertInput): Assessment =>
  classify(typeof input === 'string' ? { text: input } : input, rules);

describe('somebody seeking work', () => {
  it.each([
    'I am looking for any job abroad. I have a passport, can type fast and can leave immediately. Call me +1 202 555 0143',
    'Please hire me sir, I can do any kind of work in Dubai or Thailand, no salary problem. WhatsApp +1 202 555 0171',
    'Anyone have a job for me in Cambodia? I have experience in customer service and chat support. Telegram @needs_work_example',
    'Urgently need work overseas, I have passport ready, can start now. Please help me.',
    'I lost my job last month. Ready to work anywhere, data entry or call centre. My CV is attached.',
  ])('is no offer: %s', (text) => {
    const result = read(text);
    expect(result.kind).toBe('seeking');
    expect(['none', 'low']).toContain(result.tier);
    for (const contact of result.contacts) expect(contact.role).toBe('other');
  });
});

describe('somebody asking', () => {
  it.each([
    'I was offered a customer service job in Sihanoukville with free flight and visa, 1500 USD a month. Is this legit?',
    'Has anyone heard of this agency? They want to fly me to Mae Sot for a typing job, sounds too good to be true',
    'My friend got an offer for a chat job in Laos, accommodation and ticket free. Is it safe to go?',
    'A recruiter messaged me on Telegram and asked me for my passport, should I trust him?',
  ])('is no offer: %s', (text) => {
    const result = read(text);
    expect(result.kind).toBe('question');
    expect(['none', 'low']).toContain(result.tier);
  });
});

describe('a warning or a report', () => {
  it.each([
    'The embassy warned its citizens against fake job offers in Myawaddy that promise free flights and high salaries.',
    'Police said 12 nationals were rescued from a scam centre in Poipet after being lured by customer service jobs.',
    'Beware of adverts that promise free tickets to Cambodia, easy typing work and 2000 dollars. Do not go, people ended up in compounds.',
    'How to spot a trap: scammers offer chat work abroad, pay your flight and take your passport. Report such ads to the hotline.',
  ])('is no offer: %s', (text) => {
    const result = read(text);
    expect(result.kind).toBe('warning');
    expect(['none', 'low']).toContain(result.tier);
  });
});

describe('a plea or a testimony', () => {
  it.each([
    'Please help us, we are locked in a building near Myawaddy. They took our passports and beat us when we miss the target.',
    'My brother went to Thailand for a typing job and there is no contact since March. He was last seen in Mae Sot. Please share and help us find him.',
    'I was sold to another company and forced to chat with people all night. When we arrived they took my passport.',
    'They took my passport, I cannot leave. The boss wants 3000 USD ransom. Please help me get out, my Telegram @held_example',
  ])('is no offer: %s', (text) => {
    const result = read(text);
    expect(result.kind).toBe('plea');
    expect(['none', 'low']).toContain(result.tier);
    for (const contact of result.contacts) expect(contact.role).toBe('other');
  });
});

describe('an offer', () => {
  it.each([
    'Beware of scams! We are the real company. Customer service in Phnom Penh, free flight and visa, USD 1500 a month, apply now on Telegram @real_example',
    'We are hiring chat agents for our office abroad. Free ticket, no experience needed. Contact us on Telegram @hire_example',
    'Are you looking for a job abroad? We are hiring! No experience, USD 1200, free accommodation. WhatsApp +1 202 555 0119',
    'Want to earn more? Typing job in Golden Triangle, ticket and visa paid by company, DM me',
  ])('stays one, in the words of a warning or a seeker too: %s', (text) => {
    expect(read(text).kind).toBe('offer');
  });

  it('stays one on a job board that adds a note on fraud', () => {
    const result = read({
      title: 'Accounts clerk',
      employer: 'Example Trading Ltd',
      location: 'Manila',
      text: 'We are looking for an accounts clerk with two years of experience. Report scams: never pay anybody for an interview. Send your CV to jobs@example.com.',
    });
    expect(result.kind).toBe('offer');
    expect(result.tier).toBe('none');
  });

  it('gives its contacts to be answered', () => {
    const { contacts } = read('We are hiring chat agents. Contact us on Telegram @hire_example');
    expect(contacts.map(({ type, role }) => [type, role])).toEqual([['telegram', 'offer']]);
  });
});

describe('without any cue', () => {
  it('takes a late question that offers nothing for a question, and with a contact for an offer', () => {
    const text =
      'Visit visa process via Bangkok, data entry desk in Laos, 900 USD, ticket by the company. Hmm?';
    expect(read(text).kind).toBe('question');
    expect(read(`${text} Telegram @desk_example`).kind).toBe('offer');
  });

  it('takes who hides words for an offer', () => {
    expect(read('K4mb0ja 🇰🇭 m o n e y').findings.map((one) => one.family)).toContain('disguise');
    expect(read('T.y.p.i.s.t.s, M.y.a.n.m.a.r, 1500 a month').kind).toBe('offer');
  });

  it('takes evidence of many families for an offer, however it is told', () => {
    const story =
      'Cook for two hundred staff at Shwe Kokko. Free flight ticket to Bangkok, free accommodation and free meals in the park of the company, twelve months by contract, and the company keeps your passport. Salary 1300 USD per month, no experience required for this work.';
    expect(read(story)).toMatchObject({ kind: 'offer' });
  });
});

describe('an offer that is hardly likelier than a person’s own words', () => {
  const text =
    'Chat support, Myawaddy, 1,500 USD a month. Flight and room paid, no experience needed, we pay your debts. Telegram @invented_agent_one';
  /** The same text, put ever less like lures and ever more like somebody who pleads. */
  const readings = (): { read: ReturnType<typeof kindOf>; result: Assessment }[] =>
    Array.from({ length: 80 }, (_, step) => {
      const plain = readAdvert({ text }, rules);
      const odds = { ...plain.wording.odds, plea: plain.wording.odds.lure - 12 + step / 2 };
      const reading = { ...plain, wording: { ...plain.wording, odds } };
      const { drafts, knowledge } = weighReading(reading, rules);
      return { read: kindOf(reading, drafts, knowledge), result: assess(reading, rules) };
    });

  it('stays in the queue, but not at its head', () => {
    const all = readings();
    expect(all[0]?.result).toMatchObject({ kind: 'offer', tier: 'high' });
    const doubtful = all.filter(({ read }) => read.isDoubtful);
    expect(doubtful.length).toBeGreaterThan(0);
    for (const { result } of doubtful) {
      expect(result).toMatchObject({ kind: 'offer', tier: 'medium' });
      expect(result.score).toBeLessThan(tierBounds.high);
    }
    expect(all.at(-1)?.result.kind).toBe('plea');
  });
});
