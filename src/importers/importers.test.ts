import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readAll, sampleFiles, sourceOf } from '../../test/fixtures/import-source.ts';
import { importers } from './importers.ts';

const stemOf = (path: string): string => (path.split('/')[0] ?? '').replace(/\.[^.]*$/, '');

const units = [...(await importers()).values()];
const samples = units.flatMap((unit) => {
  const folder = join(import.meta.dirname, unit.id, 'samples');
  if (!existsSync(folder)) return [];
  // A picture and what is said of it are one sample: they share a name.
  const names = new Set(readdirSync(folder).map(stemOf));
  return [...names].map((name) => ({ unit, folder, name }));
});

describe.each(samples)('the sample $name of $unit.id', ({ unit, folder, name }) => {
  const files = Object.fromEntries(
    Object.entries(sampleFiles(folder)).filter(([path]) => stemOf(path) === name),
  );

  test('is claimed by its own importer above all others', async () => {
    const source = sourceOf(files);
    const own = await unit.fit(source);
    for (const other of units.filter(({ id }) => id !== unit.id))
      expect([other.id, await other.fit(source)]).toSatisfy(([, fit]) => fit < own);
  });

  test('gives the same items in the same order, however its bytes come', async () => {
    const items = await readAll(unit, sourceOf(files, 4096));
    expect(items.some(({ type }) => type === 'text' || type === 'page')).toBe(true);
    const plain = (list: typeof items) => JSON.stringify(list);
    expect(plain(await readAll(unit, sourceOf(files, 5)))).toBe(plain(items));
  });
});
