import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { projectRoot } from './platform/discover.ts';

const packageFile = z.object({ version: z.string() });

export const version = packageFile.parse(
  JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')),
).version;

/** What made a capture, for its record. */
export const madeWith = `lurewatch/${version} node/${process.versions.node}`;
