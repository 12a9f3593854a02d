/** Packages, then browser and fonts where they are needed, then the command itself. */
import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { ensurePackages, missingPackages } from './ensure-packages.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const commandsFolder = join(root, 'src', 'commands');

/** Tests and benchmarks need the packages for development too. */
const developmentCommands = new Set(['self-test', 'bench']);
const browserCommands = new Set(['start', 'self-test']);

const say = (line) => process.stderr.write(`${line}\n`);

/** Resolves to the exit code. */
export const runLurewatch = async (argv) => {
  const name = argv[0] ?? '';
  const isCommand = /^[a-z][a-z-]*$/.test(name) && existsSync(join(commandsFolder, `${name}.ts`));
  const isHelp = argv.includes('--help') || argv.includes('-h');
  const needsDevelopment = developmentCommands.has(name);
  // Nobody waits for a download only to read what there is.
  if ((!isCommand || isHelp) && missingPackages(root, { needsDevelopment: false }).length > 0)
    return listCommands(name, isHelp);
  const installed = ensurePackages(root, { needsDevelopment, say });
  if (installed !== 0) return installed;
  if (browserCommands.has(name) && !isHelp && wantsBrowser(argv)) {
    const { ensureBrowser } = await import('./ensure-browser.mjs');
    ensureBrowser(root, { say });
  }
  // The modules are TypeScript; another folder's tsconfig.json must not be taken for ours.
  process.env.TSX_TSCONFIG_PATH = join(root, 'tsconfig.json');
  const { main } = await import(pathToFileURL(await mainFile()).href);
  return main(argv);
};

const mainFile = async () => {
  const { builtCode } = await import('./built-code.mjs');
  const built = await builtCode(root);
  if (built) return join(built, 'src', 'commands', 'main.js');
  const { register } = await import('tsx/esm/api');
  register();
  return join(commandsFolder, 'main.ts');
};

const wantsBrowser = (argv) => !argv.includes('--no-browser') && process.env.LUREWATCH_BROWSER !== 'never';

const listCommands = (name, isHelp) => {
  const names = readdirSync(commandsFolder)
    .filter(
      (file) => file.endsWith('.ts') && !['main.ts', 'command.ts'].includes(file) && !file.includes('.test.'),
    )
    .map((file) => file.slice(0, -3));
  const isAsked = name === '' || name === 'help' || isHelp || name === '--version';
  if (!isAsked) say(`There is no command '${name}'.`);
  say(`Commands: ${names.join(', ')}.`);
  say(
    "The packages are not installed yet: 'lurewatch start' or 'npm ci' brings them; then --help tells more.",
  );
  return isAsked ? 0 : 2;
};
