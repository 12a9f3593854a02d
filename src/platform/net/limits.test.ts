/** Limits of the HTTP client against servers that break the rules on real sockets. */
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { createAddressGuard } from './address-guard.ts';
import { createHttpClient, type HttpClient, type HttpLimits } from './http-client.ts';

const open: { server: Server; http: HttpClient; sockets: Set<Socket> }[] = [];
afterEach(async () => {
  for (const { server, http, sockets } of open.splice(0)) {
    await http.close();
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  }
});

/** A server that answers each request with whatever `answer` writes, and a client for it. */
const against = async (
  answer: (socket: Socket) => void,
  limits: Partial<HttpLimits> = {},
): Promise<() => Promise<string>> => {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.once('data', () => answer(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const http = createHttpClient({
    guard: createAddressGuard({ allowedPrivateHosts: [host] }),
    limits: {
      headersTimeoutMs: 5000,
      bodyIdleTimeoutMs: 5000,
      totalTimeoutMs: 700,
      maxBytes: 100_000,
      ...limits,
    },
  });
  open.push({ server, http, sockets });
  return async () => {
    const response = await http.send({ url: `http://${host}/`, method: 'GET', headers: {} });
    return (await response.readBody()).toString();
  };
};

/** One piece every 20 ms, for ever. */
const drip = (socket: Socket, first: string, piece: string): void => {
  socket.write(first);
  const timer = setInterval(() => socket.write(piece), 20);
  socket.once('close', () => clearInterval(timer));
};

const head = 'HTTP/1.1 200 OK\r\ncontent-type: text/html\r\n';

const encoded = (body: Buffer, encoding: string) => (socket: Socket) => {
  socket.write(`${head}content-encoding: ${encoding}\r\ncontent-length: ${body.length}\r\n\r\n`);
  socket.end(body);
};

describe('an answer that never ends', () => {
  it.each([
    ['a body that drips', `${head}\r\n`, 'x'],
    ['chunks that drip', `${head}transfer-encoding: chunked\r\n\r\n`, '1\r\nx\r\n'],
    ['headers that drip', head, 'x-more: y\r\n'],
    ['one header that drips', `${head}x-long: `, 'y'],
  ])('is given up in time: %s', async (_name, first, piece) => {
    await expect((await against((socket) => drip(socket, first, piece)))()).rejects.toThrow(
      'it took too long',
    );
  });
});

describe('an answer that is too large', () => {
  it('is not read on: headers', async () => {
    const read = await against((socket) => socket.end(`${head}x-big: ${'y'.repeat(200_000)}\r\n\r\nx`));
    await expect(read()).rejects.toThrow('its headers are too large');
  });

  it('is not read on: many headers', async () => {
    const read = await against((socket) => socket.end(`${head}${'x-a: b\r\n'.repeat(30_000)}\r\nx`));
    await expect(read()).rejects.toThrow('its headers are too large');
  });

  const zeros = Buffer.alloc(5_000_000);
  it.each([
    ['gzip', gzipSync(zeros)],
    ['br', brotliCompressSync(zeros)],
    ['deflate', deflateSync(zeros)],
    ['gzip, br', brotliCompressSync(gzipSync(zeros))],
    ['gzip, gzip, gzip', gzipSync(gzipSync(gzipSync(zeros)))],
  ])('is not unpacked on: %s', async (encoding, body) => {
    await expect((await against(encoded(body, encoding), { totalTimeoutMs: 5000 }))()).rejects.toThrow(
      'larger than 100,000 bytes',
    );
  });

  it('is not unpacked at all when it was packed again and again', async () => {
    const body = gzipSync(gzipSync(gzipSync(gzipSync('x'))));
    await expect((await against(encoded(body, 'gzip, gzip, gzip, gzip')))()).rejects.toThrow('4 times over');
  });
});

describe('an answer that lies about itself', () => {
  it('is read when it was packed as it says, in any order', async () => {
    const body = brotliCompressSync(deflateSync(gzipSync('read me')));
    expect(await (await against(encoded(body, 'gzip, deflate, br'), { totalTimeoutMs: 5000 }))()).toBe(
      'read me',
    );
  });

  it.each([
    ['shorter than it says', (socket: Socket) => void socket.end(`${head}content-length: 50\r\n\r\nshort`)],
    [
      'two lengths',
      (socket: Socket) => void socket.end(`${head}content-length: 5\r\ncontent-length: 6\r\n\r\nshorty`),
    ],
    [
      'a length and chunks',
      (socket: Socket) =>
        void socket.end(
          `${head}content-length: 5\r\ntransfer-encoding: chunked\r\n\r\n5\r\nshort\r\n0\r\n\r\n`,
        ),
    ],
    [
      'cut while packed',
      (socket: Socket) => encoded(gzipSync('x'.repeat(5000)).subarray(0, 20), 'gzip')(socket),
    ],
    ['no HTTP at all', (socket: Socket) => void socket.end('SSH-2.0-OpenSSH\r\n')],
  ])('ends with a named fault: %s', async (_name, answer) => {
    await expect((await against(answer, { totalTimeoutMs: 5000 }))()).rejects.toMatchObject({
      name: expect.stringMatching(/RetryableError|ContentEncodingError/),
    });
  });

  it('is cut where it said that it ends', async () => {
    const read = await against(
      (socket) => void socket.end(`${head}content-length: 5\r\nconnection: close\r\n\r\nshort and more`),
      { totalTimeoutMs: 5000 },
    );
    expect(await read().catch((error: Error) => error.name)).toMatch(/^(short|RetryableError)$/);
  });
});
