/** Addresses of crypto wallets, told from other long words by their checksum. */
import { createHash } from 'node:crypto';
import { keccak256 } from './keccak256.ts';

const sha256 = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest();

const base58Letters = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';

/** Payload with its version byte when the Base58Check checksum is right. */
const base58Payload = (text: string): Buffer | undefined => {
  let value = 0n;
  for (const letter of text) {
    const digit = base58Letters.indexOf(letter);
    if (digit < 0) return undefined;
    value = value * 58n + BigInt(digit);
  }
  const bytes = Buffer.from(value.toString(16).padStart(50, '0'), 'hex');
  if (bytes.length !== 25) return undefined;
  const payload = bytes.subarray(0, 21);
  return sha256(sha256(payload)).subarray(0, 4).equals(bytes.subarray(21)) ? payload : undefined;
};

const bech32Letters = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l';
const bech32Generator = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];

/** BIP 173 and BIP 350: the checksum's residue is 1 for version 0 and 0x2bc830a3 above. */
const isBech32 = (text: string): boolean => {
  const values = [3, 3, 0, 2, 3];
  for (const letter of text.slice(3)) {
    const value = bech32Letters.indexOf(letter);
    if (value < 0) return false;
    values.push(value);
  }
  let residue = 1;
  for (const value of values) {
    const top = residue >>> 25;
    residue = ((residue & 0x1ffffff) << 5) ^ value;
    for (const [bit, generator] of bech32Generator.entries()) if ((top >>> bit) & 1) residue ^= generator;
  }
  return residue === (text[3] === 'q' ? 1 : 0x2bc830a3);
};

/** EIP-55: with both cases, each letter's case is a bit of the hash. */
const isEthereum = (address: string): boolean => {
  const digits = address.slice(2);
  const lower = digits.toLowerCase();
  if (digits === lower || digits === digits.toUpperCase()) return true;
  const hash = keccak256(Buffer.from(lower, 'ascii'));
  return [...digits].every((letter, index) => {
    const isUpper = parseInt(hash[index] as string, 16) >= 8;
    return letter === (isUpper ? letter.toUpperCase() : letter.toLowerCase());
  });
};

/** Normal form of a wallet address, or undefined when it is none. */
export const walletOf = (word: string): string | undefined => {
  if (/^0x[0-9a-f]{40}$/i.test(word)) return isEthereum(word) ? word.toLowerCase() : undefined;
  if (/^bc1[02-9ac-hj-np-z]{11,71}$/i.test(word)) {
    const isOneCase = word === word.toLowerCase() || word === word.toUpperCase();
    return isOneCase && isBech32(word.toLowerCase()) ? word.toLowerCase() : undefined;
  }
  if (/^T[1-9A-HJ-NP-Za-km-z]{33}$/.test(word)) return base58Payload(word)?.[0] === 0x41 ? word : undefined;
  if (/^[13][1-9A-HJ-NP-Za-km-z]{25,34}$/.test(word)) {
    const version = base58Payload(word)?.[0];
    return version === 0 || version === 5 ? word : undefined;
  }
  return undefined;
};

/** Words that may be wallets: one run of letters and digits, of a wallet's length. */
export const walletWord =
  /(?<![0-9a-zA-Z])(?:0x[0-9a-fA-F]{40}|bc1[0-9a-z]{11,71}|BC1[0-9A-Z]{11,71}|[13T][1-9A-HJ-NP-Za-km-z]{25,34})(?![0-9a-zA-Z])/g;
