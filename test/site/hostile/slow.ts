/** Answers that keep the reader waiting: headers late or never, bodies in drops. */
import { advertBody, drip, type HostilePages, html, raw } from './hostile-page.ts';

const head = 'HTTP/1.1 200 OK\r\ncontent-type: text/html\r\n';
const tooSlow =
  /could not be read: it (took too long|did not answer in time|stopped sending in the middle); given up after 4 tries/;

export const slowPages: HostilePages = {
  '/slow/silent': { answer: () => {}, ends: 'failed', says: tooSlow },
  '/slow/headers-drip': {
    answer: raw((socket) => {
      socket.write(head);
      drip(socket, 'x-more: y\r\n');
    }),
    ends: 'failed',
    says: tooSlow,
  },
  '/slow/stops': {
    answer: (_request, response) => {
      response.writeHead(200, { 'content-type': 'text/html' });
      response.write('<h1>The rest comes in a');
    },
    ends: 'failed',
    says: tooSlow,
  },
  '/slow/body-drips': {
    answer: (_request, response) => {
      response.writeHead(200, { 'content-type': 'text/html' });
      drip(response, 'x');
    },
    ends: 'failed',
    says: tooSlow,
  },
  '/slow/late-but-whole': {
    answer: (request, response) => {
      setTimeout(
        () => html(advertBody('Laundry worker, late shift', 'Reference late.'))(request, response),
        200,
      );
    },
    ends: 'done',
    title: 'Laundry worker, late shift',
  },
};
