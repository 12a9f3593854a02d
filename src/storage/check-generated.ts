/** `npm run check:generated`: generates Prisma's client anew and compares it with the one that is committed. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../platform/discover.ts';
import { inheritedEnvironment } from '../platform/settings.ts';

const committed = join(projectRoot, 'src', 'storage', 'generated');

const filesOf = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();

/** Names of files that differ, are missing or are too many. */
export const compareGenerated = (): string[] => {
  const temporary = mkdtempSync(join(tmpdir(), 'lurewatch-generated-'));
  try {
    generateInto(temporary);
    const made = join(temporary, 'generated');
    const names = [...new Set([...filesOf(committed), ...filesOf(made)])].sort();
    return names.filter((name) => !isSame(join(committed, name), join(made, name)));
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
};

const generateInto = (folder: string): void => {
  const schema = readFileSync(join(projectRoot, 'prisma', 'schema.prisma'), 'utf8');
  const moved = schema.replace('"../src/storage/generated"', JSON.stringify(join(folder, 'generated')));
  const schemaFile = join(folder, 'schema.prisma');
  writeFileSync(schemaFile, moved);
  const made = spawnSync(
    process.execPath,
    [join(projectRoot, 'node_modules/prisma/build/index.js'), 'generate', '--schema', schemaFile],
    // It looks for an engine that it does not need here: any program that exists stops it from downloading one.
    {
      cwd: projectRoot,
      encoding: 'utf8',
      env: { ...inheritedEnvironment(), PRISMA_SCHEMA_ENGINE_BINARY: process.execPath },
    },
  );
  if (made.status !== 0) throw new Error(`prisma generate failed:\n${made.stderr}${made.stdout}`);
};

/** The client holds the schema's own text, and with it the folder that it was generated into. */
const isSame = (one: string, other: string): boolean =>
  existsSync(one) && existsSync(other) && comparable(one) === comparable(other);

const comparable = (file: string): string =>
  readFileSync(file, 'utf8').replace(/output\s*= \\"[^"]*\\"/g, 'output');

if (import.meta.filename === process.argv[1]) {
  const differing = compareGenerated();
  if (differing.length > 0) {
    console.error(
      `src/storage/generated does not fit prisma/schema.prisma: ${differing.join(', ')}\n` +
        'Run: PRISMA_SCHEMA_ENGINE_BINARY=/bin/true npx prisma generate',
    );
    process.exit(1);
  }
}
