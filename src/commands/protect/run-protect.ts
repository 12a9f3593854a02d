/** Does what `lurewatch protect` was asked for. */
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { captureTexts } from '../../app/capture-texts.ts';
import { openDeploymentDatabase } from '../../app/open-deployment-database.ts';
import { BadInputError } from '../../domain/failure.ts';
import type { Protection } from '../../domain/protected-identifier.ts';
import { createFolderBlobStore } from '../../evidence/blob-store.ts';
import { createPersonFinder, type PersonFinder } from '../../pipeline/person-finder.ts';
import { type ProtectedStore, protectPerson } from '../../pipeline/protect-person.ts';
import { openDataFolder } from '../../platform/data-folder.ts';
import { openProtection } from '../../platform/protection-key.ts';
import { requireMigrated } from '../../storage/migrate.ts';
import { protectionKeyProblem } from '../../storage/protected-identifiers.ts';
import { createProtectedStore } from '../../storage/protected-store.ts';
import { wordingTables } from '../../storage/stored-wordings.ts';
import { reportText, summaryText } from './protect-text.ts';
import type { ProtectOptions } from './read-options.ts';

export const runProtect = async (options: ProtectOptions): Promise<number> => {
  // What can't be looked for is said before anything is opened.
  const finder = 'contacts' in options ? await finderOf(options) : undefined;
  const dataFolder = openDataFolder(options.dataFolder && resolve(options.dataFolder));
  const { database, close } = await openDeploymentDatabase(dataFolder);
  try {
    await requireMigrated(database);
    const protection = openProtection(dataFolder);
    const store = createProtectedStore(database, { protection, actor: 'command' });
    if (options.step === 'start-anew') return print(await startAnew(store, options.reason));
    const keyProblem = await protectionKeyProblem(database.pool, protection);
    if (keyProblem !== null) throw new BadInputError(keyProblem);
    if (options.step === 'add') {
      const blobs = createFolderBlobStore(join(dataFolder, 'evidence'));
      const report = await protectPerson(
        { store, protection, blobs, textsOf: captureTexts, wordingTables, onProgress: showProgress },
        { finder: finder as PersonFinder, isDryRun: options.isDryRun },
      );
      print(options.isJson ? JSON.stringify(report) : reportText(report, options.isDryRun));
      return report.isAnyMissed ? 1 : 0;
    }
    if (options.step === 'remove')
      return print(await remove(store, { protection, finder: finder as PersonFinder, ...options }));
    const summary = await store.summary();
    return print(options.isJson ? JSON.stringify(summary) : summaryText(summary));
  } finally {
    await close();
  }
};

const finderOf = async ({
  contacts,
  names,
}: {
  contacts: string[];
  names: string[];
}): Promise<PersonFinder> => {
  const lines = contacts.includes('-') ? (await text(process.stdin)).split('\n') : [];
  const given = [...contacts.filter((one) => one !== '-'), ...lines.map((line) => line.trim())];
  return createPersonFinder({ contacts: given.filter((one) => one !== ''), names });
};

const remove = async (
  store: ProtectedStore,
  input: { protection: Protection; finder: PersonFinder; reason: string },
): Promise<string> => {
  const hashes = input.finder.identifiers.map((identifier) => input.protection.hashOf(identifier));
  const removed = await store.remove({ hashes, reason: input.reason });
  if (removed === 0) throw new BadInputError('none of these is protected');
  return 'Not protected any more: later crawls and imports keep it again. What was masked stays masked.';
};

const startAnew = async (store: ProtectedStore, reason: string): Promise<string> => {
  const forgotten = await store.startAnew(reason);
  return `${forgotten} identifiers are forgotten; nobody of them is recognised any more. Protect them again: lurewatch protect add …`;
};

const print = (line: string): number => {
  process.stdout.write(`${line}\n`);
  return 0;
};

const showProgress = (doing: string, count: number): void => {
  if (process.stderr.isTTY) process.stderr.write(`\r${count} ${doing} looked at  `);
};
