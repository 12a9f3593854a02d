import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { missingPackages } from './ensure-packages.mjs';

const lock = {
  packages: {
    '': { name: 'lurewatch' },
    'node_modules/used': { version: '1.0.0' },
    'node_modules/used/node_modules/inner': { version: '2.0.0' },
    'node_modules/for-development': { version: '3.0.0', dev: true },
    'node_modules/for-another-system': { version: '4.0.0', optional: true },
  },
};

describe('the packages that are missing', () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'lurewatch-packages-'));
    mkdirSync(join(root, 'node_modules'));
    writeFileSync(join(root, 'package-lock.json'), JSON.stringify(lock));
  });
  afterEach(() => rmSync(root, { recursive: true }));

  const install = (packages: Record<string, { version: string }>): void =>
    writeFileSync(join(root, 'node_modules', '.package-lock.json'), JSON.stringify({ packages }));
  const missing = (needsDevelopment = false): string[] => missingPackages(root, { needsDevelopment });

  it('are all that a command needs when nothing is installed, or the record of it is broken', () => {
    expect(missing()).toEqual(['used', 'inner']);
    expect(missing(true)).toEqual(['used', 'inner', 'for-development']);
    writeFileSync(join(root, 'node_modules', '.package-lock.json'), '{"packages":');
    expect(missing()).toEqual(['used', 'inner']);
  });

  it('are those of another version after an update', () => {
    install({
      'node_modules/used': { version: '0.9.0' },
      'node_modules/used/node_modules/inner': { version: '2.0.0' },
    });
    expect(missing()).toEqual(['used']);
  });

  it('are none when everything fits', () => {
    install(lock.packages as never);
    expect(missing(true)).toEqual([]);
  });
});
