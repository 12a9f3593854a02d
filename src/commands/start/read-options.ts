/** What `start` is asked for. */
import { isIP } from 'node:net';
import { parseArgs } from 'node:util';
import { UsageError } from '../../domain/failure.ts';

export interface StartOptions {
  host: string;
  /** Undefined: the first free one from 8420 on. */
  port: number | undefined;
  dataFolder: string | undefined;
  withDemo: boolean;
  withBrowser: boolean;
}

export const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));

export const readStartOptions = (argv: string[]): StartOptions => {
  const values = parse(argv);
  return {
    host: values.host ?? '127.0.0.1',
    port: values.port === undefined ? undefined : readPort(values.port),
    dataFolder: values.data,
    withDemo: !values['no-demo'],
    withBrowser: !values['no-browser'],
  };
};

const parse = (argv: string[]) => {
  try {
    return parseArgs({
      args: argv,
      options: {
        host: { type: 'string' },
        port: { type: 'string' },
        data: { type: 'string' },
        'no-demo': { type: 'boolean' },
        'no-browser': { type: 'boolean' },
      },
    }).values;
  } catch (error) {
    throw new UsageError(`${(error as Error).message}. 'lurewatch start --help' lists the options.`);
  }
};

const readPort = (text: string): number => {
  const port = Number(text);
  if (/^\d+$/.test(text) && port >= 1 && port <= 65_535) return port;
  throw new UsageError(`--port takes a number from 1 to 65535, not '${text}'.`);
};
