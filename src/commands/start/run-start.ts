/** Everything of a deployment on one machine: database, web app with dispatcher, worker, demonstration. */
import { existsSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { BadInputError } from '../../domain/failure.ts';
import { ensureFirstAdmin } from '../../pipeline/manage-users.ts';
import { openDataFolder } from '../../platform/data-folder.ts';
import { allowedPrivateHostsSetting } from '../../platform/net/private-hosts.ts';
import { type LockHolder, type ProcessLock, takeLock } from '../../platform/process-lock.ts';
import { createUserStore } from '../../storage/users.ts';
import { buildClient } from './build-client.ts';
import { findPort, isTaken } from './find-port.ts';
import { type Demonstration, openDemonstration } from './open-demonstration.ts';
import { isLoopback, type StartOptions } from './read-options.ts';
import { type StartedDatabase, startDatabase } from './start-database.ts';
import { type Supervised, supervise } from './supervise.ts';

/** A process of a killed start notices within seconds and gives its port back. */
const patienceMs = 20_000;
const watchEveryMs = 2000;
const portTries = 5;

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

/** Runs until it is told to stop; resolves to the exit code. */
export const runStart = async (options: StartOptions): Promise<number> => {
  const stop = stopSignal();
  const dataFolder = openDataFolder(
    options.dataFolder === undefined ? undefined : resolve(options.dataFolder),
  );
  const { lock, wasKilled } = lockData(dataFolder);
  try {
    const port = await findPort({ ...options, patienceMs: wasKilled ? patienceMs : 0 });
    for (let round = 0; ; round += 1) {
      const deployment = await openDeployment({
        options,
        dataFolder,
        port,
        isFirst: round === 0,
        lock,
        stop,
      });
      const reason = await deployment.watch(stop);
      if (reason === 'told') say('\nStopping …');
      else say('The database ended unexpectedly; everything is started again.');
      await deployment.stop();
      if (reason === 'told') {
        say('Stopped. Everything is kept for the next start.');
        return 0;
      }
    }
  } catch (error) {
    if (stop.aborted) return 0;
    throw error;
  } finally {
    lock.release();
  }
};

/** Aborted by the first signal; a second one ends this process at once, and what it started notices. */
const stopSignal = (): AbortSignal => {
  const controller = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => {
      if (controller.signal.aborted) process.exit(130);
      controller.abort();
    });
  return controller.signal;
};

const lockData = (dataFolder: string): { lock: ProcessLock; wasKilled: boolean } => {
  const path = join(dataFolder, 'start.lock');
  const wasKilled = existsSync(path);
  const taken = takeLock(path, 'lurewatch start');
  if ('release' in taken) return { lock: taken, wasKilled };
  throw new BadInputError(alreadyRunning(dataFolder, taken));
};

const alreadyRunning = (dataFolder: string, holder: LockHolder): string =>
  `Lurewatch is already running on the data in ${dataFolder}: process ${holder.pid}, since ${holder.since}` +
  `${holder.address ? `, at ${holder.address}` : ''}. Stop it first, or set LUREWATCH_DATA to another folder.`;

interface Deployment {
  /** Resolves when something has to be done about it. */
  watch(stop: AbortSignal): Promise<'told' | 'database-ended'>;
  stop(): Promise<void>;
}

interface OpenInput {
  options: StartOptions;
  dataFolder: string;
  port: number;
  isFirst: boolean;
  lock: ProcessLock;
  stop: AbortSignal;
}

