/** Opens an import, or finds the one that was broken off: the answer about protected people comes first. */
import type { ImportStart, ImportView } from '../domain/import-view.ts';
import type { Importer, ImportSource } from '../importers/importer.ts';
import type { ImportNeeds, ImportWork } from './import-contract.ts';
import { type ImportParticipant, listParticipants } from './import-participants.ts';
import { chooseImporter, completeOptions } from './import-preview.ts';
import {
  answerHash,
  checkAnswer,
  createRedactor,
  noRedactor,
  type Redactor,
  tellingIdentifiers,
} from './import-protection.ts';

type ProtectionNeeds = Pick<ImportNeeds, 'store' | 'protection'>;

export interface OpenedImport {
  view: ImportView & { isNew: boolean };
  work: ImportWork;
}

export const startImport = async (
  needs: ProtectionNeeds & { importers: ReadonlyMap<string, Importer> },
  input: {
    source: ImportSource;
    fileHash: string;
    start: ImportStart;
    suppliedBy: string | null;
    id?: string;
  },
): Promise<OpenedImport> => {
  const { source, start, suppliedBy } = input;
  const importer = await chooseImporter(needs.importers, source, start.importer);
  const options = await completeOptions(importer, source, start.options);
  const { redactor, protectionHash, totalItems } = await readAnswer(needs, importer, {
    source,
    options,
    start,
  });
  const hashes = redactor.identifiers.map((identifier) => needs.protection.hashOf(identifier));
  const view = await needs.store.open({
    name: redactor.text(source.name),
    fileHash: input.fileHash,
    importer: importer.id,
    options: options as Record<string, unknown>,
    isPrivate: importer.isPrivate,
    basis: redactor.text(start.protection.basis),
    protectionHash,
    protectedHashes: hashes,
    totalItems,
    suppliedBy,
    ...(input.id === undefined ? {} : { id: input.id }),
  });
  return {
    view,
    work: { id: view.id, source, importer, options, redactor, suppliedBy, position: view.position },
  };
};

const readAnswer = async (
  needs: ProtectionNeeds,
  importer: Importer,
  { source, options, start }: { source: ImportSource; options: unknown; start: ImportStart },
): Promise<{ redactor: Redactor; protectionHash: string; totalItems: number | null }> => {
  if (!importer.isPrivate) return { redactor: noRedactor, protectionHash: '', totalItems: null };
  const { people, totalItems } = await listParticipants(importer.read(source, options));
  const answer = start.protection;
  checkAnswer(answer, people);
  const known = await protectedAlready(needs, people);
  return {
    redactor: createRedactor({ ...answer, people: [...answer.people, ...known] }, people),
    // Of the answer alone: who is known besides may be others when a broken-off import goes on.
    protectionHash: answerHash(answer, createRedactor(answer, people), needs.protection),
    totalItems,
  };
};

/** Whoever was protected once is protected in every later file, whether or not it was said again. */
const protectedAlready = async (
  { store, protection }: ProtectionNeeds,
  people: readonly ImportParticipant[],
): Promise<string[]> => {
  const hashed = people.map((person) => ({
    id: person.id,
    hashes: tellingIdentifiers(person).map((identifier) => protection.hashOf(identifier)),
  }));
  const known = await store.protectedAmong(hashed.flatMap(({ hashes }) => hashes));
  return hashed.filter(({ hashes }) => hashes.some((hash) => known.has(hash))).map(({ id }) => id);
};
