/** Errors named for what the caller does next. */

/** A passing fault: the same call may go through later. */
export class RetryableError extends Error {
  override name = 'RetryableError';
  readonly retryAfterMs: number | undefined;
  constructor(message: string, options: { cause?: unknown; retryAfterMs?: number } = {}) {
    super(message, { cause: options.cause });
    this.retryAfterMs = options.retryAfterMs;
  }
}

/** Final for this input: somebody has to change something; the message says what. */
export class BadInputError extends Error {
  override name = 'BadInputError';
}

/** What was named is not there, or no longer. */
export class NotThereError extends Error {
  override name = 'NotThereError';
}

/** A service or program that is needed is not there; the message says how to get it. */
export class MissingServiceError extends Error {
  override name = 'MissingServiceError';
}

/** The command was used wrongly. */
export class UsageError extends Error {
  override name = 'UsageError';
}

/** 0 done, 1 some input was bad, 2 wrong use, 3 a service was missing. */
export const exitCodeFor = (error: unknown): number => {
  if (error instanceof UsageError) return 2;
  if (error instanceof MissingServiceError) return 3;
  return 1;
};
