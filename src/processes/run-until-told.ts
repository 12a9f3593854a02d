/**
 * The life of a process of ours: opens, tells its parent that it is ready (IPC message `{ type: 'ready', … }`),
 * and closes in good order on SIGTERM, on SIGINT, and when the parent is gone.
 */
import { exitCodeFor } from '../domain/failure.ts';

export interface Opened {
  /** Sent to the parent with the ready message. */
  facts?: Record<string, unknown>;
  close(): Promise<void>;
}

export type ProcessMessage =
  | ({ type: 'ready' } & Record<string, unknown>)
  | { type: 'failed'; name: string; message: string };

/** After that the process ends whatever is left: a lease that was not given back lapses by itself. */
const closeLimitMs = 15_000;

/** Never returns: the process ends inside. */
export const runUntilTold = async (open: (stopping: AbortSignal) => Promise<Opened>): Promise<never> => {
  const stopping = new AbortController();
  const told = new Promise<void>((resolve) => {
    const stop = (): void => {
      stopping.abort();
      resolve();
    };
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, stop);
    if (process.send) process.once('disconnect', stop);
  });
  try {
    const opened = await open(stopping.signal);
    await send({ ...opened.facts, type: 'ready' });
    await told;
    setTimeout(() => process.exit(1), closeLimitMs).unref();
    await opened.close();
    process.exit(0);
  } catch (error) {
    const known = error instanceof Error ? error : new Error(String(error));
    await send({ type: 'failed', name: known.name, message: known.message });
    process.stderr.write(`${known.name === 'Error' ? (known.stack ?? known.message) : known.message}\n`);
    process.exit(exitCodeFor(error));
  }
};

const send = (message: ProcessMessage): Promise<void> =>
  new Promise((resolve) => {
    if (!process.send || !process.connected) return resolve();
    process.send(message, () => resolve());
  });
