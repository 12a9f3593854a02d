import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createSecretBox, SecretLostError } from './secret-box.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lurewatch-secret-'));
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

describe('a sealed secret', () => {
  it('is opened again by another process of the deployment, and reads like noise', () => {
    const sealed = createSecretBox(folder).seal('correct horse', 'proxy 1');
    expect(sealed).not.toContain('horse');
    expect(createSecretBox(folder).open(sealed, 'proxy 1')).toBe('correct horse');
    expect(statSync(join(folder, 'secret.key')).mode & 0o777).toBe(0o600);
    expect(createSecretBox(folder).seal('correct horse', 'proxy 1')).not.toBe(sealed);
  });

  it('is opened nowhere but in its own place, and not when a byte was changed', () => {
    const box = createSecretBox(folder);
    const sealed = box.seal('x', 'proxy 1');
    expect(() => box.open(sealed, 'proxy 2')).toThrow(SecretLostError);
    // the first letter of all that was sealed: bits of the last one may stand for nothing
    const [form, secret = ''] = sealed.split('.');
    const changed = `${form}.${secret.startsWith('A') ? 'B' : 'A'}${secret.slice(1)}`;
    expect(() => box.open(changed, 'proxy 1')).toThrow(SecretLostError);
    expect(() => box.open('nonsense', 'proxy 1')).toThrow('enter it anew');
  });

  it('is lost with its key, and says what to do', () => {
    const sealed = createSecretBox(folder).seal('x', 'proxy 1');
    rmSync(join(folder, 'secret.key'));
    expect(() => createSecretBox(folder).open(sealed, 'proxy 1')).toThrow('bring the old key back');
    vi.stubEnv('LUREWATCH_SECRET_KEY', 'k'.repeat(32));
    expect(() => createSecretBox(folder).open(sealed, 'proxy 1')).toThrow('LUREWATCH_SECRET_KEY');
  });

  it('is kept under the key that is set, which must be long', () => {
    vi.stubEnv('LUREWATCH_SECRET_KEY', 'a'.repeat(40));
    const sealed = createSecretBox(folder).seal('x', 'p');
    expect(createSecretBox('/nowhere').open(sealed, 'p')).toBe('x');
    vi.stubEnv('LUREWATCH_SECRET_KEY', 'short');
    expect(() => createSecretBox(folder)).toThrow('at least 32 characters');
  });
});
