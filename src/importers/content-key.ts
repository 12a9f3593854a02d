/** A key out of what an item says, for files that number nothing. */
import { createHash } from 'node:crypto';

/** 128 bits in hex: enough that no two items of a file share one by chance. */
export const contentKey = (...parts: readonly (string | Uint8Array)[]): string => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part).update('\0');
  return hash.digest('hex').slice(0, 32);
};
