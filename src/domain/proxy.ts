/** A proxy: a way out of the deployment that a target is fetched through. */
import { z } from 'zod';

export const proxyKind = z.enum(['http', 'socks5']);
export type ProxyKind = z.infer<typeof proxyKind>;

const hostName = z
  .string()
  .trim()
  .min(1)
  .max(253)
  .regex(
    /^(\[[0-9a-f:.]+\]|[a-z0-9._:-]+)$/i,
    'write the name or address of the proxy alone, without http://',
  );

/** Credentials go in and never come out again: `proxyView` has no place for them. */
export const proxySettings = z.object({
  name: z.string().trim().min(1).max(60),
  kind: proxyKind,
  host: hostName,
  port: z.int().min(1).max(65_535),
  /** Absent keeps what is stored; null takes it away. */
  credentials: z
    .object({ user: z.string().min(1).max(255), password: z.string().max(255) })
    .nullable()
    .optional(),
});
export type ProxySettings = z.infer<typeof proxySettings>;

export const proxyView = z.object({
  id: z.string(),
  name: z.string(),
  kind: proxyKind,
  host: z.string(),
  port: z.number(),
  /** `lost`: they are stored, but the deployment's key no longer opens them. */
  credentials: z.enum(['none', 'stored', 'lost']),
  /** Names of the targets that are fetched through it. */
  targets: z.array(z.string()),
});
export type ProxyView = z.infer<typeof proxyView>;

/** Why a target may not be fetched as it is set up; undefined when it may. */
export const exitProblem = (settings: {
  name?: string | undefined;
  suspectedOperator?: boolean | undefined;
  proxyId?: string | undefined;
}): string | undefined =>
  settings.suspectedOperator && settings.proxyId === undefined
    ? `${settings.name ? `'${settings.name}'` : 'this target'} is marked as possibly run by the operators: choose a proxy that it is fetched through first, so that they do not see where you are`
    : undefined;
