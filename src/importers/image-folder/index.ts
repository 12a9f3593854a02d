/** Screenshots and posters: each picture is an advert whose words are read from it. */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { readWhole } from '../entry-bytes.ts';
import { imagePath } from '../entry-finder.ts';
import type { ImportEntry, Importer, ImportItem, ImportSource } from '../importer.ts';
import { textLinks } from '../text-links.ts';
import { readSidecar, type Sidecar } from './sidecar.ts';

const options = z.object({
  location: z
    .string()
    .trim()
    .min(1)
    .max(200)
    .optional()
    .meta({
      title: 'Where they were posted',
      description: 'A city or country, when it is the same for all of them.',
      examples: ['Manila'],
    }),
});
type Options = z.infer<typeof options>;

const maxImageBytes = 15 * 1024 ** 2;
const isSidecar = (path: string): boolean => /\.(txt|json)$/i.test(path);
const stem = (path: string): string => path.replace(/\.[^./]+$/, '');

const importer: Importer<Options> = {
  id: 'image-folder',
  label: 'Folder of pictures',
  description:
    'Screenshots or posters of adverts, as a folder or a ZIP of it. What is known of a picture may stand in a file of the same name that ends in .txt or .json. The words are read from the pictures where a language is installed for it.',
  isPrivate: false,
  options,

  async fit(source: ImportSource) {
    const images = source.entries.filter((entry) => imagePath.test(entry.path));
    if (images.length === 0) return 0;
    const stems = new Set(images.map((entry) => stem(entry.path)));
    const others = source.entries.filter(
      ({ path }) =>
        !imagePath.test(path) &&
        !(isSidecar(path) && (stems.has(stem(path)) || stems.has(path.replace(/\.[^.]+$/, '')))),
    );
    return others.length === 0 ? 6 : images.length > others.length ? 2 : 0;
  },

  async *read(source, { location }) {
    const byPath = new Map(source.entries.map((entry) => [entry.path, entry]));
    for (const entry of source.entries) {
      if (imagePath.test(entry.path)) yield await readImage(entry, { byPath, location });
      else if (!isSidecar(entry.path))
        yield { type: 'skipped', position: entry.path, reason: 'it is no picture' };
    }
  },
};

const readImage = async (
  entry: ImportEntry,
  { byPath, location }: { byPath: Map<string, ImportEntry>; location: string | undefined },
): Promise<ImportItem> => {
  const position = entry.path;
  const bytes = await readWhole(entry.open(), maxImageBytes);
  if (!bytes) return { type: 'bad', position, reason: 'the picture is larger than 15 MB' };
  if (bytes.length === 0) return { type: 'bad', position, reason: 'the file is empty' };
  const beside = ['.txt', '.json'].flatMap(
    (end) => byPath.get(stem(entry.path) + end) ?? byPath.get(entry.path + end) ?? [],
  );
  const known: Sidecar = {};
  for (const sidecar of beside) {
    const read = await readSidecar(sidecar);
    if ('problem' in read) return { type: 'bad', position: sidecar.path, reason: read.problem };
    Object.assign(known, read);
  }
  const { text = '', ...fields } = known;
  return {
    type: 'text',
    position,
    itemKey: createHash('sha256').update(bytes).digest('hex'),
    text,
    ...(location ? { location } : {}),
    ...fields,
    images: [entry],
    links: textLinks(text),
    evidence: bytes,
    evidenceMediaType: mediaTypeOf(entry.path),
  };
};

const mediaTypeOf = (path: string): string => {
  const end = path.slice(path.lastIndexOf('.') + 1).toLowerCase();
  return `image/${end === 'jpg' ? 'jpeg' : end === 'tif' ? 'tiff' : end}`;
};

export default importer;
