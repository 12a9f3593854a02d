import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { UsageError } from '../domain/failure.ts';
import { projectRoot } from '../platform/discover.ts';
import { maxLineBytes, type ReadLine, readLines } from './score/read-lines.ts';
import score from './score.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lurewatch-score-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

interface Ended {
  code: number | null;
  output: string;
  errors: string;
}

/** The real command in a process of its own. */
const runScore = (args: string[], input = ''): Promise<Ended> =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, ['bin/lurewatch.mjs', 'score', ...args], { cwd: projectRoot });
    let output = '';
    let errors = '';
    child.stdout.on('data', (part) => {
      output += part;
    });
    child.stderr.on('data', (part) => {
      errors += part;
    });
    child.on('close', (code) => resolve({ code, output, errors }));
    child.stdin.end(input);
  });

const lure = 'Free flight and visa, chat agents in Sihanoukville 👍🏽, 1500 USD. Telegram @demo_hr_example';
const jsonLines = (text: string): Record<string, unknown>[] =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

describe('score', { timeout: 120_000 }, () => {
  it('reads standard input, writes standard output, and tells of bad lines at the end', async () => {
    const lines = [
      JSON.stringify({ id: 'a', text: lure, title: null, note: 'unknown fields are passed over' }),
      'no json',
      '',
      JSON.stringify({ id: 2, text: 'ok' }),
      JSON.stringify({ text: 'no id' }),
      JSON.stringify([1]),
    ];
    const { code, output, errors } = await runScore(
      ['--input', '-', '--output', '-'],
      `\ufeff${lines.join('\r\n')}`,
    );
    expect(code).toBe(1);
    expect(jsonLines(output).map((one) => one.id)).toEqual(['a', 2]);
    expect(jsonLines(errors).map((one) => one.line)).toEqual([2, 5, 6]);
  });

  it('prints exactly the agreed fields, with offsets into the text', async () => {
    const { code, output } = await runScore(
      ['--input', '-', '--output', '-'],
      JSON.stringify({ id: 1, text: lure }),
    );
    expect(code).toBe(0);
    const [result] = jsonLines(output) as [
      { findings: { start: number; end: number; text: string }[]; contacts: object[] },
    ];
    expect(Object.keys(result)).toEqual([
      'id',
      'kind',
      'score',
      'tier',
      'urgent',
      'scheme',
      'gist',
      'languages',
      'findings',
      'contacts',
    ]);
    const findings = result.findings as { start: number; end: number; text: string }[];
    expect(findings.length).toBeGreaterThan(3);
    for (const { start, end, text } of findings) expect(lure.slice(start, end)).toBe(text);
    expect(Object.keys((result.contacts as object[])[0] ?? {})).toEqual([
      'type',
      'value',
      'role',
      'field',
      'start',
      'end',
    ]);
  });

  it('keeps the order when threads help, and every line', async () => {
    const input = join(folder, 'in.jsonl');
    const output = join(folder, 'out.jsonl');
    const count = 3000;
    const texts = [lure, 'Cashier for our shop, two years of experience', 'ตอบแชทลูกค้า ที่พักฟรี', '包机票 客服'];
    writeFileSync(
      input,
      Array.from({ length: count }, (_, id) => `${JSON.stringify({ id, text: texts[id % 4] })}\n`).join(''),
    );
    const { code, errors } = await runScore(['--input', input, '--output', output]);
    expect([code, errors]).toEqual([0, '']);
    const results = jsonLines(readFileSync(output, 'utf8'));
    expect(results.map((one) => one.id)).toEqual(Array.from({ length: count }, (_, id) => id));
    const { id: _first, ...first } = results[0] as Record<string, unknown>;
    const { id: _last, ...last } = results[count - 4] as Record<string, unknown>;
    expect(last).toEqual(first);
  });

  it.each([
    [[], /needs --input FILE and --output FILE/],
    [['--input', 'a.jsonl'], /needs --input FILE and --output FILE/],
    [['--input', 'a.jsonl', '--output', './a.jsonl'], /same file/],
    [['--inputs', 'a'], /--help/],
  ])('says how it is used: %j', async (args, reason) => {
    const thrown = await score.run(args).catch((error: unknown) => error);
    expect(thrown).toBeInstanceOf(UsageError);
    expect((thrown as Error).message).toMatch(reason);
  });

  it('says what is missing', async () => {
    await expect(score.run(['--input', join(folder, 'none.jsonl'), '--output', '-'])).rejects.toThrow(
      /there is no file/,
    );
    writeFileSync(join(folder, 'in.jsonl'), '');
    await expect(
      score.run(['--input', join(folder, 'in.jsonl'), '--output', join(folder, 'no', 'out.jsonl')]),
    ).rejects.toThrow(/can't write/);
  });
});

describe('lines', () => {
  async function* chunksOf(...texts: string[]): AsyncGenerator<Buffer> {
    for (const text of texts) yield Buffer.from(text);
  }
  const read = async (...texts: string[]): Promise<ReadLine[]> => {
    const lines: ReadLine[] = [];
    for await (const line of readLines(chunksOf(...texts))) lines.push(line);
    return lines;
  };

  it('are numbered from 1, whatever the chunks, and may end without a break', async () => {
    expect(await read('a\n', '\nb', 'c\nd')).toEqual([
      { number: 1, text: 'a' },
      { number: 3, text: 'bc' },
      { number: 4, text: 'd' },
    ]);
  });

  it('that are too long are told of and not kept', async () => {
    const part = 'x'.repeat(maxLineBytes / 4);
    const lines = await read(part, part, part, part, 'y\n', 'z\n');
    expect(lines).toEqual([
      { number: 1, text: undefined },
      { number: 2, text: 'z' },
    ]);
  });
});
