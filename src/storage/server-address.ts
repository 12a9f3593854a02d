/** The address of the server behind a lane, when asking it slowly is a kindness to whoever runs it. */
import { isPublicAddress } from '../platform/net/address-guard.ts';
import type { NewCapture } from './frontier-contract.ts';

/** Hosts of different lanes on one server's address are asked at least this far apart, one at a time. */
export const sharedAddressSpacingMs = 500;

/** Marks of the big edges (Cloudflare, CloudFront, Fastly, Akamai, Google, Azure): thousands of sites share their addresses. */
const edgeHeaders: Record<string, RegExp> = {
  'cf-ray': /./,
  'x-amz-cf-id': /./,
  'x-azure-ref': /./,
  'x-akamai-transformed': /./,
  'x-fastly-request-id': /./,
  'x-served-by': /^cache-/,
  server: /^(cloudflare|AkamaiGHost|AkamaiNetStorage|ESF|gws|Google Frontend)\b/i,
  via: /\b(cloudfront|google)\b/i,
};

/** Null when it is not known, an edge answered, or it is a machine of our own network. */
export const serverAddress = ({ remoteAddress, headers }: NewCapture): string | null => {
  if (remoteAddress === null || !isPublicAddress(remoteAddress)) return null;
  const isEdge = Object.entries(edgeHeaders).some(([name, mark]) => mark.test(headers[name] ?? ''));
  return isEdge ? null : remoteAddress;
};
