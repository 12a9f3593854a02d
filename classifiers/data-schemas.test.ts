import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { dataSchemas } from './data-schemas.ts';
import { wordedFamilies } from './lexicon-format.ts';
import { classifiersFolder } from './lexicon-sources.ts';

const root = join(classifiersFolder, '..');
const schemas = dataSchemas();
const readJson = (...path: string[]): unknown => JSON.parse(readFileSync(join(root, ...path), 'utf8'));

describe('the schemas for editors', () => {
  it.each(Object.entries(schemas))(
    '%s is what the format says (else: npx tsx classifiers/write-schemas.ts)',
    (name, schema) => {
      expect(readJson('schemas', name)).toEqual(schema);
    },
  );

  it('are all there are in their folder, and each is used by the settings for VS Code', () => {
    expect(readdirSync(join(root, 'schemas')).sort()).toEqual(Object.keys(schemas).sort());
    const { 'yaml.schemas': used } = readJson('.vscode', 'settings.json') as {
      'yaml.schemas': Record<string, string[]>;
    };
    expect(Object.keys(used).sort()).toEqual(
      Object.keys(schemas)
        .map((name) => `./schemas/${name}`)
        .sort(),
    );
    expect(used['./schemas/concepts.schema.json']).toEqual(
      wordedFamilies.map((family) => `**/languages/*/${family}.yaml`),
    );
  });

  it('refuse a field that the format does not know, and ask for those it needs', () => {
    expect(schemas['concepts.schema.json']).toMatchObject({
      required: ['family', 'concepts'],
      additionalProperties: false,
      properties: {
        concepts: {
          items: { additionalProperties: false, required: expect.arrayContaining(['source', 'nearMisses']) },
        },
      },
    });
  });
});
