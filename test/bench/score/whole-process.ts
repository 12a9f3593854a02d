/** `lurewatch score` from start to end, as a user runs it. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../../../src/platform/discover.ts';

const secondsOf = async (command: string, args: string[]): Promise<number> => {
  const begin = performance.now();
  const child = spawn(command, args, { cwd: projectRoot, stdio: ['ignore', 'ignore', 'inherit'] });
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${code}`);
  return (performance.now() - begin) / 1000;
};

const withFile = async <Result>(
  texts: readonly string[],
  work: (input: string, output: string) => Promise<Result>,
): Promise<Result> => {
  const folder = mkdtempSync(join(tmpdir(), 'lurewatch-bench-'));
  try {
    const input = join(folder, 'adverts.jsonl');
    writeFileSync(input, texts.map((text, id) => `${JSON.stringify({ id, text })}\n`).join(''));
    return await work(input, join(folder, 'scored.jsonl'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

/** Seconds of `lurewatch score` over the texts, start included. */
export const scoreSeconds = (texts: readonly string[]): Promise<number> =>
  withFile(texts, (input, output) =>
    secondsOf(process.execPath, [
      join(projectRoot, 'bin', 'lurewatch.mjs'),
      ...['score', '--input', input, '--output', output],
    ]),
  );

/** Seconds from the start of npm to the end of scoring one advert. */
export const firstScoreSeconds = (text: string): Promise<number> =>
  withFile([text], (input, output) =>
    secondsOf('npm', [
      ...['run', '--silent', 'lurewatch', '--', 'score'],
      ...['--input', input, '--output', output],
    ]),
  );