const openDeployment = async (input: OpenInput): Promise<Deployment> => {
  const { options, dataFolder, stop } = input;
  const opened: { stop(): Promise<void> }[] = [];
  const stopAll = async (): Promise<void> => {
    for (const one of opened.reverse()) await one.stop();
  };
  try {
    if (input.isFirst) say(`Starting, with data in ${dataFolder} …`);
    const building = buildClient(dataFolder, say);
    // Awaited below; meanwhile its failure must not count as unhandled.
    building.catch(() => undefined);
    const database = await startDatabase(dataFolder, say);
    opened.push(database);
    stop.throwIfAborted();
    const demonstration = await openDemonstration(database.database, { mayAdd: options.withDemo });
    if (demonstration) opened.push({ stop: demonstration.close });
    const clientFolder = await building;
    stop.throwIfAborted();
    const environment = environmentOf(input, { database, demonstration, clientFolder });
    const logs = join(dataFolder, 'logs');
    mkdirSync(logs, { recursive: true, mode: 0o700 });
    const startOne = async (name: string, id: 'web' | 'worker', port?: number): Promise<Supervised> => {
      const module = `src/processes/${id}.ts`;
      const given = port === undefined ? environment : { ...environment, LUREWATCH_PORT: String(port) };
      const one = await supervise({
        name,
        module,
        logFile: join(logs, `${id}.log`),
        environment: given,
        say,
      });
      opened.push(one);
      return one;
    };
    const [web, worker] = await Promise.all([
      onFreePort(input, (port) => startOne('web app', 'web', port)),
      startOne('worker', 'worker'),
    ]);
    await demonstration?.begin();
    await greet(input, { database, demonstration, web, worker });
    return { stop: stopAll, watch: (signal) => watch(database, signal) };
  } catch (error) {
    await stopAll();
    throw error;
  }
};

/** Another program may take a port between the moment that it was found free and the moment that it is used. */
const onFreePort = async <Result>(
  { options, port }: OpenInput,
  start: (port: number) => Promise<Result>,
): Promise<Result> => {
  let next = port;
  for (let tries = 1; ; tries += 1) {
    try {
      return await start(next);
    } catch (error) {
      const mayMove = options.port === undefined && tries < portTries;
      if (!mayMove || !(await isTaken(options.host, next))) throw error;
      next = await findPort({ ...options, patienceMs: 0 });
    }
  }
};

const environmentOf = (
  { options, dataFolder }: OpenInput,
  found: { database: StartedDatabase; demonstration: Demonstration | undefined; clientFolder: string },
) => {
  const privateHosts = [...allowedPrivateHostsSetting.read()];
  if (found.demonstration) privateHosts.push(found.demonstration.privateHost);
  return {
    // In the environment, which `ps` shows to nobody else, rather than among the arguments.
    DATABASE_URL: found.database.database.connectionString,
    LUREWATCH_DATA: dataFolder,
    LUREWATCH_HOST: options.host,
    LUREWATCH_CLIENT: found.clientFolder,
    LUREWATCH_ALLOW_PRIVATE_HOSTS: privateHosts.join(','),
    ...(options.withBrowser ? {} : { LUREWATCH_BROWSER: 'never' }),
  };
};

const greet = async (
  input: OpenInput,
  running: {
    database: StartedDatabase;
    demonstration: Demonstration | undefined;
    web: Supervised;
    worker: Supervised;
  },
): Promise<void> => {
  const address = addressOf(input, running.web);
  input.lock.announce(address);
  if (!input.isFirst) return say(`Lurewatch runs again at ${address}`);
  say(`\nLurewatch runs at ${address}`);
  const admin = await ensureFirstAdmin({ users: createUserStore(running.database.database.prisma) });
  if (admin)
    say(
      `Sign in as '${admin.name}' with the one-time password ${admin.oneTimePassword}\n` +
        'It is shown only now; a new one is asked for at the first sign-in.',
    );
  if (running.demonstration?.isNew)
    say('A demonstration site is being crawled, so that there is something to see; one click removes it.');
  if (running.worker.facts.hasBrowser === false)
    say('There is no browser: pages built by scripts are not read, and leads get no screenshot.');
  if (!isLoopback(input.options.host))
    say(
      'Other machines can reach this address, and without https everything on the way can be read: put a proxy with https before it.',
    );
  say('Ctrl-C stops everything.');
};

const addressOf = ({ options, port }: OpenInput, web: Supervised): string => {
  const told = web.facts.address;
  if (typeof told === 'string') return told;
  return `http://${options.host.includes(':') ? `[${options.host}]` : options.host}:${port}`;
};

const watch = (database: StartedDatabase, stop: AbortSignal): Promise<'told' | 'database-ended'> =>
  new Promise((resolve) => {
    const end = (reason: 'told' | 'database-ended'): void => {
      clearInterval(timer);
      resolve(reason);
    };
    const timer = setInterval(() => {
      if (!database.isRunning()) end('database-ended');
    }, watchEveryMs);
    if (stop.aborted) end('told');
    else stop.addEventListener('abort', () => end('told'), { once: true });
  });
