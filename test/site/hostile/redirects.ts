/** Redirects that lead nowhere, in circles, or where nobody from outside may go. */
import type { Answer } from '../trouble-pages.ts';
import { advertBody, type HostilePages, html } from './hostile-page.ts';

const to =
  (location: string, code = 302): Answer =>
  (_request, response) => {
    response.writeHead(code, { location }).end();
  };

const private_ = /^it redirects to http:\/\/\S+: .*not a public address$/;
const tooMany = /redirects more than 5 times/;

export const redirectPages: HostilePages = {
  '/redirects/itself': { answer: to('/redirects/itself'), ends: 'refused', says: tooMany },
  '/redirects/circle': { answer: to('/redirects/circle-2', 301), ends: 'refused', says: tooMany },
  '/redirects/circle-2': { answer: to('/redirects/circle', 308), ends: 'refused', says: tooMany },
  '/redirects/deeper': {
    answer: (request, response) =>
      to(`${new URL(request.url ?? '/', 'http://x').pathname}?on=${Math.random()}`)(request, response),
    ends: 'refused',
    says: tooMany,
  },
  '/redirects/chain-of-5': {
    answer: to('/redirects/chain-of-4'),
    ends: 'done',
    title: 'Laundry worker, moved often',
  },
  ...Object.fromEntries(
    [4, 3, 2].map((left) => [
      `/redirects/chain-of-${left}`,
      { answer: to(`/redirects/chain-of-${left - 1}`), ends: 'done' as const },
    ]),
  ),
  '/redirects/chain-of-1': { answer: to('/redirects/end', 307), ends: 'done' },
  '/redirects/end': {
    answer: html(
      `<link rel="canonical" href="/redirects/end">${advertBody('Laundry worker, moved often', 'Reference moved.')}`,
    ),
    ends: 'done',
    title: 'Laundry worker, moved often',
  },
  '/redirects/loopback': { answer: to('http://127.0.0.1:9/admin'), ends: 'refused', says: private_ },
  '/redirects/loopback-6': { answer: to('http://[::1]:9/'), ends: 'refused', says: private_ },
  '/redirects/mapped': { answer: to('http://[::ffff:10.0.0.1]/'), ends: 'refused', says: private_ },
  '/redirects/decimal': { answer: to('http://2130706433:9/'), ends: 'refused', says: private_ },
  '/redirects/localhost': { answer: to('http://localhost:9/'), ends: 'refused', says: private_ },
  '/redirects/router': { answer: to('http://192.168.1.1/'), ends: 'refused', says: private_ },
  '/redirects/cloud': {
    answer: to('http://169.254.169.254/latest/meta-data/'),
    ends: 'refused',
    says: private_,
  },
  '/redirects/file': {
    answer: to('file:///etc/passwd'),
    ends: 'refused',
    says: /redirects to file:, and only http/,
  },
  '/redirects/script': {
    answer: to('javascript:alert(1)'),
    ends: 'refused',
    says: /redirects to javascript:, and only http/,
  },
  '/redirects/no-address': { answer: to('http://'), ends: 'refused', says: /something that is no address/ },
  '/redirects/invitation': {
    answer: to('https://t.me/+InventedInvitation'),
    ends: 'refused',
    says: /it redirects to https:\/\/t\.me/,
  },
};
