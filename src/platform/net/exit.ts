/** The way out of a fetch that is not the machine's own address. */
import { RetryableError } from '../../domain/failure.ts';
import type { ProxyKind } from '../../domain/proxy.ts';

export interface Exit {
  id: string;
  /** What captures and messages call it. */
  name: string;
  kind: ProxyKind;
  host: string;
  port: number;
  credentials: { user: string; password: string } | null;
}

/** The proxy's fault, not the site's. Never fetched directly instead; the message holds no credentials. */
export class ExitFaultError extends RetryableError {
  override name = 'ExitFaultError';
  constructor(exit: Pick<Exit, 'name'>, reason: string) {
    super(`the proxy '${exit.name}' ${reason}`);
  }
}
