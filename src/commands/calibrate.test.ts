import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { calibrate } from '../../classifiers/calibration/calibrate.ts';
import { weightsFile } from '../../classifiers/calibration/weights-file.ts';
import { calibrationMarkdown } from './calibrate/calibration-markdown.ts';
import command from './calibrate.ts';

const folder = mkdtempSync(join(tmpdir(), 'calibrate-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the calibrate command', () => {
  it('says what is missing, and how many adverts a fit needs', async () => {
    await expect(command.run([])).rejects.toThrow('--input FILE.jsonl');
    await expect(command.run(['--input', 'x.jsonl', '--folds', '1'])).rejects.toThrow('from 2 to 20');
    const file = join(folder, 'few.jsonl');
    writeFileSync(file, `${JSON.stringify({ id: '1', label: 'lure', text: 'Work abroad, free ticket' })}\n`);
    await expect(command.run(['--input', file])).rejects.toThrow('There are 1 lures and 0 honest adverts');
  });

  it('writes a table that the lexicon reads', () => {
    const facts = new Map([['flight', { id: 'flight', family: 'logistics' as const, sign: 1 as const }]]);
    const examples = Array.from({ length: 40 }, (_, index) => ({
      id: String(index),
      isLure: index % 2 === 0,
      isLookalike: false,
      factors: new Map(index % 2 === 0 ? [['flight', 1]] : []),
    }));
    const calibration = calibrate(examples, facts, new Map([['flight', 6]]), 2, {
      ordinary: 0.005,
      lookalikes: 0.04,
    });
    const table = parse(weightsFile(calibration, new Date('2026-11-22')));
    expect(table).toMatchObject({ date: '2026-11', weights: { flight: expect.any(Number) } });
    expect(table.weights.flight).toBeGreaterThan(6);
    expect(calibrationMarkdown(calibration)).toContain('| flight | 6 |');
  });

  it('gives the project weights that name what they were fitted on', () => {
    const table = parse(readFileSync('classifiers/tables/fitted-weights.yaml', 'utf8'));
    expect(table.source).toMatch(/\d+ lures, \d+ ordinary adverts and \d+ look-alikes/);
  });
});
