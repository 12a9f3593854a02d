/** Every importer by what it promises: its own samples are its own, in a fixed order, and hostile bytes harm nobody. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Importer, ImportItem } from '../../src/importers/importer.ts';
import { importers } from '../../src/importers/importers.ts';
import { projectRoot } from '../../src/platform/discover.ts';
import { readAll, sampleFiles, sourceOf } from '../fixtures/import-source.ts';

const units = await importers();
const samplesOf = (id: string): Record<string, Buffer> => {
  const folder = join(projectRoot, 'src', 'importers', id, 'samples');
  return existsSync(folder) ? sampleFiles(folder) : {};
};
/** A folder of pictures is one thing; of the others each sample file is handed in by itself. */
const sourcesOf = (id: string) => {
  const files = samplesOf(id);
  if (id === 'image-folder') return [sourceOf(files)];
  return Object.entries(files).map(([path, content]) => sourceOf({ [path]: content }));
};
const optionsOf = async (importer: Importer, source: ReturnType<typeof sourceOf>): Promise<unknown> => {
  const options = importer.options.parse({});
  return importer.guess ? importer.guess(source, options) : options;
};
const whereItStands = (item: ImportItem): string =>
  item.type === 'text' ? `${item.position} ${item.itemKey}` : `${item.type} ${item.position}`;

describe.each([...units.values()])('the importer $id', (importer) => {
  it('has samples, and all of them are claimed by it alone', async () => {
    const sources = sourcesOf(importer.id);
    expect(sources.length).toBeGreaterThan(0);
    for (const source of sources) {
      const own = await importer.fit(source);
      expect(own).toBeGreaterThan(0);
      for (const other of units.values())
        if (other !== importer) expect(await other.fit(source)).toBeLessThan(own);
    }
  });

  it('reads its samples the same twice, with something to import', async () => {
    for (const source of sourcesOf(importer.id)) {
      const options = await optionsOf(importer, source);
      const items = await readAll(importer, source, options);
      expect(items.some((item) => item.type === 'text' || item.type === 'page')).toBe(true);
      const again = await readAll(importer, source, options);
      expect(again.map(whereItStands)).toEqual(items.map(whereItStands));
      const keys = items.flatMap((item) => (item.type === 'text' ? [item.itemKey] : []));
      expect(new Set(keys).size).toBe(keys.length);
    }
  });

  it('ends with hostile bytes, cut-off samples and an empty file', async () => {
    for (const [path, content] of Object.entries(samplesOf(importer.id)))
      for (const bytes of [
        Buffer.alloc(0),
        content.subarray(0, content.length >> 1),
        Buffer.from(content.map((byte, at) => (at % 7 === 3 ? byte ^ 0xff : byte))),
        Buffer.alloc(50_000, '"{[<'),
      ]) {
        const source = sourceOf({ [path]: bytes });
        const items = await readAll(importer, source, await optionsOf(importer, source));
        for (const item of items) if ('reason' in item) expect(item.reason).not.toBe('');
      }
  });

  it('tells people what its options are for', () => {
    const schema = z.toJSONSchema(importer.options, { io: 'input', unrepresentable: 'any' });
    for (const [name, field] of Object.entries(schema.properties ?? {}))
      expect(field, name).toMatchObject({ title: expect.any(String) });
  });
});
