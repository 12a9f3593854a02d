/** What a person noted beside a picture. */
import { z } from 'zod';
import { readWhole } from '../entry-bytes.ts';
import type { ImportEntry } from '../importer.ts';
import { utf8Chunks } from '../text-chunks.ts';

const sidecar = z.object({
  text: z.string().max(100_000).optional(),
  title: z.string().max(500).optional(),
  url: z.url({ protocol: /^https?$/ }).optional(),
  employer: z.string().max(500).optional(),
  location: z.string().max(500).optional(),
  sentAt: z
    .string()
    .regex(/^\d{4}(-\d\d(-\d\d(T[\d:.]+(Z|[+-]\d\d:\d\d)?)?)?)?$/, 'must be a date such as 2026-11-23')
    .optional(),
});

export type Sidecar = { [Name in keyof z.infer<typeof sidecar>]?: string };

const maxBytes = 400_000;

export const readSidecar = async (entry: ImportEntry): Promise<Sidecar | { problem: string }> => {
  const bytes = await readWhole(utf8Chunks(entry.open()), maxBytes);
  if (!bytes) return { problem: 'the note is larger than 400 kB' };
  const text = bytes.toString('utf8');
  if (!/\.json$/i.test(entry.path)) return { text: text.trim() };
  try {
    const read = sidecar.safeParse(JSON.parse(text));
    if (!read.success)
      return { problem: `${read.error.issues[0]?.path.join('.')}: ${read.error.issues[0]?.message}` };
    return Object.fromEntries(
      Object.entries(read.data).filter(([, value]) => value !== undefined),
    ) as Sidecar;
  } catch (error) {
    return { problem: `the note is no JSON: ${error instanceof Error ? error.message : String(error)}` };
  }
};
