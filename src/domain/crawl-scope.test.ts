import { describe, expect, it } from 'vitest';
import { hostPattern, matchesGlob, matchesHost, outOfScope, pathGlob } from './crawl-scope.ts';

const board = 'https://board.example.com';

describe('the scope of a target', () => {
  it.each([
    ['/jobs/*', '/jobs/1', true],
    ['/jobs/*', '/jobs', false],
    ['/jobs', '/jobs', true],
    ['/jobs', '/jobs?page=2', true],
    ['/jobs', '/jobs/2', false],
    ['/*/abroad/*', '/en/abroad/7', true],
    ['/*.html', '/a/b.html', true],
    ['/*.html', '/a/b.html?x=1', true],
    ['/list?page=*', '/list?page=3', true],
    ['/list?page=*', '/list?sort=1', false],
    ['/a*a', '/a', false],
    ['/a*a', '/aa', true],
  ])('%s against %s: %s', (glob, path, isLike) => {
    expect(matchesGlob(glob, board + path)).toBe(isLike);
  });

  it('is quick for a pattern that is made to be slow', () => {
    const glob = `/${'a*'.repeat(10)}b`;
    expect(pathGlob.safeParse(glob).success).toBe(true);
    expect(matchesGlob(glob, `${board}/${'a'.repeat(4000)}`)).toBe(false);
    expect(pathGlob.safeParse(`/${'*'.repeat(11)}`).success).toBe(false);
  });

  it('gives its reason: too far, left out, not among those wanted', () => {
    const scope = { includePaths: ['/jobs/*'], excludePaths: ['/jobs/old/*'], maxDepth: 2 };
    expect(outOfScope(scope, `${board}/jobs/1`, 2)).toBeUndefined();
    expect(outOfScope(scope, `${board}/jobs/1`, 3)).toMatchObject({ code: 'too-deep' });
    expect(outOfScope(scope, `${board}/jobs/old/1`, 1)?.sentence).toContain('/jobs/old/*');
    expect(outOfScope(scope, `${board}/about`, 1)).toMatchObject({ code: 'path-not-included' });
    expect(outOfScope({}, `${board}/about`, 99)).toBeUndefined();
  });

  it('knows further hosts by name, port, or as all below one', () => {
    const hosts = ['jobs.example.org', '*.example.net', 'localhost:8080'];
    expect(matchesHost(hosts, 'https://jobs.example.org/x')).toBe(true);
    expect(matchesHost(hosts, 'https://a.b.example.net/')).toBe(true);
    expect(matchesHost(hosts, 'http://localhost:8080/')).toBe(true);
    expect(matchesHost(hosts, 'http://localhost:8081/')).toBe(false);
    expect(matchesHost(hosts, 'https://badexample.net/')).toBe(false);
    expect(matchesHost(hosts, 'ftp://jobs.example.org/')).toBe(false);
    expect(matchesHost(hosts, 'no address')).toBe(false);
  });

  it.each(['https://example.com', 'example.com/jobs', '*.', 'a b', '*'])('refuses the host %s', (host) => {
    expect(hostPattern.safeParse(host).success).toBe(false);
  });
});
