import { describe, expect, it } from 'vitest';
import { RetryableError } from '../domain/failure.ts';
import { createLogger } from '../platform/log.ts';
import type { LeasedUrl, UrlOutcome, VisitLease } from '../storage/frontier-contract.ts';
import { openFlusher } from './flush-batches.ts';
import { outcomeOf } from './url-outcome.ts';

const url = (name: string): LeasedUrl => ({
  id: name,
  targetId: 't',
  runId: 'r',
  url: `https://board.example/${name}`,
  method: 'GET',
  body: null,
  kind: 'posting',
  carry: {},
  render: null,
  depth: 0,
  attempts: 0,
  etag: null,
  lastModified: null,
  needsBrowser: false,
  leadId: null,
});

const lease: VisitLease = {
  lane: 'board.example',
  token: 1n,
  worker: 'w',
  waitMs: 0,
  urls: [url('good'), url('other')],
  targets: new Map(),
  hosts: new Map(),
};

/** Fails the first `faults.length` writes; what came through is in `written`. */
const openWith = (faults: Error[]) => {
  const written: UrlOutcome[] = [];
  const flusher = openFlusher(
    {
      log: createLogger('test').child({}, { level: 'silent' }),
      frontier: {
        flushVisit: async (_lease, outcomes) => {
          const fault = faults.shift();
          if (fault) throw fault;
          written.push(...outcomes);
          return { isAccepted: true, postings: [], newUrls: 0, hasImageWork: false };
        },
      },
    },
    lease,
  );
  for (const one of lease.urls) flusher.add(Promise.resolve(outcomeOf(one, 'done')));
  return { written, flusher };
};

const statesOf = (written: UrlOutcome[]) => written.map((one) => `${one.url.id} ${one.state}`).sort();

describe('writing the outcomes of a visit', () => {
  it('holds back only the outcome that can not be stored', async () => {
    const { written, flusher } = openWith([new Error('of the batch'), new Error('of one')]);
    await flusher.finish({ nextAllowedInMs: 0 });
    expect(statesOf(written)).toEqual(['good failed', 'other done']);
  });

  it('gives up no page because the database is away for a moment', async () => {
    const away = () => new RetryableError('the database is away');
    const { written, flusher } = openWith([away(), away()]);
    await expect(flusher.finish({ nextAllowedInMs: 0 })).rejects.toThrow('away');
    expect(statesOf(written)).toEqual([]);
  });

  it('gives up no page when the database goes away between two outcomes', async () => {
    const { written, flusher } = openWith([new Error('of the batch'), new RetryableError('away')]);
    await expect(flusher.finish({ nextAllowedInMs: 0 })).rejects.toThrow('away');
    expect(statesOf(written)).toEqual([]);
  });
});
