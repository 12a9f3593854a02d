/** One trouble of the hostile site, with what a crawl must make of it. */
import type { UrlState } from '../../../src/domain/visit.ts';
import type { Answer } from '../trouble-pages.ts';

export interface HostilePage {
  answer: Answer;
  /** The only state that it may end in. */
  ends: UrlState;
  /** The reason that an admin reads; absent where nothing is wrong. */
  says?: RegExp;
  /** Title of the advert that is read in spite of the trouble. */
  title?: string;
}

/** By path. */
export type HostilePages = Record<string, HostilePage>;

export const html =
  (body: string | Uint8Array, headers: Record<string, string> = {}): Answer =>
  (_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', ...headers }).end(body);
  };

/** Bytes straight to the socket: what no HTTP library would send. */
export const raw =
  (write: (socket: NodeJS.WritableStream & { destroy(): void; resetAndDestroy(): void }) => void): Answer =>
  (_request, response) => {
    const { socket } = response;
    if (!socket) return;
    socket.on('error', () => socket.destroy());
    write(socket);
  };

/** `piece` every 20 ms, for as long as anybody listens. */
export const drip = (
  stream: NodeJS.WritableStream & { once(event: 'close', listener: () => void): unknown },
  piece: string,
): void => {
  const timer = setInterval(() => stream.write(piece), 20);
  stream.once('close', () => clearInterval(timer));
};

/** An ordinary advert of a few lines; `about` keeps it apart from all others. */
export const advertBody = (title: string, about: string): string =>
  `<main><h1>${title}</h1><p>Location: Penang</p><p>Salary: MYR 2,100 per month</p>
<p>Fold, press and pack the linen of four hotels in our laundry, six days a week, with meals on shift. ${about}</p></main>`;
