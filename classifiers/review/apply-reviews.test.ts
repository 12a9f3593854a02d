import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { checkData } from '../check-data.ts';
import { classifiersFolder } from '../lexicon-sources.ts';
import { planReview, type ReviewPlan } from './apply-reviews.ts';
import type { Verdict } from './review-log.ts';
import type { SheetRow } from './review-sheet.ts';

let folder: string;
const termsFile = () => join(folder, 'languages', 'en', 'euphemism.yaml');
const logFile = () => join(folder, 'reviews', 'en.yaml');

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lurewatch-review-'));
  for (const part of ['indicators', 'languages/en/language.yaml'])
    cpSync(join(classifiersFolder, part), join(folder, part), { recursive: true });
  writeFileSync(
    termsFile(),
    `family: euphemism
concepts:
  - id: parrot # a comment that stays
    indicator: scam-jargon
    gloss: an invented word
    status: experimental
    provenance: M
    source: invented for this test
    match:
      - blue parrot crew
      - parrot gang   # odd
      - (green|red) parrots
    examples: [we hire for the blue parrot crew]
    nearMisses: [a blue parrot in a cage]
`,
  );
});
afterEach(() => rmSync(folder, { recursive: true }));

const row = (line: number, phrase: string, verdict: Verdict, rest: Partial<SheetRow> = {}): SheetRow => ({
  line,
  rule: 'en/parrot',
  family: 'euphemism',
  phrase,
  verdict,
  better: '',
  remark: '',
  reviewer: 'heron',
  ...rest,
});
const plan = (...rows: SheetRow[]): Promise<ReviewPlan> =>
  planReview({ rows, options: { dataFolder: folder }, code: 'en', date: '2026-11-22' });
const write = ({ files }: ReviewPlan): void => {
  mkdirSync(join(folder, 'reviews'), { recursive: true });
  for (const { path, text } of files) writeFileSync(path, text);
};
const match = (): unknown => parse(readFileSync(termsFile(), 'utf8')).concepts[0].match;

describe('verdicts', () => {
  it('take a wrong wording out and keep the reason in the log, and nothing else changes', async () => {
    const before = readFileSync(termsFile(), 'utf8');
    write(await plan(row(2, 'parrot gang', 'wrong', { remark: 'nobody says so' })));
    expect(readFileSync(termsFile(), 'utf8')).toBe(before.replace(/ {6}- parrot gang.*\n/, ''));
    expect(parse(readFileSync(logFile(), 'utf8')).reviews).toEqual([
      {
        date: '2026-11-22',
        reviewer: 'heron',
        rule: 'en/parrot',
        family: 'euphemism',
        phrase: 'parrot gang',
        verdict: 'wrong',
        remark: 'nobody says so',
        outcome: 'removed',
      },
    ]);
    expect((await checkData({ dataFolder: folder })).faults).toEqual([]);
  });

  it('make a concept reviewed when all its wordings are right, in one sheet or in several', async () => {
    write(
      await plan(
        row(2, 'blue parrot crew', 'right'),
        row(3, 'parrot gang', 'wrong', { better: 'parrot mob' }),
      ),
    );
    expect(readFileSync(termsFile(), 'utf8')).toContain('status: experimental');
    const second = await plan(
      row(2, '(green|red) parrots', 'right', { better: 'pink parrots', reviewer: '' }),
    );
    expect(second.statuses).toEqual([{ rule: 'en/parrot', family: 'euphemism', status: 'reviewed' }]);
    write(second);
    expect(match()).toEqual(['blue parrot crew', 'parrot mob', '(green|red) parrots', 'pink parrots']);
    expect(readFileSync(termsFile(), 'utf8')).toContain('status: reviewed');
    expect(
      (await checkData({ dataFolder: folder })).warnings.filter((one) => one.sort === 'unreviewed'),
    ).toEqual([]);
  });

  it('take the mark away again when a later one is not right, or a wording was added', async () => {
    const all = ['blue parrot crew', 'parrot gang', '(green|red) parrots'];
    write(await plan(...all.map((phrase, index) => row(index, phrase, 'right'))));
    writeFileSync(
      termsFile(),
      readFileSync(termsFile(), 'utf8').replace(
        '      - parrot gang',
        '      - new parrot\n      - parrot gang',
      ),
    );
    const { warnings } = await checkData({ dataFolder: folder });
    expect(warnings.filter((one) => one.sort === 'unreviewed')).toEqual([
      expect.objectContaining({
        line: 3,
        reason: expect.stringContaining('nobody called these right: new parrot'),
      }),
    ]);
    expect((await plan(row(2, 'parrot gang', 'rude'))).statuses).toEqual([
      { rule: 'en/parrot', family: 'euphemism', status: 'experimental' },
    ]);
  });

  it('that were imported before change nothing', async () => {
    const rows = [row(2, 'parrot gang', 'wrong', { remark: 'no' }), row(3, 'blue parrot crew', 'right')];
    write(await plan(...rows));
    expect(await plan(...rows)).toMatchObject({ files: [], applied: [], known: 2, bad: [] });
  });

  it("that can't be applied are named with line and reason, and the others still are", async () => {
    const { bad, applied } = await plan(
      row(2, 'parrot gang', 'wrong'),
      row(3, 'no such words', 'right'),
      row(4, 'x', 'right', { rule: 'en/none' }),
      row(5, '(green|red) parrots', 'wrong', { better: '(open' }),
      row(6, 'blue parrot crew', 'wrong', { remark: 'no' }),
      row(7, '(green|red) parrots', 'right'),
      row(8, '(green|red) parrots', 'unsure'),
    );
    expect(bad.map((one) => `${one.line} ${one.reason}`)).toEqual([
      '2 a wrong wording needs the reason in remark, or a better wording',
      "3 en/parrot has no wording 'no such words'; was it changed since the export?",
      "4 there is no rule 'en/none' in the family 'euphemism'",
      "5 the better wording can't be used: pattern '(open': '(' is not closed by ')'",
      "6 with it the check would fail: concept 'parrot': its example isn't found: we hire for the blue parrot crew",
      '8 line 7 has a verdict on the same wording',
    ]);
    expect(applied).toEqual([expect.objectContaining({ line: 7, outcome: 'kept' })]);
  });

  it('never empty a concept', async () => {
    const { bad, files } = await plan(
      row(2, 'blue parrot crew', 'wrong', { better: 'blue parrot' }),
      row(3, 'parrot gang', 'wrong', { remark: 'no' }),
      row(4, '(green|red) parrots', 'wrong', { remark: 'no' }),
    );
    expect(bad).toEqual([
      expect.objectContaining({ line: 2, reason: expect.stringContaining('near miss is found') }),
    ]);
    expect(files.find((one) => one.path === termsFile())?.text).toContain('- blue parrot crew');
  });
});
