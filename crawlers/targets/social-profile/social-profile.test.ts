import { describe, expect, it } from 'vitest';
import type { Page } from '../../target-type.ts';
import socialProfile from './index.ts';
import { saysNothing } from './login-wall.ts';
import { belongsTo, profileUrl } from './profile-address.ts';

describe('one address for one profile', () => {
  it.each([
    ['https://m.facebook.com/example.agency/?locale=en_GB&_rdr', 'https://www.facebook.com/example.agency'],
    [
      'https://mbasic.facebook.com/profile.php?id=123&refid=17',
      'https://www.facebook.com/profile.php?id=123',
    ],
    ['http://fb.com/example.agency', 'https://www.facebook.com/example.agency'],
    ['https://instagram.com/example/?igsh=abc', 'https://www.instagram.com/example'],
    ['https://mobile.twitter.com/example?s=20', 'https://x.com/example'],
    ['https://m.vk.ru/example', 'https://vk.com/example'],
    ['https://www.tiktok.com/@example?lang=th', 'https://www.tiktok.com/@example'],
    ['https://elsewhere.example.org/name?tab=1', 'https://elsewhere.example.org/name?tab=1'],
  ])('%s', (address, own) => {
    expect(profileUrl(address)).toBe(own);
  });

  it('tells what belongs to a profile', () => {
    const profile = 'https://www.facebook.com/example.agency';
    expect(belongsTo('https://m.facebook.com/example.agency/posts/5', profile)).toBe(true);
    expect(belongsTo('https://www.facebook.com/example.agency2', profile)).toBe(false);
    expect(belongsTo('https://www.facebook.com/profile.php?id=2', 'https://fb.com/profile.php?id=1')).toBe(
      false,
    );
  });
});

it('knows profiles by their address and leaves other pages of a network alone', () => {
  for (const url of ['https://www.facebook.com/example', 'https://x.com/example', 'https://vk.com/club12'])
    expect(socialProfile.optionsFor(url)?.fit, url).toBe(9);
  for (const url of [
    'https://www.facebook.com/login',
    'https://www.instagram.com/',
    'https://jobs.example.com/a',
  ])
    expect(socialProfile.optionsFor(url)?.fit, url).toBe(0);
});

it('fetches the profile alone: nothing that a page leads to', () => {
  const options = socialProfile.options.parse({
    profiles: ['https://m.facebook.com/example', 'https://www.facebook.com/example/'],
  });
  expect(socialProfile.start(options)).toEqual([
    { url: 'https://www.facebook.com/example', kind: 'profile' },
  ]);
  expect(socialProfile.isInScope('https://www.facebook.com/login', options)).toBe(false);
});

it.each([
  'Log in to Facebook to start sharing and connecting with your friends.',
  'Invented Agency is on Facebook. Join Facebook to connect with others.',
  '1,204 Followers, 12 Following, 30 Posts - See Instagram photos and videos from Invented (@inv)',
])('takes no description of the network for one of the profile: %s', (words) => {
  expect(saysNothing(words)).toBe(true);
});

it('keeps a description of the profile itself', () => {
  expect(saysNothing('Hotel jobs in Penang. Write to us on WhatsApp')).toBe(false);
});

const pageOf = (body: string): Page => ({
  url: 'https://www.facebook.com/example',
  requestedUrl: 'https://www.facebook.com/example',
  kind: 'profile',
  carry: {},
  text: `<!doctype html><html><head><title>x</title></head><body>${body}</body></html>`,
  contentType: 'text/html',
  status: 200,
  fetchedAt: '2026-11-22T10:00:00.000Z',
  isRendered: false,
});
const options = socialProfile.options.parse({ profiles: ['https://www.facebook.com/example'] });

it('says in words what a visitor sees of a profile behind a login', () => {
  const { problems, requests } = socialProfile.read(
    pageOf('<form><input type="password"></form><button>Log in</button>'),
    options,
  );
  expect(problems[0]?.message).toMatch(/^The site asks for a login: what a visitor sees is only /);
  expect(requests).toEqual([]);
});

it('does not take a bar with a login for a wall where posts are shown', () => {
  const post =
    '<div role="article"><p>Two cooks for a canteen in Melaka, MYR 2,400 a month, meals free</p></div>';
  const { problems, postings } = socialProfile.read(pageOf(`<a href="/login">Log in</a>${post}`), options);
  expect(problems).toEqual([]);
  expect(postings).toHaveLength(1);
});
