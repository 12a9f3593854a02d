/** HTTP for crawls: guarded addresses, size and time limits, no redirects of its own, no cookies. */
import { Agent, errors, request } from 'undici';
import { RetryableError } from '../../domain/failure.ts';
import { type AddressGuard, AddressRefusedError } from './address-guard.ts';
import {
  acceptEncoding,
  ContentEncodingError,
  ContentTooLargeError,
  type ReadLimit,
  readDecoded,
} from './decode-content.ts';
import { type Exit, ExitFaultError } from './exit.ts';
import { connectionKeyOf, createGuardedConnector } from './guarded-connector.ts';

export interface HttpLimits {
  /** Decoded bytes of a body. */
  maxBytes: number;
  /** The same for what may be larger than a page, where that is said when the body is read. */
  maxLargeBytes: number;
  connectTimeoutMs: number;
  headersTimeoutMs: number;
  bodyIdleTimeoutMs: number;
  /** From the first byte sent to the last received. */
  totalTimeoutMs: number;
}

export const defaultHttpLimits: HttpLimits = {
  maxBytes: 10 * 1024 * 1024,
  maxLargeBytes: 50 * 1024 * 1024,
  connectTimeoutMs: 10_000,
  headersTimeoutMs: 20_000,
  bodyIdleTimeoutMs: 20_000,
  totalTimeoutMs: 45_000,
};

export interface HttpRequest {
  url: string;
  method: 'GET' | 'POST';
  headers: Record<string, string>;
  body?: string | null;
  signal?: AbortSignal;
}

export interface HttpResponse {
  status: number;
  /** Names in lower case; several values of one name joined with `, `. */
  headers: Record<string, string>;
  /** Each Set-Cookie header by itself: their dates hold commas. */
  setCookies: readonly string[];
  remoteAddress: string | null;
  /** Reads the body, decoded, up to the client's limit or the given one. Call it or `discard`. */
  readBody(limit?: ReadLimit): Promise<Buffer>;
  discard(): Promise<void>;
}

/** Throws AddressRefusedError, ContentTooLargeError, ContentEncodingError or RetryableError. */
export interface HttpClient {
  limits: HttpLimits;
  /** Name of the proxy that everything goes through; null without one. */
  exitName: string | null;
  send(request: HttpRequest): Promise<HttpResponse>;
  close(): Promise<void>;
}

const maxRemembered = 5000;

const passOn = [AddressRefusedError, ContentTooLargeError, ContentEncodingError, ExitFaultError];

const reasons: Record<string, string> = {
  ENOTFOUND: 'its name is not known (DNS)',
  EAI_AGAIN: 'its name could not be looked up (DNS)',
  ECONNREFUSED: 'it refuses connections (is the address right, with its port, and is the site up?)',
  ECONNRESET: 'it closed the connection',
  EHOSTUNREACH: 'it is out of reach',
  ENETUNREACH: 'its network is out of reach',
  ETIMEDOUT: 'it did not answer in time',
  UND_ERR_CONNECT_TIMEOUT: 'it did not take the connection in time',
  UND_ERR_HEADERS_TIMEOUT: 'it did not answer in time',
  UND_ERR_BODY_TIMEOUT: 'it stopped sending in the middle',
  UND_ERR_SOCKET: 'it closed the connection before the page was whole',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'the page was shorter or longer than it said',
  CERT_HAS_EXPIRED: 'its certificate has expired',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another name',
};

const nameFault = (error: unknown, url: string, timedOut: boolean, maxBytes: number): Error => {
  const found = [error, (error as Error | null)?.cause];
  for (const one of found) if (passOn.some((type) => one instanceof type)) return one as Error;
  if (error instanceof errors.HeadersOverflowError)
    return new ContentTooLargeError('its headers are too large', { cause: error });
  if (error instanceof errors.ResponseExceededMaxSizeError)
    return new ContentTooLargeError(`it is larger than ${maxBytes.toLocaleString('en')} bytes`, {
      cause: error,
    });
  const aggregate = error instanceof AggregateError ? (error.errors[0] as NodeJS.ErrnoException) : undefined;
  const fault = aggregate ?? (error as NodeJS.ErrnoException);
  if (error instanceof errors.HTTPParserError && !timedOut)
    return new RetryableError(
      `${new URL(url).host} could not be read: what it sends breaks the rules of HTTP`,
      {
        cause: error,
      },
    );
  const reason = timedOut
    ? 'it took too long'
    : (reasons[fault?.code ?? ''] ?? fault?.message ?? String(error));
  return new RetryableError(`${new URL(url).host} could not be read: ${reason}`, { cause: error });
};

const plainHeaders = (headers: Record<string, string | string[] | undefined>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name.toLowerCase(),
      Array.isArray(value) ? value.join(', ') : (value ?? ''),
    ]),
  );

export const createHttpClient = (options: {
  guard: AddressGuard;
  limits?: Partial<HttpLimits>;
  /** Everything goes through it, and nothing past it. */
  exit?: Exit | null;
}): HttpClient => {
  const limits = { ...defaultHttpLimits, ...options.limits };
  const mostBytes = Math.max(limits.maxBytes, limits.maxLargeBytes);
  /** One connection an origin, so the newest address of an origin is the one that answered. */
  const addresses = new Map<string, string | null>();
  const agent = new Agent({
    connect: createGuardedConnector(options.guard, {
      connectTimeoutMs: limits.connectTimeoutMs,
      exit: options.exit ?? null,
      onConnected: (origin, address) => {
        if (addresses.size > maxRemembered) addresses.clear();
        addresses.set(origin, address);
      },
    }),
    headersTimeout: limits.headersTimeoutMs,
    bodyTimeout: limits.bodyIdleTimeoutMs,
    maxResponseSize: mostBytes,
    maxHeaderSize: 64 * 1024,
    connections: 1,
    pipelining: 1,
    keepAliveTimeout: 10_000,
  });

  const send = async (asked: HttpRequest): Promise<HttpResponse> => {
    const deadline = AbortSignal.timeout(limits.totalTimeoutMs);
    const signal = asked.signal ? AbortSignal.any([asked.signal, deadline]) : deadline;
    const fail = (error: unknown): never => {
      asked.signal?.throwIfAborted();
      throw nameFault(error, asked.url, deadline.aborted, mostBytes);
    };
    const response = await request(asked.url, {
      dispatcher: agent,
      method: asked.method,
      headers: { 'accept-encoding': acceptEncoding, ...asked.headers },
      body: asked.body ?? null,
      signal,
    }).catch(fail);
    const headers = plainHeaders(response.headers);
    return {
      status: response.statusCode,
      headers,
      setCookies: [response.headers['set-cookie'] ?? []].flat(),
      remoteAddress: addresses.get(connectionKeyOf(asked.url)) ?? null,
      readBody: (limit = { maxBytes: limits.maxBytes }) =>
        readDecoded(response.body, headers['content-encoding'] ?? '', limit).catch(fail),
      discard: async () => {
        response.body.on('error', () => {});
        response.body.destroy();
      },
    };
  };
  return { limits, exitName: options.exit?.name ?? null, send, close: () => agent.destroy() };
};
