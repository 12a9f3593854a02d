/** `npm test`: every test, with real services and a real browser; brings Redis where it may. */
import { spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { projectRoot } from '../platform/discover.ts';
import { inheritedEnvironment } from '../platform/settings.ts';
import type { Command } from './command.ts';

const hasProgram = (name: string): boolean =>
  spawnSync(name, ['--version'], { stdio: 'ignore' }).status === 0;

/** Debian and Ubuntu as root: installed by apt, after saying so. Elsewhere the tests that need it say why they were skipped. */
const bringRedis = (): void => {
  if (hasProgram('redis-server')) return;
  const mayInstall = process.getuid?.() === 0 && hasProgram('apt-get');
  if (!mayInstall) {
    process.stdout.write(
      'No redis-server here: its tests will be skipped. To run them, install it (sudo apt-get install redis-server, or brew install redis).\n',
    );
    return;
  }
  process.stdout.write('Installing redis-server by apt, for the tests of team mode …\n');
  const environment = { ...inheritedEnvironment(), DEBIAN_FRONTEND: 'noninteractive' };
  const install = (): number | null =>
    spawnSync('apt-get', ['install', '-y', '--no-install-recommends', 'redis-server'], {
      stdio: 'ignore',
      env: environment,
    }).status;
  if (install() !== 0) {
    spawnSync('apt-get', ['update'], { stdio: 'ignore', env: environment });
    if (install() !== 0)
      process.stdout.write('apt could not install redis-server; its tests will be skipped.\n');
  }
};

const runVitest = (argv: string[]): Promise<number> =>
  new Promise((resolve, reject) => {
    const child = spawn(
      process.execPath,
      [join(projectRoot, 'node_modules/vitest/vitest.mjs'), 'run', ...argv],
      {
        cwd: projectRoot,
        stdio: 'inherit',
      },
    );
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });

const selfTest: Command = {
  id: 'self-test',
  summary: 'run every test, with real services and a real browser',
  usage: 'self-test [--project unit|conformance|integration|e2e] [FILE…]',
  help: `Runs all tests of this checkout; "npm test" is the same. What can't run on this machine is counted as
skipped, with the reason. Arguments are passed on to vitest.

Examples
  npm test
  npm test -- --project unit
  npm test -- test/e2e`,
  run: async (argv) => {
    bringRedis();
    return runVitest(argv);
  },
};

export default selfTest;
