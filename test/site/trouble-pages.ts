/** Answers that go wrong in the ways that real sites do. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { htmlPage } from './board-pages.ts';

export type Answer = (request: IncomingMessage, response: ServerResponse) => void;

const megabyte = 1024 * 1024;

const html =
  (body: string | Buffer, headers: Record<string, string> = {}): Answer =>
  (_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', ...headers }).end(body);
  };

const status =
  (code: number, headers: Record<string, string> = {}): Answer =>
  (_request, response) => {
    response.writeHead(code, { 'content-type': 'text/html', ...headers }).end(`<p>${code}</p>`);
  };

const redirect =
  (location: string, code = 302): Answer =>
  (_request, response) => {
    response.writeHead(code, { location }).end();
  };

/** Sends `bytes` of text, slowly enough for the reader to stop it. */
const large =
  (bytes: number): Answer =>
  (_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html' });
    const chunk = Buffer.alloc(megabyte, 'x');
    let sent = 0;
    const send = (): void => {
      while (sent < bytes && !response.destroyed) {
        sent += chunk.length;
        if (!response.write(chunk)) return;
      }
      response.end();
    };
    response.on('drain', send);
    send();
  };

const bomb = (): Buffer => gzipSync(Buffer.alloc(60 * megabyte, 'a'));

/** 招聘客服 in GBK, inside a page that declares it only in a meta tag. */
export const gbkPage = (): Buffer =>
  Buffer.concat([
    Buffer.from(
      '<!doctype html><html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312"><title>',
      'latin1',
    ),
    Buffer.from([0xd5, 0xd0, 0xc6, 0xb8, 0xbf, 0xcd, 0xb7, 0xfe]),
    Buffer.from('</title></head><body><h1>', 'latin1'),
    Buffer.from([0xd5, 0xd0, 0xc6, 0xb8, 0xbf, 0xcd, 0xb7, 0xfe]),
    Buffer.from('</h1><p>', 'latin1'),
    // 工作地点：缅甸
    Buffer.from([0xb9, 0xa4, 0xd7, 0xf7, 0xb5, 0xd8, 0xb5, 0xe3, 0xa3, 0xba, 0xc3, 0xe5, 0xb5, 0xe9]),
    Buffer.from('</p><p>Telegram: @invented_gbk</p></body></html>', 'latin1'),
  ]);

const brokenJsonLd = htmlPage(
  'Warehouse hand',
  '<main><h1>Warehouse hand</h1><p>Location: Penang</p><p>Salary: MYR 1,800 per month</p><p>Load and count goods in our warehouse, six days a week.</p></main>',
  `<script type="application/ld+json">{"@type": "JobPosting", "title": "Warehouse hand", "description" "no colon"}</script>`,
);

const endless = '<script>while (true) {}</script>';

export const troublePages: Record<string, Answer> = {
  '/trouble/500': status(500),
  '/trouble/503': status(503, { 'retry-after': '7' }),
  '/trouble/429': status(429, { 'retry-after': '30' }),
  '/trouble/429-date': status(429, { 'retry-after': new Date(Date.now() + 120_000).toUTCString() }),
  '/trouble/401': status(401),
  '/trouble/403': status(403),
  '/trouble/451': status(451),
  '/trouble/404': status(404),
  '/trouble/410': status(410),
  '/trouble/204': status(204),
  '/trouble/50mb': large(50 * megabyte),
  '/trouble/gzip-bomb': html(bomb(), { 'content-encoding': 'gzip' }),
  '/trouble/brotli-bomb': html(brotliCompressSync(Buffer.alloc(60 * megabyte, 'a')), {
    'content-encoding': 'br',
  }),
  '/trouble/double-gzip': html(gzipSync(gzipSync('<h1>twice</h1>')), { 'content-encoding': 'gzip, gzip' }),
  '/trouble/false-gzip': html('<p>this is not compressed</p>', { 'content-encoding': 'gzip' }),
  '/trouble/odd-encoding': html('<p>?</p>', { 'content-encoding': 'x-compress' }),
  '/trouble/short': (_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html', 'content-length': '1000' });
    response.write('<p>cut');
    setTimeout(() => response.destroy(), 50);
  },
  '/trouble/loop': redirect('/trouble/loop2'),
  '/trouble/loop2': redirect('/trouble/loop'),
  '/trouble/to-private': redirect('http://127.0.0.1:1/secret'),
  '/trouble/to-metadata': redirect('http://169.254.169.254/latest/'),
  '/trouble/to-file': redirect('file:///etc/passwd'),
  '/trouble/to-forbidden': redirect('/forbidden/page'),
  '/trouble/moved': redirect('/jobs', 301),
  '/trouble/to-utf8': redirect(Buffer.from('/việc-làm/đầu-bếp').toString('latin1')),
  '/trouble/cookie-first': (request, response) => {
    if (request.headers.cookie === 'lang=vi; seen=1')
      return void response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Cook wanted</h1>');
    const cookies = [
      'seen=1; Path=/; Expires=Wed, 01 Jan 2098 00:00:00 GMT',
      'lang=vi',
      'x=1; Domain=example.org',
    ];
    response.writeHead(302, { location: '/trouble/cookie-first', 'set-cookie': cookies }).end();
  },
  '/trouble/to-login': redirect('/login?next=/jobs'),
  '/trouble/slow': (_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html' });
    response.write('<p>');
  },
  '/trouble/silent': () => {},
  '/trouble/binary': html(Buffer.from(Array.from({ length: 5000 }, (_, index) => (index * 7) % 256))),
  '/trouble/image': html(Buffer.from([0x89, 0x50, 0x4e, 0x47]), { 'content-type': 'image/png' }),
  '/trouble/gbk': html(gbkPage(), { 'content-type': 'text/html' }),
  '/trouble/broken-json-ld': html(brokenJsonLd),
  '/trouble/deep': html(`<body>${'<div>'.repeat(20_000)}deep${'</div>'.repeat(20_000)}</body>`),
  '/trouble/endless-script': html(`<h1>never</h1>${endless}`),
  '/trouble/login-form': html(
    '<h1>Members only</h1><form><input name="user"><input type="password" name="secret"></form>',
  ),
  '/trouble/tall': html(
    '<body style="margin:0"><div style="height:40000px;background:linear-gradient(red,blue)">tall</div></body>',
  ),
  '/trouble/nasty': html(
    `<h1>Nasty</h1><script>alert(1); confirm(2); window.open('/jobs'); navigator.serviceWorker?.register('/sw.js');
fetch('http://127.0.0.1:1/inside').catch(() => { document.title = 'fetch refused'; });
new WebSocket('ws://127.0.0.1:1/socket').onerror = () => { document.body.dataset.socket = 'refused'; };
const a = document.createElement('a'); a.href = '/download.bin'; a.download = 'x'; a.click();</script>`,
  ),
  '/download.bin': html(Buffer.alloc(1000), {
    'content-type': 'application/octet-stream',
    'content-disposition': 'attachment',
  }),
};
