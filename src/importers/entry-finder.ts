/** Finds the files that a message names among what was handed in, and never another. */
import type { ImportEntry, ImportSource } from './importer.ts';

export const imagePath = /\.(jpe?g|png|webp|gif|bmp|heic|avif|tiff?)$/i;

export const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/') + 1);

export const baseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** Nothing where the path is absolute or leads out of what was handed in. */
export const pathWithin = (folder: string, path: string): string | undefined => {
  const named = path.replaceAll('\\', '/');
  if (named === '' || named.startsWith('/') || /^[a-z][a-z0-9+.-]*:/i.test(named)) return undefined;
  const parts: string[] = [];
  for (const part of `${folder}${named}`.split('/')) {
    if (part === '..' && parts.pop() === undefined) return undefined;
    if (part !== '..' && part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
};

export type FindEntry = (folder: string, path: string) => ImportEntry | undefined;

export const entryFinder = (source: ImportSource): FindEntry => {
  const byPath = new Map(source.entries.map((entry) => [entry.path, entry]));
  return (folder, path) => {
    const within = pathWithin(folder, path);
    return within === undefined ? undefined : byPath.get(within);
  };
};
