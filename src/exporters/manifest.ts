/** `manifest.json` of a bundle: what is in it, for whom, and the SHA-256 of each file. */
import { z } from 'zod';
import { bundleRequest } from '../domain/bundle.ts';

export const manifestName = 'manifest.json';
export const bundleFormatVersion = 1;

export const manifestFile = z.object({
  path: z.string().min(1).max(300),
  sha256: z.string().regex(/^[0-9a-f]{64}$/, 'not a SHA-256 in lower-case hex'),
  bytes: z.int().nonnegative(),
});
export type ManifestFile = z.infer<typeof manifestFile>;

export const manifest = bundleRequest.extend({
  format: z.literal('lurewatch-bundle'),
  formatVersion: z.int().min(1),
  software: z.string(),
  createdAt: z.iso.datetime(),
  notice: z.string(),
  leadCount: z.int().nonnegative(),
  hasDemonstration: z.boolean(),
  files: z.array(manifestFile).max(100_000),
  /** SHA-256 of captures that the leads name and that could not go along. */
  notIncluded: z.array(z.object({ sha256: z.string(), reason: z.string() })),
});
export type Manifest = z.infer<typeof manifest>;
