/** docs/settings.md is made from the declarations; `npx vitest run --project conformance settings -u` writes it anew. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { projectRoot } from '../../src/platform/discover.ts';
import { allSettings } from '../../src/platform/settings.ts';

const sourceFiles = async (folder: string): Promise<string[]> => {
  const entries = await readdir(join(projectRoot, folder), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && !entry.name.endsWith('.test.ts'))
    .map((entry) => join(entry.parentPath, entry.name));
};

const loadOwners = async (): Promise<void> => {
  const files = (await Promise.all(['src', 'crawlers', 'classifiers', 'queues'].map(sourceFiles))).flat();
  for (const file of files)
    if (!file.endsWith('platform/settings.ts') && (await readFile(file, 'utf8')).includes('declareSetting('))
      await import(pathToFileURL(file).href);
};

test('the page of settings tells every setting that the code declares', async () => {
  await loadOwners();
  const rows = [...allSettings()]
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map((setting) => `| \`${setting.name}\` | ${setting.defaultText} | ${setting.sentence} |`);
  const page = `# Settings

Lurewatch is set by environment variables. None is needed.

| name | default | what it does |
| --- | --- | --- |
${rows.join('\n')}
`;
  await expect(page).toMatchFileSnapshot(join(projectRoot, 'docs/settings.md'));
});
