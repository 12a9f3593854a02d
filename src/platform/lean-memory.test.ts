import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { projectRoot } from './discover.ts';
import { leanEnvironment, leanNodeFlags } from './lean-memory.ts';

it('starts commands from package.json as our own processes are started', () => {
  const { scripts } = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')) as {
    scripts: Record<string, string>;
  };
  const environment = Object.entries(leanEnvironment).map(([name, value]) => `${name}=${value}`);
  const wanted = [...environment, 'node', ...leanNodeFlags, 'bin/lurewatch.mjs'].join(' ');
  expect(scripts.lurewatch).toBe(wanted);
  expect(scripts.start).toBe(`${wanted} start`);
});
