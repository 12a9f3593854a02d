/** SHA-256 over all that was handed in, so that the same again is known. */
import { createHash } from 'node:crypto';
import type { ImportSource } from './importer.ts';

export const sourceHash = async (source: ImportSource): Promise<string> => {
  const whole = createHash('sha256');
  for (const entry of source.entries) {
    const hash = createHash('sha256');
    for await (const chunk of entry.open()) hash.update(chunk);
    whole.update(`${JSON.stringify(entry.path)} ${hash.digest('hex')}\n`);
  }
  return whole.digest('hex');
};
