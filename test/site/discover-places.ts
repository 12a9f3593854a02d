/** The places of test/site/places, by target type. */
import { readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { SitePlace } from './place.ts';

const folder = new URL('./places/', import.meta.url);

export const discoverPlaces = async (): Promise<Map<string, SitePlace>> => {
  const names = (await readdir(fileURLToPath(folder))).filter((name) => name.endsWith('.ts')).sort();
  const found = await Promise.all(
    names.map(async (name): Promise<[string, SitePlace]> => {
      const module = (await import(new URL(name, folder).href)) as { default: SitePlace };
      return [name.slice(0, -'.ts'.length), module.default];
    }),
  );
  return new Map(found);
};
