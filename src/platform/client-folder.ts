/** Where the built review app lies: in the checkout, or in the data folder when the checkout can't be written to. */
import { join } from 'node:path';
import { z } from 'zod';
import { projectRoot } from './discover.ts';
import { declareSetting } from './settings.ts';

export const clientFolderSetting = declareSetting({
  name: 'LUREWATCH_CLIENT',
  schema: z.string().default(join(projectRoot, 'dist', 'client')) as z.ZodType<string, string | undefined>,
  defaultText: '`dist/client` in the checkout',
  sentence: 'Folder with the built review app; `start` sets it.',
});
