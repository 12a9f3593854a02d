/** Faults of a browser, in words that an admin understands. */
import { RetryableError } from '../../domain/failure.ts';
import { AddressRefusedError } from '../net/address-guard.ts';
import { ContentTooLargeError } from '../net/decode-content.ts';
import type { ExitFaultError } from '../net/exit.ts';

const passOn = [RetryableError, ContentTooLargeError, AddressRefusedError];

const faultReasons: [RegExp, string][] = [
  [/ERR_TUNNEL_CONNECTION_FAILED|ERR_PROXY|ERR_EMPTY_RESPONSE|ERR_CONNECTION/, 'it could not be reached'],
  [/ERR_NAME_NOT_RESOLVED/, 'its name is not known (DNS)'],
  [/ERR_CERT/, 'its certificate is not valid'],
  [/Timeout .* exceeded/, 'it did not answer in time'],
  [/ERR_ABORTED|Download is starting/, 'it offers a download instead of a page'],
  [/crashed/i, 'the page made the browser crash'],
  [/has been closed|Target closed|disconnected/i, 'the browser ended'],
];

export const nameBrowserFault = (
  error: unknown,
  request: { url: string; signal?: AbortSignal },
  around: {
    refusals: readonly string[];
    exitFault: ExitFaultError | undefined;
    /** One of the browser's processes was ended for its size. */
    isTooLarge: boolean;
  },
): unknown => {
  if (request.signal?.aborted) return request.signal.reason;
  if (around.exitFault) return around.exitFault;
  if (passOn.some((type) => error instanceof type)) return error;
  const { host } = new URL(request.url);
  const refused = around.refusals.find((refusal) => refusal.includes(host));
  if (refused !== undefined) return new AddressRefusedError(refused);
  if (around.isTooLarge)
    return new RetryableError(`${host} could not be shown in the browser: it took too much memory`, {
      cause: error,
    });
  const message = error instanceof Error ? error.message : String(error);
  const reason = faultReasons.find(([pattern]) => pattern.test(message))?.[1] ?? message.split('\n')[0];
  return new RetryableError(`${host} could not be shown in the browser: ${reason}`, { cause: error });
};
