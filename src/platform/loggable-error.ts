/**
 * What a log says of an error: enough to find the fault, nothing of what was being worked on. Errors of PostgreSQL and
 * of Prisma carry whole rows and arguments (`detail`, `where`, `parameters`, a message of many lines).
 */
export interface LoggableError {
  type: string;
  message: string;
  code?: string | number;
  stack?: string;
  cause?: LoggableError;
  causes?: LoggableError[];
}

const maxDepth = 4;
const maxMessageChars = 300;
const maxCauses = 5;
/** A real frame ends with its place; a line of a message that only looks like one does not. */
const frame = /^\s+at .*(:\d+:\d+\)?|\((<anonymous>|native|index \d+)\))$/;
const errorCode = /^[\w.-]{1,60}$/;
/** Broken constraints, clashes, wrong SQL: what PostgreSQL quotes in these are names of its tables and columns. */
const quotesOnlyNames = /^(23|40|42)...$/;

export const toLoggableError = (error: unknown, depth = 0): LoggableError => {
  if (!(error instanceof Error)) return { type: typeof error, message: loggableMessage(error) };
  const { code } = error as { code?: unknown };
  const stack = framesOf(error);
  const isDeeper = depth < maxDepth;
  return {
    type: error.constructor.name || 'Error',
    message: loggableMessage(error),
    ...((typeof code === 'number' || (typeof code === 'string' && errorCode.test(code))) && { code }),
    ...(stack && { stack }),
    ...(isDeeper && error.cause !== undefined && { cause: toLoggableError(error.cause, depth + 1) }),
    ...(isDeeper &&
      error instanceof AggregateError && {
        causes: error.errors.slice(0, maxCauses).map((one) => toLoggableError(one, depth + 1)),
      }),
  };
};

/** The first line, without what it quotes: a parser's or a database's complaint quotes its input. */
export const loggableMessage = (error: unknown): string => {
  if (!(error instanceof Error))
    return typeof error === 'string' ? withoutPersons(withoutQuotes(firstLine(error))) : '';
  const { code } = error as { code?: unknown };
  const line = firstLine(error.message);
  const isSafe = 'severity' in error && typeof code === 'string' && quotesOnlyNames.test(code);
  return isSafe ? line : withoutPersons(withoutQuotes(line));
};

const firstLine = (text: string): string =>
  (text.trimStart().split(/[\r\n]/, 1)[0] ?? '').slice(0, maxMessageChars);

const withoutQuotes = (line: string): string => line.replace(/"[^"]*("|$)/g, '"…"');

/**
 * A path names people on social sites and channels, as an e-mail address, a handle or a phone number does; of an
 * address its host is left.
 */
const withoutPersons = (line: string): string =>
  line
    .replace(/(https?:\/\/)(?:[^\s/@'"]*@)?([^\s/?#'"]+)[^\s'")]*/gi, '$1$2/…')
    .replace(/[\w.+-]+@[\w-]+(\.[\w-]+)+/g, '…')
    .replace(/(^|[\s('"])@\w{3,}/g, '$1@…')
    .replace(/\+\d[\d ().-]{6,}\d/g, '+…');

const framesOf = (error: Error): string =>
  (error.stack ?? '')
    .replace(error.message, () => '')
    .split('\n')
    .filter((line) => frame.test(line))
    .join('\n');
