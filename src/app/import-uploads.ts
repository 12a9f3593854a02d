/** Files that people hand in through the web app, in the data folder until their import has ended; then they are deleted. */
import { createWriteStream } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { BadInputError, NotThereError } from '../domain/failure.ts';
import { type ImportStart, importStart } from '../domain/import-view.ts';
import { type OpenedSource, openSource } from '../importers/open-source.ts';
import { newId } from '../platform/ids.ts';
import { declareSetting } from '../platform/settings.ts';

export const uploadLimitMb = declareSetting({
  name: 'LUREWATCH_UPLOAD_MB',
  schema: z.coerce.number().int().min(1).max(100_000).default(2048) as z.ZodType<number, string | undefined>,
  defaultText: '2048',
  sentence: 'The most MB that a file may have which is handed in through the web app.',
});

/** Handed in and never begun: gone after a day, since nobody has said yet who in it is to be protected. */
const unbegunMs = 24 * 3_600_000;

const noted = z.object({
  name: z.string(),
  suppliedBy: z.string(),
  start: importStart.optional(),
});
export type NotedUpload = z.infer<typeof noted>;

export const createUploads = (dataFolder: string) => {
  const folder = join(dataFolder, 'imports');
  const pathOf = (id: string): string => join(folder, z.uuid().parse(id));
  const note = (id: string, upload: NotedUpload): Promise<void> =>
    writeFile(join(pathOf(id), 'upload.json'), JSON.stringify(upload), { mode: 0o600 });
  const read = async (id: string): Promise<NotedUpload | undefined> => {
    const text = await readFile(join(pathOf(id), 'upload.json'), 'utf8').catch(
      (error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return undefined;
        throw error;
      },
    );
    return text === undefined ? undefined : noted.parse(JSON.parse(text));
  };
  const remove = (id: string): Promise<void> => rm(pathOf(id), { recursive: true, force: true });
  return {
    read,
    remove,

    async keep(input: {
      name: string;
      suppliedBy: string;
      content: AsyncIterable<Uint8Array>;
    }): Promise<string> {
      await dropUnbegun(folder, async (id) => (await read(id))?.start !== undefined);
      const id = newId();
      await mkdir(pathOf(id), { recursive: true, mode: 0o700 });
      const maxBytes = uploadLimitMb.read() * 1024 ** 2;
      try {
        await pipeline(
          limited(input.content, maxBytes),
          createWriteStream(join(pathOf(id), 'file'), { mode: 0o600 }),
        );
        await note(id, { name: input.name.slice(0, 200), suppliedBy: input.suppliedBy });
      } catch (error) {
        await remove(id);
        throw error;
      }
      return id;
    },

    /** What a person answered stays beside the file for as long as the file does. */
    async begin(id: string, upload: NotedUpload & { start: ImportStart }): Promise<void> {
      await note(id, upload);
    },

    /** The import that goes on with this file had begun before, under another id. */
    async moveTo(id: string, other: string): Promise<void> {
      if (id === other) return;
      await remove(other);
      await rename(pathOf(id), pathOf(other));
    },

    async open(id: string): Promise<OpenedSource & { upload: NotedUpload }> {
      const upload = await read(id);
      if (!upload) throw new NotThereError('the file of this import is not there any more: hand it in again');
      return { ...(await openSource(join(pathOf(id), 'file'), upload.name)), upload };
    },
  };
};

export type Uploads = ReturnType<typeof createUploads>;

async function* limited(content: AsyncIterable<Uint8Array>, maxBytes: number): AsyncIterable<Uint8Array> {
  let length = 0;
  for await (const chunk of content) {
    length += chunk.length;
    if (length > maxBytes)
      throw new BadInputError(
        `the file is larger than ${maxBytes / 1024 ** 2} MB: hand it in in parts, with \`lurewatch import\`, or let an admin raise LUREWATCH_UPLOAD_MB`,
      );
    yield chunk;
  }
  if (length === 0) throw new BadInputError('the file is empty');
}

const dropUnbegun = async (folder: string, isBegun: (id: string) => Promise<boolean>): Promise<void> => {
  const names = await readdir(folder).catch(() => []); // none was ever handed in
  for (const name of names) {
    const facts = await stat(join(folder, name)).catch(() => undefined);
    if (!facts || Date.now() - facts.mtimeMs < unbegunMs || (await isBegun(name))) continue;
    await rm(join(folder, name), { recursive: true, force: true });
  }
};
