/** `npx tsx classifiers/write-schemas.ts`: writes schemas/*.json anew after a change of the formats. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dataSchemas } from './data-schemas.ts';
import { classifiersFolder } from './lexicon-sources.ts';

const folder = join(classifiersFolder, '..', 'schemas');
mkdirSync(folder, { recursive: true });
for (const [name, schema] of Object.entries(dataSchemas()))
  writeFileSync(join(folder, name), `${JSON.stringify(schema, null, 2)}\n`);
