/** Opens an import, or finds the one that was broken off: the answer about protected people comes first. */
import type { ImportStart, ImportView } from '../domain/import-view.ts';
import type { Importer, ImportSource } from '../importers/importer.ts';
import type { ImportNeeds, ImportWork } from './import-contract.ts';
import { listParticipants } from './import-participants.ts';
import { chooseImporter, completeOptions } from './import-preview.ts';
import { answerHash, checkAnswer, createRedactor, noRedactor, type Redactor } from './import-protection.ts';

export interface OpenedImport {
  view: ImportView & { isNew: boolean };
  work: ImportWork;
}

export const startImport = async (
  needs: Pick<ImportNeeds, 'store' | 'protection'> & { importers: ReadonlyMap<string, Importer> },
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
  const { redactor, totalItems } = await readAnswer(importer, { source, options, start });
  const hashes = redactor.identifiers.map((identifier) => needs.protection.hashOf(identifier));
  const view = await needs.store.open({
    name: redactor.text(source.name),
    fileHash: input.fileHash,
    importer: importer.id,
    options: options as Record<string, unknown>,
    isPrivate: importer.isPrivate,
    basis: redactor.text(start.protection.basis),
    protectionHash: importer.isPrivate ? answerHash(start.protection, redactor, needs.protection) : '',
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
  importer: Importer,
  { source, options, start }: { source: ImportSource; options: unknown; start: ImportStart },
): Promise<{ redactor: Redactor; totalItems: number | null }> => {
  if (!importer.isPrivate) return { redactor: noRedactor, totalItems: null };
  const { people, totalItems } = await listParticipants(importer.read(source, options));
  checkAnswer(start.protection, people);
  return { redactor: createRedactor(start.protection, people), totalItems };
};
