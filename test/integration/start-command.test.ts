/** `start` as a person meets it: what it says, what it leaves running, and what it does when something dies. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { projectRoot } from '../../src/platform/discover.ts';
import { processStart } from '../../src/platform/process-identity.ts';
import { readLockHolder } from '../../src/platform/process-lock.ts';

const bin = join(projectRoot, 'bin', 'lurewatch.mjs');
const waiting = { timeout: 120_000, interval: 100 };

interface Started {
  child: ChildProcess;
  output(): string;
}

const childrenOf = (pid: number): { pid: number; args: string }[] =>
  execFileSync('ps', ['-eo', 'pid=,ppid=,args='], { encoding: 'utf8' })
    .split('\n')
    .map((line) => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line))
    .filter((match) => match?.[2] === String(pid))
    .map((match) => ({ pid: Number(match?.[1]), args: match?.[3] ?? '' }));

const freePort = async (): Promise<string> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  return String(port);
};

describe('lurewatch start', () => {
  let dataFolder: string;
  let port: string;
  const all: ChildProcess[] = [];

  const launch = (...argv: string[]): Started => {
    const env = { ...process.env, LUREWATCH_DATA: dataFolder, DATABASE_URL: '', REDIS_URL: '' };
    const child = spawn(process.execPath, [bin, 'start', '--no-browser', ...argv], { env });
    all.push(child);
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => {
        output += chunk.toString();
      });
    return { child, output: () => output };
  };

  const ready = async (started: Started): Promise<Started> => {
    await vi.waitUntil(() => {
      if (started.child.exitCode !== null) throw new Error(`it ended: ${started.output()}`);
      return started.output().includes('Ctrl-C stops everything');
    }, waiting);
    return started;
  };

  const ended = async ({ child }: Started): Promise<number | null> => {
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    return child.exitCode;
  };

  const processOf = (started: Started, name: string): number | undefined =>
    childrenOf(started.child.pid as number).find((one) => one.args.includes(name))?.pid;

  let running: Started;
  beforeAll(async () => {
    dataFolder = mkdtempSync(join(tmpdir(), 'lurewatch-start-'));
    port = await freePort();
    running = await ready(launch('--port', port));
  });
  afterAll(async () => {
    for (const child of all) child.kill('SIGTERM');
    await Promise.all(
      all.map((child) => child.exitCode === null && child.signalCode === null && once(child, 'exit')),
    );
    rmSync(dataFolder, { recursive: true, force: true });
  });

  it('prints the address and, the first time, an admin with a one-time password', async () => {
    const output = running.output();
    const address = /Lurewatch runs at (http:\/\/127\.0\.0\.1:\d+)/.exec(output)?.[1] as string;
    expect(output).toMatch(/Sign in as 'admin' with the one-time password \S{10,}/);
    expect(output).toContain('A demonstration site is being crawled');
    const page = await fetch(address);
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('<html');
    expect(readLockHolder(join(dataFolder, 'start.lock'))?.address).toBe(address);
  });

  it('gives no secret to whoever lists the processes', () => {
    const password = readFileSync(join(dataFolder, 'database', 'password'), 'utf8').trim();
    const listed = execFileSync('ps', ['-eo', 'args='], { encoding: 'utf8' });
    expect(listed).toContain('src/processes/worker.js');
    expect(listed).not.toContain(password);
  });

  it('says that one is running on the same data, and where', async () => {
    const second = launch();
    expect(await ended(second)).toBe(1);
    expect(second.output()).toMatch(
      new RegExp(`already running .*process ${running.child.pid}.*at http://127`),
    );
  });

  it.each([
    ['worker', 'processes/worker'],
    ['web app', 'processes/web'],
  ])('starts the %s again when it died', async (name, module) => {
    const died = processOf(running, module) as number;
    process.kill(died, 'SIGKILL');
    await vi.waitUntil(() => running.output().includes(`The ${name} runs again`), waiting);
    expect(running.output()).toContain(`The ${name} ended (SIGKILL); it is started again in 1 s`);
    expect(processOf(running, module)).not.toBe(died);
    const address = /Lurewatch runs at (\S+)/.exec(running.output())?.[1] as string;
    expect((await fetch(address)).status).toBe(200);
  });

  it('starts everything again when the database died', async () => {
    const database = processOf(running, 'bin/postgres') as number;
    process.kill(database, 'SIGKILL');
    await vi.waitUntil(() => running.output().includes('Lurewatch runs again at'), waiting);
    const address = /runs again at (\S+)/.exec(running.output())?.[1] as string;
    expect((await fetch(address)).status).toBe(200);
  });

  it('recovers by itself after it was killed, at the same address, with the same data', async () => {
    const address = /Lurewatch runs at (\S+)/.exec(running.output())?.[1] as string;
    running.child.kill('SIGKILL');
    await ended(running);
    running = await ready(launch('--port', port));
    expect(running.output()).toContain(`Lurewatch runs at ${address}\n`);
    expect(running.output()).not.toContain('one-time password');
    expect((await fetch(address)).status).toBe(200);
  });

  it('stops everything on Ctrl-C', async () => {
    const processes = childrenOf(running.child.pid as number);
    expect(processes.map((one) => one.args).join()).toMatch(
      /processes\/web.*processes\/worker|processes\/worker.*processes\/web/,
    );
    running.child.kill('SIGINT');
    expect(await ended(running)).toBe(0);
    expect(running.output()).toContain('Stopped.');
    const database = readFileSync(join(dataFolder, 'database', 'postgresql.log'), 'utf8');
    expect(database.trimEnd()).toMatch(/database system is shut down$/);
    for (const { pid } of processes) expect(processStart(pid)).toBeUndefined();
  });

  it('names a port that was asked for and is taken', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as { port: number };
    const started = launch('--port', String(port));
    expect(await ended(started)).toBe(3);
    expect(started.output()).toContain(`Port ${port} of 127.0.0.1 is taken by another program`);
    server.close();
  });
});
