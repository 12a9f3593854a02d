import { describe, expect, it } from 'vitest';
import { withAlsoHosts } from '../../reading/also-hosts.ts';
import type { JobBoardOptions } from './options.ts';
import { isInScope } from './scope.ts';

describe('the scope of a board', () => {
  const options = { startUrls: ['https://board.example.com/'], scope: 'site' } as JobBoardOptions;

  it('is its site, and the further hosts that a target names', () => {
    const wider = withAlsoHosts(options, ['jobs.example.org', '*.example.net']) as JobBoardOptions;
    expect(isInScope('https://jobs.example.org/1', options)).toBe(false);
    expect(isInScope('https://jobs.example.org/1', wider)).toBe(true);
    expect(isInScope('https://a.example.net/1', wider)).toBe(true);
    expect(isInScope('https://www.board.example.com/1', wider)).toBe(true);
    expect(isInScope('https://other.example.org/1', wider)).toBe(false);
    expect(isInScope('ftp://jobs.example.org/1', wider)).toBe(false);
  });
});
