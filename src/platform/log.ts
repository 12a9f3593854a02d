/** Structured logs, one JSON line each, on stderr. They hold ids, addresses and counts, never a person's data. */
import { type Logger, pino } from 'pino';
import { z } from 'zod';
import { declareSetting } from './settings.ts';

const logLevel = declareSetting({
  name: 'LUREWATCH_LOG',
  schema: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('warn'),
  defaultText: 'warn',
  sentence: 'How much is logged: trace, debug, info, warn, error or silent.',
});

export type { Logger };

export const createLogger = (name: string): Logger =>
  pino(
    { name, level: logLevel.read(), timestamp: pino.stdTimeFunctions.isoTime },
    pino.destination({ dest: 2, sync: true }),
  );
