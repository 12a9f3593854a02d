/** `lurewatch doctor`: looks at everything that Lurewatch needs, changes nothing, and says what to do. */
import type { Command } from './command.ts';
import { checkFootprint } from './doctor/check-footprint.ts';
import { checkImages } from './doctor/check-images.ts';
import {
  checkBrowser,
  checkDataFolder,
  checkFonts,
  checkNode,
  checkPackages,
} from './doctor/check-machine.ts';
import { checkProtection } from './doctor/check-protection.ts';
import { checkDatabase, checkPort, checkRedis, checkRunning } from './doctor/check-services.ts';
import type { Check, Checkup } from './doctor/checkup.ts';

const checks: [subject: string, check: Check][] = [
  ['Node', checkNode],
  ['Packages', checkPackages],
  ['Data folder', checkDataFolder],
  ['Lurewatch', checkRunning],
  ['Database', checkDatabase],
  ['Protection', checkProtection],
  ['Redis', checkRedis],
  ['Port', checkPort],
  ['Browser', checkBrowser],
  ['Fonts', checkFonts],
  ['Text on images', checkImages],
  ['Owners see', checkFootprint],
];

/** A check that fails has found something too. */
const runCheck = async ([subject, check]: (typeof checks)[number]): Promise<Checkup[]> => {
  try {
    return await check();
  } catch (error) {
    return [{ level: 'bad', subject, says: error instanceof Error ? error.message : String(error) }];
  }
};

const inWords = ({ level, subject, says, todo }: Checkup): string =>
  `${level.padEnd(5)}${subject}: ${says}${todo ? `\n     ${todo}` : ''}\n`;

const doctor: Command = {
  id: 'doctor',
  summary: 'check what Lurewatch needs on this machine and say what to do',
  usage: 'doctor [--json]',
  help: `Looks at Node, packages, data folder, disk, database, migrations, protection key, Redis, port, browser, fonts and languages for text on
images, and shows what the owner of a site sees of a crawl, asked of a small site of its own on loopback. It changes
nothing. 'ok' is as it should be, 'note' works with less, 'bad' needs you.

Exit codes: 0 nothing is bad, 3 something is`,
  async run(argv) {
    const found: Checkup[] = [];
    for (const check of checks) {
      const checkups = await runCheck(check);
      found.push(...checkups);
      if (!argv.includes('--json')) for (const one of checkups) process.stdout.write(inWords(one));
    }
    if (argv.includes('--json')) process.stdout.write(`${JSON.stringify(found, null, 2)}\n`);
    return found.some((one) => one.level === 'bad') ? 3 : 0;
  },
};

export default doctor;
