import { describe, expect, it } from 'vitest';
import { loginWallReason } from './login-wall.ts';

const url = 'https://board.example.com/ad/1';
const reason = (text: string, finalUrl = url): string | undefined =>
  loginWallReason({ requestedUrl: url, finalUrl, text });
const form = '<form><input type="password"></form>';

describe('a login wall', () => {
  it('is a redirect to a login page, or a page with only a login form', () => {
    expect(reason('<p>x</p>', 'https://board.example.com/accounts/login/?next=/ad/1')).toContain(
      'login page',
    );
    expect(reason(`<h1>Sign in</h1>${form}`)).toContain('login form');
    expect(reason(`<script>${'var x;'.repeat(1000)}</script>${form}`)).toContain('login form');
  });

  it('is no advert with a login form beside it, and no login page that was asked for', () => {
    expect(reason(`${form}<p>${'We look for a cook. '.repeat(100)}</p>`)).toBeUndefined();
    expect(
      loginWallReason({
        requestedUrl: `${url}/login`,
        finalUrl: 'https://board.example.com/login',
        text: 'x',
      }),
    ).toBeUndefined();
    expect(reason('<p>login</p>', 'https://board.example.com/blog/login-clerk-wanted')).toBeUndefined();
  });

  it.each(['<script', '<', '<input ', '<style>'])('is looked for without getting lost in %s', (piece) => {
    expect(reason(piece.repeat(100_000) + form)).not.toBe('x');
  });
});
