/** A port that the web app can have. */
import { createServer } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { MissingServiceError } from '../../domain/failure.ts';

export const defaultPort = 8420;
const portsToTry = 50;

/** Undefined when it is free, else the system's word for why not: `EADDRINUSE`, `EACCES`, `EADDRNOTAVAIL`. */
const whyNot = (host: string, port: number): Promise<string | undefined> =>
  new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    server.listen({ host, port }, () => server.close(() => resolve(undefined)));
  });

export const isTaken = async (host: string, port: number): Promise<boolean> =>
  (await whyNot(host, port)) === 'EADDRINUSE';

/**
 * The wanted port, or an error that names it; without a wish the first free one from 8420 on.
 * `patienceMs`: how long to wait for a process of a killed start that is just giving it back.
 */
export const findPort = async (input: {
  host: string;
  port: number | undefined;
  patienceMs: number;
}): Promise<number> => {
  const first = input.port ?? defaultPort;
  const deadline = Date.now() + input.patienceMs;
  let reason = await whyNot(input.host, first);
  while (reason === 'EADDRINUSE' && Date.now() < deadline) {
    await wait(200);
    reason = await whyNot(input.host, first);
  }
  if (reason === undefined) return first;
  if (reason === 'EADDRNOTAVAIL' || reason === 'ENOTFOUND')
    throw new MissingServiceError(`This machine has no address '${input.host}': give another --host.`);
  if (input.port !== undefined)
    throw new MissingServiceError(
      reason === 'EADDRINUSE'
        ? `Port ${first} of ${input.host} is taken by another program: stop that program, give another --port, or leave --port out.`
        : `Port ${first} of ${input.host} can't be used (${reason}): give another --port, one above 1023.`,
    );
  for (let port = first + 1; port < first + portsToTry; port += 1)
    if ((await whyNot(input.host, port)) === undefined) return port;
  throw new MissingServiceError(
    `No port from ${first} to ${first + portsToTry - 1} is free on ${input.host}: give one with --port.`,
  );
};
