/**
 * A signal that aborts when any of these does. `AbortSignal.any` would leave an entry at each of them that a signal
 * which lives for months never loses (nodejs/node#55351, #64476); what is joined here lets go when it is told to.
 */
export interface JoinedSignal {
  signal: AbortSignal;
  /** To be called when the work is done; afterwards nothing reaches `signal` any more. */
  release(): void;
}

export const joinSignals = (...signals: readonly (AbortSignal | undefined)[]): JoinedSignal => {
  const joined = new AbortController();
  const known = signals.filter((one) => one !== undefined);
  const release = (): void => {
    for (const one of known) one.removeEventListener('abort', abort);
  };
  const abort = (event?: Event): void => {
    release();
    joined.abort((event?.target as AbortSignal | undefined)?.reason);
  };
  const aborted = known.find((one) => one.aborted);
  if (aborted) joined.abort(aborted.reason);
  else for (const one of known) one.addEventListener('abort', abort, { once: true });
  return { signal: joined.signal, release };
};
