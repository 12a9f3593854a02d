import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  areBinariesComplete,
  completeBinaries,
  findNativeBinaries,
} from '../../src/platform/database/native-binaries.ts';
import { chooseServerAccount } from '../../src/platform/database/server-account.ts';
import {
  type EmbeddedDatabase,
  findRunningDatabase,
  startEmbeddedDatabase,
} from '../../src/platform/database/start-embedded-database.ts';
import { processStart } from '../../src/platform/process-identity.ts';

const isRoot = process.getuid?.() === 0;

const ask = async (connectionString: string, sql: string): Promise<Record<string, unknown>[]> => {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
};

const untilGone = (pid: number) =>
  vi.waitUntil(() => processStart(pid) === undefined, { timeout: 20_000, interval: 50 });

describe('the embedded database', () => {
  let dataFolder: string;
  const opened: EmbeddedDatabase[] = [];
  const children: ChildProcess[] = [];

  const start = async (settings: Record<string, string> = {}): Promise<EmbeddedDatabase> => {
    const database = await startEmbeddedDatabase({ dataFolder, settings });
    opened.push(database);
    return database;
  };

  /** Another Node process that has started a database, as `uid` when given. */
  const startElsewhere = async (
    folder: string | undefined,
    uid?: number,
  ): Promise<{ child: ChildProcess; pid: number; connectionString: string }> => {
    const script = fileURLToPath(new URL('database-process.ts', import.meta.url));
    const args = ['--import', import.meta.resolve('tsx'), script, ...(folder ? [folder] : [])];
    const child = spawn(process.execPath, args, {
      stdio: ['pipe', 'pipe', 'inherit'],
      ...(uid === undefined ? {} : { uid, gid: uid, env: { PATH: process.env.PATH, HOME: '/nonexistent' } }),
    });
    children.push(child);
    if (!child.stdout) throw new Error('no output');
    const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
    return { child, ...JSON.parse(line) };
  };

  const kill = async (child: ChildProcess): Promise<void> => {
    child.kill('SIGKILL');
    await once(child, 'exit');
  };

  beforeEach(() => {
    dataFolder = mkdtempSync(join(tmpdir(), 'lurewatch-test-'));
  });
  afterEach(async () => {
    vi.unstubAllEnvs();
    for (const child of children.splice(0)) child.kill('SIGKILL');
    await Promise.all(opened.splice(0).map((database) => database.stop()));
    rmSync(dataFolder, { recursive: true, force: true });
  });

  it('keeps what was written over a stop and a start, closed to everybody else', async () => {
    const first = await start();
    await ask(first.connectionString, 'create table kept as select 42 as answer');
    const [facts] = await ask(
      first.connectionString,
      `select current_setting('server_encoding') as encoding, current_setting('listen_addresses') as addresses,
         current_setting('unix_socket_directories') as sockets, current_setting('password_encryption') as passwords,
         (select datlocale from pg_database where datname = current_database()) as locale,
         (select string_agg(distinct auth_method, ',') from pg_hba_file_rules) as methods`,
    );
    expect(facts).toEqual({
      encoding: 'UTF8',
      addresses: '127.0.0.1',
      sockets: '',
      passwords: 'scram-sha-256',
      locale: 'C.UTF-8',
      methods: 'scram-sha-256',
    });
    const folder = join(dataFolder, 'database');
    expect(statSync(join(folder, 'password')).mode & 0o777).toBe(0o600);
    expect(statSync(join(folder, 'postgresql.log')).mode & 0o777).toBe(0o600);
    expect(statSync(join(folder, 'cluster')).mode & 0o777).toBe(0o700);
    await expect(ask(first.connectionString.replace(/:[^:@]*@/, ':wrong@'), 'select 1')).rejects.toThrow(
      /password/,
    );
    await first.stop();
    expect(await findRunningDatabase(dataFolder)).toBeUndefined();
    const second = await start();
    expect(second.wasRunning).toBe(false);
    expect(await findRunningDatabase(dataFolder)).toBe(second.connectionString);
    expect(await ask(second.connectionString, 'select answer from kept')).toEqual([{ answer: 42 }]);
  });

  it('has a session of its own, so that Ctrl-C in the terminal does not reach it', async () => {
    const { pid } = await start();
    const [session, group] = execFileSync('ps', ['-o', 'sid=,pgid=', '-p', String(pid)], { encoding: 'utf8' })
      .trim()
      .split(/\s+/);
    expect([session, group]).toEqual([String(pid), String(pid)]);
  });

  it('is found and used further when its Node was killed', async () => {
    const { child, pid } = await startElsewhere(dataFolder);
    await kill(child);
    expect(processStart(pid)).toBeDefined();
    const again = await start();
    expect([again.wasRunning, again.pid]).toEqual([true, pid]);
    await again.stop();
    expect(processStart(pid)).toBeUndefined();
  });

  it('starts at once after it was killed itself, with everything that was committed', async () => {
    const first = await start();
    await ask(first.connectionString, 'create table kept as select 42 as answer');
    process.kill(first.pid, 'SIGKILL');
    const second = await start();
    expect(second.pid).not.toBe(first.pid);
    expect(await ask(second.connectionString, 'select answer from kept')).toEqual([{ answer: 42 }]);
  });

  it('starts when its pid file names a process of somebody else', async () => {
    const first = await start();
    await first.stop();
    const file = join(dataFolder, 'database', 'cluster', 'postmaster.pid');
    writeFileSync(
      file,
      `${process.pid}\n${join(dataFolder, 'database', 'cluster')}\n1\n5432\n\n127.0.0.1\n1 1\nready\n`,
    );
    expect((await start()).wasRunning).toBe(false);
  });

  it('is started once when two ask for it at the same time', async () => {
    const [one, other] = await Promise.all([startElsewhere(dataFolder), startElsewhere(dataFolder)]);
    expect(one.connectionString).toBe(other.connectionString);
    await start();
  });

  it('takes another port when its own was taken in between', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const database = await start();
    expect(database.connectionString).not.toContain(`:${(server.address() as { port: number }).port}/`);
    server.close();
  });

  it('refuses data of another major version and changes nothing', async () => {
    await (await start()).stop();
    const file = join(dataFolder, 'database', 'cluster', 'PG_VERSION');
    const before = readFileSync(file, 'utf8');
    writeFileSync(file, '15\n');
    await expect(startEmbeddedDatabase({ dataFolder })).rejects.toThrow(
      /PostgreSQL 15.*brings PostgreSQL 18.*LUREWATCH_DATA/s,
    );
    writeFileSync(file, before);
    await start();
  });

  it('says why it does not start', async () => {
    await expect(startEmbeddedDatabase({ dataFolder, settings: { shared_buffers: 'much' } })).rejects.toThrow(
      /did not start.*shared_buffers.*postgresql\.log/s,
    );
  });

  it('that is thrown away goes with its folder when its Node is killed', async () => {
    const before = new Set(readdirSync(tmpdir()));
    const { child, pid } = await startElsewhere(undefined);
    const cluster =
      execFileSync('ps', ['-o', 'args=', '-p', String(pid)], { encoding: 'utf8' }).match(/-D (\S+)/)?.[1] ??
      '';
    expect(before.has(cluster.split('/')[2] ?? '')).toBe(false);
    await kill(child);
    await untilGone(pid);
    await vi.waitUntil(() => !existsSync(cluster), { timeout: 20_000, interval: 50 });
  });

  it('gets back the links and modes that an installation without scripts lacks', () => {
    const copied = join(dataFolder, 'native');
    cpSync(findNativeBinaries().folder, copied, { recursive: true, verbatimSymlinks: true });
    for (const entry of readdirSync(join(copied, 'lib'), { withFileTypes: true }))
      if (entry.isSymbolicLink()) rmSync(join(copied, 'lib', entry.name));
    for (const program of ['initdb', 'postgres']) chmodSync(join(copied, 'bin', program), 0o644);
    expect(areBinariesComplete(copied)).toBe(false);
    completeBinaries(copied);
    expect(areBinariesComplete(copied)).toBe(true);
    expect(execFileSync(join(copied, 'bin', 'postgres'), ['--version'], { encoding: 'utf8' })).toContain(
      '(PostgreSQL) 18',
    );
  });

  describe.runIf(isRoot)('for root', () => {
    const nobody = 65_534;

    it('runs as an ordinary user whose home is not writable', async () => {
      chownSync(dataFolder, nobody, nobody);
      const { child, pid, connectionString } = await startElsewhere(dataFolder, nobody);
      expect(statSync(`/proc/${pid}`).uid).toBe(nobody);
      expect(await ask(connectionString, 'select 1 as one')).toEqual([{ one: 1 }]);
      await kill(child);
      await start();
    });

    it('runs with programs and data below a folder of mode 0700', async () => {
      const closed = join(dataFolder, 'native');
      cpSync(findNativeBinaries().folder, closed, { recursive: true, verbatimSymlinks: true });
      chmodSync(dataFolder, 0o700);
      const binaries = { ...findNativeBinaries(), folder: closed };
      const account = chooseServerAccount({ binaries, folder: dataFolder, passable: [] });
      expect(account.label).toBe('a user namespace');
      expect(statSync(dataFolder).mode & 0o777).toBe(0o700);
    });

    it('runs as another user, who may only pass, where user namespaces are forbidden', async () => {
      // Without a PATH there is no `unshare`, which looks the same as one that is forbidden.
      vi.stubEnv('PATH', '/nonexistent');
      const database = await start();
      const uid = statSync(`/proc/${database.pid}`).uid;
      expect(uid).not.toBe(0);
      expect(statSync(join(dataFolder, 'database', 'cluster')).uid).toBe(uid);
      expect(statSync(dataFolder).mode & 0o777).toBe(0o711);
      await database.stop();
      vi.unstubAllEnvs();
      const again = await start();
      expect(await ask(again.connectionString, 'select 1 as one')).toEqual([{ one: 1 }]);
    });

    it('copies the programs to where that user reaches them', async () => {
      vi.stubEnv('PATH', '/nonexistent');
      const closed = mkdtempSync(join(tmpdir(), 'lurewatch-closed-'));
      try {
        const native = join(closed, 'native');
        cpSync(findNativeBinaries().folder, native, { recursive: true, verbatimSymlinks: true });
        const binaries = { ...findNativeBinaries(), folder: native };
        const account = chooseServerAccount({ binaries, folder: dataFolder, passable: [dataFolder] });
        expect(account.binaries.folder.startsWith(dataFolder)).toBe(true);
        expect(account.ownerUid).not.toBe(0);
      } finally {
        rmSync(closed, { recursive: true, force: true });
      }
    });
  });
});
