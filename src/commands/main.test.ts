import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { LexiconError } from '../../classifiers/lexicon.ts';
import { projectRoot } from '../platform/discover.ts';
import { commandIds, inWords, loadCommand } from './main.ts';

const bin = join(projectRoot, 'bin', 'lurewatch.mjs');

const run = (
  argv: string[],
  options: { cwd?: string; file?: string } = {},
): Promise<{ code: number; stdout: string; stderr: string }> =>
  new Promise((resolve) => {
    execFile(
      process.execPath,
      [options.file ?? bin, ...argv],
      { cwd: options.cwd ?? tmpdir() },
      (error, stdout, stderr) =>
        resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr }),
    );
  });

describe('the command line', () => {
  it('has a help for every command that a stranger can start with', async () => {
    const ids = await commandIds();
    expect(ids).toEqual(expect.arrayContaining(['start', 'doctor', 'crawl', 'verify']));
    for (const id of ids) {
      const command = await loadCommand(id);
      expect(command?.usage, id).toContain(id);
      expect(command?.summary.length, id).toBeGreaterThan(10);
      expect(command?.help.length, id).toBeGreaterThan(80);
    }
  });

  it('shows help, version and the way from any folder, also through a symbolic link', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'lurewatch-bin-'));
    try {
      const link = join(folder, 'lurewatch');
      await symlink(bin, link);
      const shown = await run(['doctor', '--help'], { file: link, cwd: folder });
      expect(shown).toMatchObject({ code: 0, stderr: '' });
      expect(shown.stdout).toMatch(/^lurewatch doctor/);
      expect((await run(['--version'])).stdout).toMatch(/^lurewatch \d+\.\d+\.\d+\n$/);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('ends with 2 and the list of commands when there is no such command, and says nothing on stdout', async () => {
    const ended = await run(['no-such-command']);
    expect(ended).toMatchObject({ code: 2, stdout: '' });
    expect(ended.stderr).toMatch(/no command 'no-such-command'.*start/s);
  });

  it('ends with 2 and a sentence on an option that does not exist', async () => {
    const ended = await run(['start', '--prot', '1', '--no-browser']);
    expect(ended.code).toBe(2);
    expect(ended.stderr).toContain('start --help');
  });

  it('names the line of a lexicon that is wrong, without the place in our code', () => {
    const error = new LexiconError([{ file: 'terms.yaml', line: 7, reason: 'a source is missing' }]);
    const words = inWords(error);
    expect(words).toContain('terms.yaml:7: a source is missing');
    expect(words).not.toMatch(/\n\s+at /);
  });

  it('is content with a reader that stops early', async () => {
    const child = spawn(process.execPath, [bin, '--help'], { stdio: ['ignore', 'pipe', 'pipe'] });
    child.stdout.destroy();
    let stderr = '';
    child.stderr.on('data', (chunk: Buffer) => {
      stderr += chunk.toString();
    });
    const [code] = await once(child, 'exit');
    expect([code, stderr]).toEqual([0, '']);
  });
});
