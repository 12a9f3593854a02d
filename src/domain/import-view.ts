/** What people see of an import: before it, while it runs and afterwards. */
import { z } from 'zod';

export const importLimits = {
  entries: 50_000,
  bytes: 8 * 1024 ** 3,
  entryBytes: 4 * 1024 ** 3,
  /** Unpacked to packed, of a ZIP as a whole: text packs 20 to 1, a bomb 1,000 to 1. */
  ratio: 200,
  problems: 1000,
  participants: 5000,
  imagesPerItem: 10,
  basisChars: 500,
} as const;

export const importState = z.enum(['running', 'done', 'failed', 'undone']);
export type ImportState = z.infer<typeof importState>;

export const importCounts = z.object({
  new: z.int(),
  known: z.int(),
  changed: z.int(),
  protected: z.int(),
  skipped: z.int(),
  bad: z.int(),
  leads: z.int(),
});
export type ImportCounts = z.infer<typeof importCounts>;

export const importView = z.object({
  id: z.string(),
  name: z.string(),
  importer: z.string(),
  isPrivate: z.boolean(),
  basis: z.string(),
  state: importState,
  position: z.int(),
  totalItems: z.int().nullable(),
  counts: importCounts,
  error: z.string().nullable(),
  suppliedBy: z.string().nullable(),
  createdAt: z.string(),
  finishedAt: z.string().nullable(),
  undoneAt: z.string().nullable(),
});
export type ImportView = z.infer<typeof importView>;

export const importProblem = z.object({ kind: z.string(), position: z.string(), reason: z.string() });
export type ImportProblem = z.infer<typeof importProblem>;

export const importPerson = z.object({
  id: z.string(),
  name: z.string(),
  contacts: z.array(z.string()),
  messages: z.int(),
  isExporter: z.boolean(),
});
export type ImportPerson = z.infer<typeof importPerson>;

export const importPreview = z.object({
  name: z.string(),
  importer: z.string(),
  label: z.string(),
  isPrivate: z.boolean(),
  /** All that may read it, the surest first; several that are equally sure: a person has to say which. */
  fitting: z.array(z.object({ id: z.string(), label: z.string(), fit: z.number() })),
  options: z.record(z.string(), z.unknown()),
  /** JSON Schema of the importer's options. */
  schema: z.unknown(),
  totalItems: z.int(),
  bad: z.int(),
  skipped: z.int(),
  people: z.array(importPerson),
  items: z.array(
    z.object({
      position: z.string(),
      title: z.string(),
      text: z.string(),
      sentAt: z.string().nullable(),
      sender: z.string().nullable(),
      images: z.int(),
    }),
  ),
  problems: z.array(importProblem),
});
export type ImportPreview = z.infer<typeof importPreview>;

/** Who in a private file is never stored, and on what ground it was handed in. */
export const protectionAnswer = z.object({
  /** Ids of participants. */
  people: z.array(z.string().max(500)).max(importLimits.participants).default([]),
  /** Further names, numbers, addresses and handles. */
  others: z.array(z.string().trim().min(2).max(200)).max(200).default([]),
  /** Said on purpose: nobody in it needs protection. */
  isNobody: z.boolean().default(false),
  basis: z.string().trim().max(importLimits.basisChars).default(''),
});
export type ProtectionAnswer = z.infer<typeof protectionAnswer>;

export const importStart = z.object({
  importer: z.string().min(1).max(60).optional(),
  options: z.record(z.string(), z.unknown()).default({}),
  protection: protectionAnswer.prefault({}),
});
export type ImportStart = z.infer<typeof importStart>;
