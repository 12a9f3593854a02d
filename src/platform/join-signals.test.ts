import { getEventListeners } from 'node:events';
import { expect, it } from 'vitest';
import { joinSignals } from './join-signals.ts';

it('aborts with the reason of the first that does', () => {
  const [one, other] = [new AbortController(), new AbortController()];
  const { signal } = joinSignals(one.signal, undefined, other.signal);
  expect(signal.aborted).toBe(false);
  other.abort(new Error('the lease was lost'));
  one.abort(new Error('too late'));
  expect(signal.reason).toEqual(new Error('the lease was lost'));
});

it('is aborted at once when one of them already is', () => {
  expect(joinSignals(AbortSignal.abort('over')).signal.reason).toBe('over');
});

it('leaves nothing at a signal that lives on', () => {
  const longLived = new AbortController();
  for (let at = 0; at < 3; at += 1) joinSignals(longLived.signal, new AbortController().signal).release();
  expect(getEventListeners(longLived.signal, 'abort')).toEqual([]);
  const second = new AbortController();
  const { signal } = joinSignals(longLived.signal, second.signal);
  second.abort();
  expect(signal.aborted).toBe(true);
  expect(getEventListeners(longLived.signal, 'abort')).toEqual([]);
});

it('is not reached after it was let go', () => {
  const source = new AbortController();
  const { signal, release } = joinSignals(source.signal);
  release();
  source.abort();
  expect(signal.aborted).toBe(false);
});
