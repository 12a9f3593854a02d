/** Keeps one process of ours running: starts it, starts it again when it dies, stops it in good order. */
import type { ChildProcess } from 'node:child_process';
import { MissingServiceError } from '../../domain/failure.ts';
import { type Environment, forkModule } from '../../platform/run-process.ts';
import type { ProcessMessage } from '../../processes/run-until-told.ts';

export interface Supervised {
  /** Facts of its ready message. */
  facts: Record<string, unknown>;
  /** Asks it to end, waits, and ends it by force when it does not. */
  stop(): Promise<void>;
}

const backOffMs = { first: 1000, longest: 30_000 } as const;
/** A process that lived this long has got over its trouble. */
const healthyAfterMs = 60_000;
const stopLimitMs = 20_000;

interface Settings {
  /** For messages: `worker`. */
  name: string;
  module: string;
  logFile: string;
  environment: Environment;
  say(line: string): void;
}

/** Resolves when it is ready. Throws when it ends before it was ready the first time. */
export const supervise = async (settings: Settings): Promise<Supervised> => {
  let isStopping = false;
  let restart: NodeJS.Timeout | undefined;
  let delayMs: number = backOffMs.first;
  let child: ChildProcess;

  const start = (): Promise<Record<string, unknown>> => {
    const startedAt = Date.now();
    child = forkModule(settings);
    const ready = waitUntilReady(child, settings);
    ready.then(
      () => watch(child, startedAt),
      () => undefined,
    );
    return ready;
  };

  const watch = (one: ChildProcess, startedAt: number): void => {
    const onEnd = (): void => {
      if (isStopping) return;
      if (Date.now() - startedAt > healthyAfterMs) delayMs = backOffMs.first;
      again(`The ${settings.name} ended (${one.signalCode ?? `exit code ${one.exitCode}`})`);
    };
    if (one.exitCode !== null || one.signalCode !== null) onEnd();
    else one.once('exit', onEnd);
  };

  const again = (reason: string): void => {
    settings.say(
      `${reason}; it is started again in ${Math.round(delayMs / 1000)} s. Its log: ${settings.logFile}`,
    );
    restart = setTimeout(() => {
      start().then(
        () => settings.say(`The ${settings.name} runs again.`),
        (error: Error) => {
          if (!isStopping) again(error.message);
        },
      );
    }, delayMs);
    delayMs = Math.min(backOffMs.longest, delayMs * 2);
  };

  const facts = await start();
  return {
    facts,
    stop: async () => {
      isStopping = true;
      clearTimeout(restart);
      await endChild(child);
    },
  };
};

const waitUntilReady = (child: ChildProcess, { name, logFile }: Settings): Promise<Record<string, unknown>> =>
  new Promise((resolve, reject) => {
    let reason: string | undefined;
    child.on('message', (message: ProcessMessage) => {
      if (message.type === 'ready') resolve(message);
      else reason = message.message;
    });
    child.once('error', reject);
    child.once('exit', (code, signal) =>
      reject(
        new MissingServiceError(
          reason ??
            `The ${name} ended before it was ready (${signal ?? `exit code ${code}`}); its log: ${logFile}`,
        ),
      ),
    );
  });

const endChild = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill('SIGTERM');
  const force = setTimeout(() => child.kill('SIGKILL'), stopLimitMs);
  await ended;
  clearTimeout(force);
};
