/** Waiting that ends in time. */
import { RetryableError } from '../../domain/failure.ts';

/** A promise that only ever rejects, with the signal's reason; `stop` lets go of the signal. */
export const onAbort = (signal: AbortSignal | undefined): { promise: Promise<never>; stop(): void } => {
  let stop = (): void => {};
  const promise = new Promise<never>((_, reject) => {
    const abort = (): void => reject(signal?.reason);
    signal?.addEventListener('abort', abort, { once: true });
    stop = () => signal?.removeEventListener('abort', abort);
  });
  promise.catch(() => undefined);
  return { promise, stop };
};

/** Rejects with a RetryableError when the work takes longer. */
export const withDeadline = async <Result>(
  work: Promise<Result>,
  ms: number,
  message: string,
): Promise<Result> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new RetryableError(message)), ms);
  });
  work.catch(() => undefined);
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
};

/** True when it settled in time, well or not. */
export const withinMs = async (work: Promise<unknown>, ms: number): Promise<boolean> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), ms);
  });
  const done = work.then(
    () => true,
    () => true,
  );
  const isInTime = await Promise.race([done, late]);
  clearTimeout(timer);
  return isInTime;
};
