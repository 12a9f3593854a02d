/** Sites that push back, with a Retry-After that makes sense or none. */

import type { HostileHost, HostileHosts } from './hostile-host.ts';
import { advertBody, html } from './hostile-page.ts';

const pushingBack = (status: number, retryAfter?: string): HostileHost => ({
  pages: {
    '/jobs/ad-1': (_request, response) => {
      const headers = {
        'content-type': 'text/html',
        ...(retryAfter !== undefined && { 'retry-after': retryAfter }),
      };
      response.writeHead(status, headers).end('<p>later</p>');
    },
  },
  ends: 'failed',
  says: /^the site (asks us to slow down \(429\)|is overloaded or being repaired \(503\)); given up after 4 tries$/,
});

const shuttingOut = (status: number, retryAfter: string, says: RegExp): HostileHost => ({
  ...pushingBack(status, retryAfter),
  ends: 'blocked',
  says,
});

/** Pushes back once, then serves the advert. */
const patient = (): HostileHost => {
  let asked = 0;
  return {
    pages: {
      '/jobs/ad-1': (request, response) => {
        asked += 1;
        if (asked === 1) response.writeHead(429, { 'retry-after': '0' }).end();
        else html(advertBody('Laundry worker, asked twice', 'Reference patience.'))(request, response);
      },
    },
    ends: 'done',
  };
};

const inTenYears = (): string => new Date(Date.now() + 3652.5 * 86_400_000).toUTCString();
const tenYears = /^the site asks us to stay away for 3,65\d days \((429|503)\)$/;

export const pushingHosts: HostileHosts = {
  '429 without a time': pushingBack(429),
  '503 without a time': pushingBack(503),
  '503 until a day in the past': pushingBack(503, 'Wed, 21 Oct 2015 07:28:00 GMT'),
  '429 for a negative time': pushingBack(429, '-3600'),
  '429 for half a second': pushingBack(429, '0.5'),
  '503 in words': pushingBack(503, 'in a while'),
  '503 with an empty time': pushingBack(503, ''),
  '429 for ten years': shuttingOut(429, String(10 * 365 * 86_400), tenYears),
  '503 until a day in ten years': shuttingOut(503, inTenYears(), tenYears),
  '429 for ever': shuttingOut(429, '9'.repeat(40), /^the site asks us to stay away for good \(429\)$/),
  '429 once': patient(),
};
