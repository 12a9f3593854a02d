/** Structured logs, one JSON line each, on stderr. They hold ids, addresses and counts, never a person's data. */
import { type DestinationStream, type Logger, pino } from 'pino';
import { z } from 'zod';
import { loggableMessage, toLoggableError } from './loggable-error.ts';
import { declareSetting } from './settings.ts';

const logLevel = declareSetting({
  name: 'LUREWATCH_LOG',
  schema: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('warn'),
  defaultText: 'warn',
  sentence: 'How much is logged: trace, debug, info, warn, error or silent.',
});

export type { Logger };

export const createLogger = (name: string, destination: DestinationStream = toStderr()): Logger =>
  pino(
    {
      name,
      level: logLevel.read(),
      timestamp: pino.stdTimeFunctions.isoTime,
      serializers: { err: (error: unknown) => toLoggableError(error) },
      hooks: {
        // Without a message of the caller, pino would write the error's own, whole.
        logMethod(given, write) {
          const [first, message, ...rest] = given as unknown[];
          const error = first instanceof Error ? first : (first as { err?: unknown } | null)?.err;
          if (!(error instanceof Error)) return write.apply(this, given);
          const isOwnWord = message === undefined || message === error.message;
          const fields = first instanceof Error ? { err: first } : (first as object);
          write.apply(this, [
            fields,
            isOwnWord ? loggableMessage(error) : (message as string),
            ...rest,
          ] as never);
        },
      },
    },
    destination,
  );

const toStderr = (): DestinationStream => pino.destination({ dest: 2, sync: true });
