import { describe, expect, it } from 'vitest';
import { auditHash, type ChainedEntry, checkChain, firstPreviousHash } from './audit-chain.ts';

const chainOf = (count: number): ChainedEntry[] => {
  const entries: ChainedEntry[] = [];
  for (let number = 1; number <= count; number += 1) {
    const content = {
      sequence: String(number),
      at: new Date(Date.UTC(2026, 0, number)).toISOString(),
      actor: 'system',
      action: 'group.dismiss',
      subjectType: 'group',
      subjectId: `group-${number}`,
      details: { reason: 'duplicate' },
    };
    const previousHash = entries.at(-1)?.hash ?? firstPreviousHash;
    entries.push({ ...content, previousHash, hash: auditHash(content, previousHash) });
  }
  return entries;
};

describe('the audit chain', () => {
  it('holds when nothing was touched', () => {
    expect(checkChain(chainOf(5))).toEqual([]);
  });

  it('names the entry whose content was changed', () => {
    const chain = chainOf(5);
    const third = chain[2] as ChainedEntry;
    chain[2] = { ...third, details: { reason: 'other' } };
    expect(checkChain(chain)).toEqual([{ sequence: '3', problem: 'its content was changed' }]);
  });

  it('names the entry before which one is missing', () => {
    const chain = chainOf(5).filter((entry) => entry.sequence !== '2');
    expect(checkChain(chain).map((one) => one.sequence)).toEqual(['3']);
  });

  it('shows a changed entry whose own hash was made anew', () => {
    const chain = chainOf(3);
    const second = { ...(chain[1] as ChainedEntry), actor: 'somebody' };
    chain[1] = { ...second, hash: auditHash(second, second.previousHash) };
    expect(checkChain(chain).map((one) => one.sequence)).toEqual(['3']);
  });
});
