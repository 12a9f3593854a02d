/** What an import needs of the rest, and what storage keeps of it. */
import type { TargetType } from '../../crawlers/target-type.ts';
import type { AdvertInput, Assessment } from '../domain/assessment.ts';
import type { ImportCounts, ImportProblem, ImportView } from '../domain/import-view.ts';
import type { Protection } from '../domain/protected-identifier.ts';
import type { BlobStore } from '../evidence/blob-store.ts';
import type { Importer, ImportSource } from '../importers/importer.ts';
import type { ReadResult, ReadTask } from '../read-and-assess.ts';
import type { AssessedPosting, NewBlob, NewCapture } from '../storage/frontier-contract.ts';
import type { Redactor } from './import-protection.ts';

/** An image that came with an item: known by its content, never fetched. */
export interface SuppliedImage {
  /** `urn:sha256:…`, as the posting names it. */
  url: string;
  blobHash: string;
}

/** One capture with what was read out of it. */
export interface PreparedItem {
  capture: NewCapture;
  blobs: NewBlob[];
  postings: AssessedPosting[];
  images: SuppliedImage[];
}

export interface ImportBatch {
  importId: string;
  /** How many items were done before, and are after it. */
  from: number;
  to: number;
  items: PreparedItem[];
  /** Beside what storage itself counts. */
  counts: Pick<ImportCounts, 'known' | 'protected' | 'skipped' | 'bad'>;
  problems: ImportProblem[];
  suppliedBy: string | null;
}

export interface PostingKey {
  site: string;
  itemKey: string;
  contentHash: string;
  /** Of a page: an older copy than the one stored brings nothing. ISO 8601. */
  seenAt?: string;
}

/** A batch that may be undone, by import or by captures. Returns blobs that nothing uses any more. */
export type ReassessPosting = (
  assessed: Pick<AssessedPosting, 'posting' | 'assessment' | 'site'>,
) => AssessedPosting;

export interface ImportStore {
  /** The unfinished import of the same file, importer and answer, else a new one. */
  open(input: {
    name: string;
    fileHash: string;
    importer: string;
    options: Record<string, unknown>;
    isPrivate: boolean;
    basis: string;
    protectionHash: string;
    protectedHashes: readonly string[];
    totalItems: number | null;
    suppliedBy: string | null;
    /** Of a new one, when it was chosen before. */
    id?: string;
  }): Promise<ImportView & { isNew: boolean }>;
  byId(id: string): Promise<ImportView | null>;
  list(limit: number): Promise<ImportView[]>;
  problems(id: string): Promise<ImportProblem[]>;
  /** Ids of those that are under way. */
  running(): Promise<string[]>;
  /** Which of the postings are stored just so already. */
  known(keys: readonly PostingKey[]): Promise<boolean[]>;
  /** Also those of other sources: hashes under which people or pictures are protected. */
  protectedAmong(hashes: readonly string[]): Promise<Set<string>>;
  protect(input: { hashes: readonly string[]; sourceId: string | null }): Promise<void>;
  /** Null when another process has gone on with the import meanwhile, or it was undone. */
  saveBatch(batch: ImportBatch): Promise<ImportView | null>;
  /** Those of the hashes that nothing stored names. */
  unused(hashes: readonly string[]): Promise<string[]>;
  finish(id: string): Promise<ImportView>;
  fail(id: string, reason: string): Promise<void>;
  resume(id: string): Promise<void>;
  /** Removes what only it brought. Audited. Returns blobs to delete. */
  undo(id: string, input: { actor: string; reassess: ReassessPosting }): Promise<string[]>;
}

export interface ImportNeeds {
  store: ImportStore;
  blobs: Pick<BlobStore, 'put' | 'remove'>;
  targetTypes: ReadonlyMap<string, TargetType>;
  read(task: ReadTask): Promise<ReadResult>;
  assess(advert: AdvertInput): Promise<Assessment>;
  decodePage(body: Uint8Array, contentType: string): { text: string; charset: string };
  inspectImage(bytes: Uint8Array): Promise<{ image: { format: string } } | { note: string }>;
  protection: Protection;
  /** There are images to read. */
  onImages?(): void;
  madeWith: string;
}

export interface ImportWork {
  id: string;
  source: ImportSource;
  importer: Importer;
  options: unknown;
  redactor: Redactor;
  suppliedBy: string | null;
  /** Items that are done already. */
  position: number;
}
