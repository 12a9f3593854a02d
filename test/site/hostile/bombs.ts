/** Small answers that unpack to large ones, and bodies without an end. */
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import type { Answer } from '../trouble-pages.ts';
import { advertBody, type HostilePages, html } from './hostile-page.ts';

const megabyte = 1024 * 1024;
const unpackedBytes = 60 * megabyte;
const tooLarge = /can't be used: it is larger than 10,485,760 bytes/;
const packed = (body: Uint8Array, encoding: string): Answer => html(body, { 'content-encoding': encoding });
const fine = advertBody('Laundry worker, packed thrice', 'Reference packed.');

/** As much as the reader takes. */
const endless: Answer = (_request, response) => {
  response.writeHead(200, { 'content-type': 'text/html' });
  const chunk = Buffer.alloc(megabyte / 4, '<p>more ');
  const send = (): void => {
    while (!response.destroyed && response.write(chunk));
  };
  response.on('drain', send);
  send();
};

const zeros = (): Buffer => Buffer.alloc(unpackedBytes, 'a');

export const bombPages: HostilePages = {
  '/bombs/gzip': { answer: packed(gzipSync(zeros()), 'gzip'), ends: 'unreadable', says: tooLarge },
  '/bombs/br': { answer: packed(brotliCompressSync(zeros()), 'br'), ends: 'unreadable', says: tooLarge },
  '/bombs/deflate': { answer: packed(deflateSync(zeros()), 'deflate'), ends: 'unreadable', says: tooLarge },
  '/bombs/nested': {
    answer: packed(brotliCompressSync(gzipSync(gzipSync(zeros()))), 'gzip, gzip, br'),
    ends: 'unreadable',
    says: tooLarge,
  },
  '/bombs/gzip-file': {
    answer: html(gzipSync(zeros()), { 'content-type': 'text/html' }),
    ends: 'unreadable',
    says: /can't be used: unpacked it is larger than 52,428,800 bytes/,
  },
  '/bombs/four-times': {
    answer: packed(gzipSync(gzipSync(gzipSync(gzipSync(fine)))), 'gzip, gzip, gzip, gzip'),
    ends: 'unreadable',
    says: /can't be used: it was compressed 4 times over/,
  },
  '/bombs/thrice-but-small': {
    answer: packed(brotliCompressSync(deflateSync(gzipSync(fine))), 'gzip, deflate, br'),
    ends: 'done',
    title: 'Laundry worker, packed thrice',
  },
  '/bombs/endless-body': { answer: endless, ends: 'unreadable', says: tooLarge },
};
