import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AdvertInput, Assessment } from '../../src/domain/assessment.ts';
import { classify, loadRules, type Rules } from '../classify.ts';

const folder = mkdtempSync(join(tmpdir(), 'allow-list-'));
let plain: Rules;
let allowing: Rules;
beforeAll(async () => {
  mkdirSync(join(folder, 'tables'));
  writeFileSync(
    join(folder, 'tables', 'allow-list.yaml'),
    `date: 2026-11
source: Invented for this test
entries:
  - employer: Mekong Example Hotels Co., Ltd.
    reason: licence checked
  - contact: jobs@hotels.example.com
    reason: address of the licensed agency
`,
  );
  plain = await loadRules();
  allowing = await loadRules({ overlayFolder: folder });
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const offer: AdvertInput = {
  title: 'Front desk, Phnom Penh',
  text: 'We are hiring front desk staff for our hotel in Phnom Penh, Cambodia. Free accommodation and ticket, 900 USD.',
  postedIn: 'PH',
};
const against = ({ findings }: Assessment): string[] =>
  findings.filter((one) => one.indicator === 'allow-listed').map((one) => one.text);

describe('the allow-list', () => {
  it('lowers the score of a known employer, however its name is written', () => {
    const known = { ...offer, employer: 'MEKONG EXAMPLE HOTELS CO LTD' };
    const result = classify(known, allowing);
    expect(against(result)).toEqual(['MEKONG EXAMPLE HOTELS CO LTD']);
    expect(result.score).toBeLessThan(classify(known, plain).score);
    expect(result.findings.find((one) => one.indicator === 'allow-listed')?.why).toContain('licence checked');
  });

  it('knows a contact, unless a stranger stands beside it', () => {
    const text = `${offer.text} Write to jobs@hotels.example.com`;
    expect(against(classify({ ...offer, text }, allowing))).toEqual(['jobs@hotels.example.com']);
    expect(against(classify({ ...offer, text: `${text} or Telegram @other_hr_77` }, allowing))).toEqual([]);
    expect(against(classify({ ...offer, text }, plain))).toEqual([]);
  });

  it('hides no very strong evidence', () => {
    const lure: AdvertInput = {
      employer: 'Mekong Example Hotels Co., Ltd.',
      text: 'Chat operators wanted for KK Park, Myawaddy. No confinement, you may leave any time. Free flight and visa, 2000 USD, passport kept by the company, Telegram only.',
    };
    const result = classify(lure, allowing);
    expect(against(result)).toHaveLength(1);
    expect(['medium', 'high']).toContain(result.tier);
  });
});
