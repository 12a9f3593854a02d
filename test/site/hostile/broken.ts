/** Answers that break the rules of HTTP, or break off. */
import { gzipSync } from 'node:zlib';
import { advertBody, type HostilePages, html, raw } from './hostile-page.ts';

const head = 'HTTP/1.1 200 OK\r\ncontent-type: text/html\r\n';
const brokenOff =
  /could not be read: (it closed the connection|the page was shorter or longer|what it sends breaks the rules of HTTP)[^;]*; given up after 4 tries/;
const half = '<!doctype html><h1>Half of a page</h1><p>and th';

/** Statuses that a visit should not take for a page. */
const odd = (status: number, says: RegExp) => ({
  answer: raw((socket) => void socket.end(`HTTP/1.1 ${status} Odd\r\ncontent-length: 3\r\n\r\nodd`)),
  ends: 'unreadable' as const,
  says,
});

export const brokenPages: HostilePages = {
  '/broken/shorter': {
    answer: raw((socket) => void socket.end(`${head}content-length: 5000\r\n\r\n${half}`)),
    ends: 'failed',
    says: brokenOff,
  },
  '/broken/reset': {
    answer: raw((socket) => {
      socket.write(`${head}content-length: 5000\r\n\r\n${half}`);
      setTimeout(() => socket.resetAndDestroy(), 20);
    }),
    ends: 'failed',
    says: brokenOff,
  },
  '/broken/reset-at-once': {
    answer: raw((socket) => socket.resetAndDestroy()),
    ends: 'failed',
    says: brokenOff,
  },
  '/broken/closed-at-once': { answer: raw((socket) => void socket.end()), ends: 'failed', says: brokenOff },
  '/broken/no-http': {
    answer: raw((socket) => void socket.end('SSH-2.0-OpenSSH_9.2\r\n')),
    ends: 'failed',
    says: brokenOff,
  },
  '/broken/garbage': {
    answer: raw(
      (socket) =>
        void socket.end(Buffer.from(Array.from({ length: 4000 }, (_, index) => (index * 31) % 256))),
    ),
    ends: 'failed',
    says: brokenOff,
  },
  '/broken/chunk-size': {
    answer: raw(
      (socket) => void socket.end(`${head}transfer-encoding: chunked\r\n\r\nzz\r\nno number\r\n0\r\n\r\n`),
    ),
    ends: 'failed',
    says: brokenOff,
  },
  '/broken/chunks-cut': {
    answer: raw((socket) => void socket.end(`${head}transfer-encoding: chunked\r\n\r\n400\r\n${half}`)),
    ends: 'failed',
    says: brokenOff,
  },
  '/broken/two-lengths': {
    answer: raw((socket) => void socket.end(`${head}content-length: 5\r\ncontent-length: 9\r\n\r\n${half}`)),
    ends: 'failed',
    says: brokenOff,
  },
  '/broken/huge-headers': {
    answer: raw((socket) => void socket.end(`${head}x-big: ${'y'.repeat(200_000)}\r\n\r\n${half}`)),
    ends: 'unreadable',
    says: /can't be used: its headers are too large/,
  },
  '/broken/gzip-cut': {
    answer: html(gzipSync(half.repeat(200)).subarray(0, 40), { 'content-encoding': 'gzip' }),
    ends: 'unreadable',
    says: /claims to be compressed \(gzip\) but can't be unpacked/,
  },
  '/broken/status-299': {
    answer: raw((socket) => {
      const body = advertBody('Laundry worker, odd status', 'Reference odd.');
      socket.end(
        `HTTP/1.1 299 Fine\r\ncontent-type: text/html\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
      );
    }),
    ends: 'done',
    title: 'Laundry worker, odd status',
  },
  '/broken/status-418': odd(418, /answered with status 418 and no page/),
  '/broken/redirect-nowhere': odd(302, /redirects without saying where to \(302\)/),
  '/broken/empty': { answer: html(''), ends: 'done', says: /No advert was found/ },
  '/broken/no-type': {
    answer: raw((socket) => {
      const body = `<!doctype html>${advertBody('Laundry worker, no type', 'Reference typeless.')}`;
      socket.end(`HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n${body}`);
    }),
    ends: 'done',
    title: 'Laundry worker, no type',
  },
};
