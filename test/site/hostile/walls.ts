/** Pages that show nothing without an account or a script, and layers over pages that do. */
import { advertBody, type HostilePages, html } from './hostile-page.ts';

const layer = (words: string): string =>
  `<div role="dialog" style="position:fixed;inset:0;background:#fff"><h2>${words}</h2><button>Accept all</button> <button>Reject</button></div>`;
const wall = /the site asks for a login/;

export const wallPages: HostilePages = {
  '/walls/login-form': {
    answer: html(
      '<h1>Members only</h1><form method="post"><input name="user"><input type="password" name="secret"></form>',
    ),
    ends: 'blocked',
    says: wall,
  },
  '/walls/to-login': {
    answer: (_request, response) => {
      response.writeHead(302, { location: '/login?next=/walls/to-login' }).end();
    },
    ends: 'blocked',
    says: wall,
  },
  '/walls/button-only': {
    answer: html(
      '<div class="wall"><h1>See this job</h1><p>Sign in to go on.</p><a href="/account/login">Log in</a></div>',
    ),
    ends: 'blocked',
    says: wall,
  },
  '/walls/paid': {
    answer: (_request, response) => {
      response.writeHead(402).end('pay');
    },
    ends: 'blocked',
    says: /asks for payment \(402\)/,
  },
  '/walls/captcha': {
    answer: (_request, response) => {
      response
        .writeHead(403, { 'content-type': 'text/html' })
        .end('<title>Just a moment...</title><h1>Checking your browser</h1>');
    },
    ends: 'blocked',
    says: /refuses to show this page to us \(403\)/,
  },
  '/walls/consent-layer': {
    answer: html(
      layer('We value your privacy') + advertBody('Laundry worker, behind consent', 'Reference consent.'),
    ),
    ends: 'done',
    title: 'Laundry worker, behind consent',
  },
  '/walls/login-layer': {
    answer: html(
      advertBody(
        'Laundry worker, behind a layer',
        `Reference layer. ${'Towels are counted twice a day. '.repeat(50)}`,
      ) + layer('Join now <input type="password">'),
    ),
    ends: 'done',
    title: 'Laundry worker, behind a layer',
  },
  '/walls/script-built': {
    answer: html(
      '<body><div id="root"></div><noscript>Please enable JavaScript.</noscript><script src="/app.js"></script></body>',
    ),
    ends: 'done',
    says: /put together by its scripts/,
  },
  '/walls/soft-404': {
    answer: html('<main><h1>Oops</h1><p>Sorry, this page could not be found.</p></main>'),
    ends: 'done',
    says: /The page says that nothing is found at its address/,
  },
  '/walls/job-expired': {
    answer: html('<main><h1>Job expired</h1><p>This job is no longer available.</p></main>'),
    ends: 'done',
    says: /The page says that its advert is over/,
  },
};
