/**
 * The contract of an importer: reads one kind of file that a person hands in, item by item and in the file's order.
 * It stores nothing and fetches nothing; src/pipeline decides what becomes a posting and what is protected.
 */
import type { z } from 'zod';

/** One file of what was handed in: alone, from a folder, or from a ZIP archive. */
export interface ImportEntry {
  /** With forward slashes, relative to what was handed in; never absolute, never with `..`. */
  path: string;
  bytes: number;
  /** ISO 8601, as the disk or the archive has it: a saved page that names no date was saved then. */
  modifiedAt?: string;
  /** Opened anew with each call; no more bytes than `bytes`, else it throws a BadInputError. */
  open(): AsyncIterable<Uint8Array>;
}

export interface ImportSource {
  /** Name of the file or folder, for people. */
  name: string;
  /** Sorted by path. */
  entries: readonly ImportEntry[];
}

/** Somebody who wrote in a chat or a mailbox, as the file names them. */
export interface Participant {
  /** The same person has the same id all through the file: a number, an e-mail address, a user id, else the name. */
  id: string;
  name: string;
  /** Numbers, addresses and handles of that person that the file gives, as they stand there. */
  contacts: string[];
  /** The file itself says that this person exported it: protected unless somebody says otherwise. */
  isExporter?: boolean;
}

/** A text that may be an advert: one message, one row, one mail. */
export interface ImportedText {
  type: 'text';
  /** Where it stands, for a person: `line 12`, `message 4711 of chat.json`. */
  position: string;
  /** Stays the same when the same place is exported again: what `new` and `known` are told apart by. */
  itemKey: string;
  text: string;
  title?: string;
  url?: string;
  employer?: string;
  location?: string;
  /** ISO 8601, as exactly as the file says: `2026`, `2026-11-23`, `2026-11-23T08:15:00Z`. */
  sentAt?: string;
  /** Absent where the file names nobody. */
  sender?: Participant;
  /** Of a mail: to whom it went. They may be to protect as senders may. */
  recipients?: Participant[];
  /** Where it was forwarded from: a channel's or person's name. Shown, never scored. */
  forwardedFrom?: string;
  images: ImportEntry[];
  links: string[];
  /** The bytes that are kept as its evidence: the line, the message, the mail. */
  evidence: Uint8Array;
  evidenceMediaType: string;
}

/** A saved page: read like a fetched one. */
export interface ImportedPage {
  type: 'page';
  position: string;
  url: string;
  /** ISO 8601. */
  fetchedAt: string;
  status: number;
  headers: Record<string, string>;
  mediaType: string;
  body: Uint8Array;
}

/** What could not be read, or is nothing to read; the rest goes on. */
export interface ImportedNote {
  type: 'bad' | 'skipped';
  position: string;
  /** One sentence for a person. */
  reason: string;
}

export type ImportItem = ImportedText | ImportedPage | ImportedNote;

export interface Importer<Options = unknown> {
  /** Equals its folder's name. */
  id: string;
  label: string;
  /** One or two sentences: which file it is and how one gets it. */
  description: string;
  /** Chats and mail: before anything is stored it is asked who in it is to be protected, and on what basis it was given. */
  isPrivate: boolean;
  /** Its `.meta({ title, description, examples })` texts become the form and the docs. */
  options: z.ZodType<Options>;
  /**
   * Completes the options by what the file shows (which column holds what, its charset). A person sees and may change
   * them before the import; they are kept with it.
   */
  guess?(source: ImportSource, options: Options): Promise<Options>;
  /** How surely it is a file of this kind: 0 no, 10 it says so itself. Reads no more than it needs. */
  fit(source: ImportSource): Promise<number>;
  /** The same items in the same order each time, so that an import can go on where it stopped. Never the whole file in memory. */
  read(source: ImportSource, options: Options): AsyncIterable<ImportItem>;
}
