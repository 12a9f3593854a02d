/** Where everything is kept that must survive: database, evidence, overlays. Never inside the checkout. */
import { realpathSync } from 'node:fs';
import { homedir } from 'node:os';
import { isAbsolute, join, relative, resolve } from 'node:path';
import { z } from 'zod';
import { UsageError } from '../domain/failure.ts';
import { projectRoot } from './discover.ts';
import { makeFolder } from './make-folder.ts';
import { declareSetting } from './settings.ts';

const dataFolderSetting = declareSetting({
  name: 'LUREWATCH_DATA',
  schema: z.string().optional(),
  defaultText: '`~/.local/share/lurewatch`, as root `/var/lib/lurewatch`',
  sentence: 'Folder that holds database, evidence and own lexicon terms.',
});

const userDataHome = declareSetting({
  name: 'XDG_DATA_HOME',
  schema: z.string().optional(),
  defaultText: '`~/.local/share`',
  sentence: "The user's data folder (XDG base directory specification); `lurewatch` below it is used.",
});

const defaultDataFolder = (): string => {
  if (process.getuid?.() === 0) return '/var/lib/lurewatch';
  const home = userDataHome.read();
  return join(home && isAbsolute(home) ? home : join(homedir(), '.local', 'share'), 'lurewatch');
};

/** The path alone; nothing is made. */
export const dataFolderPath = (): string => resolve(dataFolderSetting.read() ?? defaultDataFolder());

/** Makes the folder, mode 0700, where it is missing, and returns its real path. */
export const openDataFolder = (path = dataFolderPath()): string => {
  try {
    makeFolder(path);
  } catch (error) {
    throw new UsageError(
      `The data folder ${path} can't be made (${(error as NodeJS.ErrnoException).code}): set LUREWATCH_DATA to a folder that you may write.`,
    );
  }
  const folder = realpathSync(path);
  const within = relative(realpathSync(projectRoot), folder);
  if (within === '' || !(within.startsWith('..') || isAbsolute(within)))
    throw new UsageError(
      `The data folder ${folder} lies inside the program's own folder, where an update would endanger it: set LUREWATCH_DATA to a folder elsewhere.`,
    );
  return folder;
};
