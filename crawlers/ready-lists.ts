/** The ready lists of mainstream boards: every file of crawlers/ready-lists. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { BadInputError } from '../src/domain/failure.ts';
import { type ReadyList, readyList } from '../src/domain/ready-board.ts';
import { projectRoot } from '../src/platform/discover.ts';

const folder = join(projectRoot, 'crawlers', 'ready-lists');

/** By country's name. A file that is not usable is named with what is wrong. */
export const loadReadyLists = async (): Promise<ReadyList[]> => {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.json'));
  const lists = await Promise.all(files.map((file) => readList(join(folder, file))));
  return lists.sort((one, other) => one.country.localeCompare(other.country, 'en'));
};

const readList = async (file: string): Promise<ReadyList> => {
  const list = readyList.safeParse(JSON.parse(await readFile(file, 'utf8')));
  if (list.success) return list.data;
  throw new BadInputError(`${file} is not usable: ${z.prettifyError(list.error)}`);
};
