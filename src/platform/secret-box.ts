/** Secrets at rest: AES-256-GCM under a key of the deployment, from its setting or from a file of mode 0600. */
import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { BadInputError } from '../domain/failure.ts';
import { declareSetting } from './settings.ts';

const minSecretChars = 32;

const secretKeySetting = declareSetting({
  name: 'LUREWATCH_SECRET_KEY',
  schema: z.string().min(minSecretChars, `it takes at least ${minSecretChars} characters`).optional(),
  defaultText: 'a key made in the data folder',
  sentence:
    'Key under which the credentials of proxies and request headers are kept, at least 32 random characters; the same for every process of a deployment.',
});

/** Stored under another key, or not whole: it has to be entered anew. */
export class SecretLostError extends BadInputError {
  override name = 'SecretLostError';
}

export interface SecretBox {
  /** `context` binds the secret to its place: moved to another row it can't be opened. */
  seal(text: string, context: string): string;
  /** Throws SecretLostError. */
  open(sealed: string, context: string): string;
}

const form = 'v1';
const keyFileName = 'secret.key';
const nonceBytes = 12;
const tagBytes = 16;

export const createSecretBox = (dataFolder: string): SecretBox => {
  const keyFile = join(dataFolder, keyFileName);
  const set = secretKeySetting.read();
  const keyFor = (isMade: boolean): Buffer | undefined =>
    set === undefined ? (readKey(keyFile) ?? (isMade ? makeKey(keyFile) : undefined)) : keyOf(set);

  return {
    seal(text, context) {
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv('aes-256-gcm', keyFor(true) as Buffer, nonce);
      cipher.setAAD(Buffer.from(context));
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return `${form}.${Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url')}`;
    },
    open(sealed, context) {
      const key = keyFor(false);
      const [found, rest = ''] = sealed.split('.');
      const bytes = Buffer.from(rest, 'base64url');
      if (key === undefined || found !== form || bytes.length < nonceBytes + tagBytes)
        throw lost(set === undefined, keyFile);
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, nonceBytes));
      decipher.setAAD(Buffer.from(context));
      decipher.setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes));
      try {
        return `${decipher.update(bytes.subarray(nonceBytes + tagBytes), undefined, 'utf8')}${decipher.final('utf8')}`;
      } catch {
        // The tag does not fit: another key, or changed bytes.
        throw lost(set === undefined, keyFile);
      }
    },
  };
};

const lost = (isFile: boolean, keyFile: string): SecretLostError =>
  new SecretLostError(
    `what was stored can't be opened with the key of this deployment (${isFile ? keyFile : 'LUREWATCH_SECRET_KEY'}): bring the old key back, or enter it anew`,
  );

/** A setting is words or characters of any kind; random ones need no slow derivation. */
const keyOf = (secret: string): Buffer => createHash('sha256').update(`lurewatch ${form} ${secret}`).digest();

const readKey = (file: string): Buffer | undefined => {
  try {
    return keyOf(readFileSync(file, 'utf8').trim());
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
};

/** Written whole before it gets its name, so that two processes end with the same key. */
const makeKey = (file: string): Buffer => {
  const own = `${file}.${process.pid}.${randomBytes(4).toString('hex')}`;
  writeFileSync(own, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600, flag: 'wx' });
  try {
    linkSync(own, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(own);
  }
  return readKey(file) as Buffer;
};
