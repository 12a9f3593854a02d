import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { projectRoot } from '../src/platform/discover.ts';
import { builtCode } from './built-code.mjs';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'lurewatch-built-'));
  for (const folder of ['src/commands', 'src/platform', 'src/domain', 'crawlers', 'classifiers', 'queues'])
    mkdirSync(join(root, folder), { recursive: true });
  cpSync(join(projectRoot, 'src/platform/discover.ts'), join(root, 'src/platform/discover.ts'));
  cpSync(join(projectRoot, 'src/domain/failure.ts'), join(root, 'src/domain/failure.ts'));
  symlinkSync(join(projectRoot, 'node_modules'), join(root, 'node_modules'));
  write('one', "export default 'one';");
  write(
    'main',
    `import { loadModule, projectRoot } from '../platform/discover.ts';
     export const where = import.meta.url;
     export const load = (name: string) => loadModule(\`\${projectRoot}/src/commands/\${name}.ts\`);`,
  );
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const write = (name: string, content: string): void =>
  writeFileSync(join(root, `src/commands/${name}.ts`), content);

interface Main {
  where: string;
  load(name: string): Promise<{ default: string }>;
}

const mainOf = async (folder: string | undefined): Promise<Main> => {
  if (!folder) throw new Error('nothing was built');
  return (await import(/* @vite-ignore */ pathToFileURL(join(folder, 'src/commands/main.js')).href)) as Main;
};

it('is JavaScript of our files that keep their addresses and find each other', async () => {
  const main = await mainOf(await builtCode(root));
  expect(main.where).toBe(pathToFileURL(join(root, 'src/commands/main.ts')).href);
  expect((await main.load('one')).default).toBe('one');
});

it('is made once, and anew when a file changed or came', async () => {
  const first = await builtCode(root);
  expect(await builtCode(root)).toBe(first);
  write('one', "export default 'changed';");
  utimesSync(join(root, 'src/commands/one.ts'), new Date(), new Date(Date.now() + 5000));
  const second = await builtCode(root);
  expect(second).not.toBe(first);
  expect((await (await mainOf(second)).load('one')).default).toBe('changed');
  write('two', "export default 'two';");
  expect((await (await mainOf(await builtCode(root))).load('two')).default).toBe('two');
});

it('is made anew when data changed that the code imports', async () => {
  const lay = (rate: number, later: number): void => {
    writeFileSync(join(root, 'src/domain/rates.json'), JSON.stringify({ rate }));
    utimesSync(join(root, 'src/domain/rates.json'), new Date(), new Date(Date.now() + later));
  };
  write('one', "import rates from '../domain/rates.json' with { type: 'json' }; export default rates.rate;");
  lay(1, 0);
  expect((await (await mainOf(await builtCode(root))).load('one')).default).toBe(1);
  lay(2, 5000);
  expect((await (await mainOf(await builtCode(root))).load('one')).default).toBe(2);
});

it('keeps the last few only, and leaves nothing half made', async () => {
  for (let at = 0; at < 6; at += 1) {
    write('one', `export default '${'x'.repeat(at)}';`);
    await builtCode(root);
  }
  expect(readdirSync(join(root, 'dist/code'))).toHaveLength(4);
});

it('is undefined where it can not be made', async () => {
  write('one', 'export default (;');
  expect(await builtCode(root)).toBeUndefined();
  expect(readdirSync(join(root, 'dist/code'))).toEqual([]);
  rmSync(join(root, 'dist'), { recursive: true });
  write('one', "export default 'one';");
  mkdirSync(join(root, 'elsewhere'));
  symlinkSync(join(root, 'elsewhere'), join(root, 'dist'));
  expect(await builtCode(root)).toBeUndefined();
  expect(existsSync(join(root, 'src/commands/one.ts'))).toBe(true);
});
