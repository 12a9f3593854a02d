/** Writes leads as a bundle: a zip whose files, order and times depend on its contents alone. */
import { createHash, randomBytes } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import { type BundleRequest, exportNotice } from '../domain/bundle.ts';
import type { ExportLead } from '../domain/export-lead.ts';
import { exportFormats } from './export-formats.ts';
import type { ExportContext } from './format.ts';
import { bundleFormatVersion, type Manifest, type ManifestFile, manifestName } from './manifest.ts';
import { readmeText } from './readme-text.ts';

/** Of src/evidence/blob-store.ts; a `get` of changed bytes must throw. */
export interface BlobSource {
  has(hash: string): Promise<boolean>;
  get(hash: string): Promise<Buffer | undefined>;
}

export interface BundleInput {
  /** Where the finished bundle goes; it appears there whole or not at all. */
  file: string;
  leads: readonly ExportLead[];
  /** Ids of captures that show somebody protected. */
  protectedCaptures?: ReadonlySet<string>;
  request: BundleRequest;
  createdAt: Date;
  softwareVersion: string;
}

export interface WrittenBundle {
  /** SHA-256, hex, of the whole file. */
  fileHash: string;
  bytes: number;
  manifest: Manifest;
}

interface Part {
  path: string;
  open(): Promise<Readable>;
}

const textPart = (path: string, pieces: () => Iterable<string>): Part => ({
  path,
  open: async () => Readable.from(asBuffers(pieces())),
});

function* asBuffers(pieces: Iterable<string>): Iterable<Buffer> {
  for (const piece of pieces) yield Buffer.from(piece, 'utf8');
}

const blobPart = (path: string, hash: string, blobs: BlobSource): Part => ({
  path,
  open: async () => {
    const content = await blobs.get(hash);
    if (!content) throw new Error(`the bytes of capture ${hash} were removed while the bundle was written`);
    return Readable.from([content]);
  },
});

interface Captures {
  parts: Part[];
  notIncluded: Manifest['notIncluded'];
}

const captureParts = async (
  { leads, protectedCaptures = new Set() }: BundleInput,
  blobs: BlobSource,
): Promise<Captures> => {
  const wanted = new Map<
    string,
    { hash: string; isWithheld: boolean; withheldBecause?: string | undefined }
  >();
  const showsProtected = new Set<string>();
  for (const capture of leads.flatMap((lead) => lead.captures)) {
    const { hash, screenshotHash, isWithheld, withheldBecause } = capture;
    if (protectedCaptures.has(capture.id))
      for (const one of [hash, screenshotHash]) if (one) showsProtected.add(one);
    if (hash) wanted.set(`captures/${hash}`, { hash, isWithheld, withheldBecause });
    if (screenshotHash)
      wanted.set(`screenshots/${screenshotHash}`, { hash: screenshotHash, isWithheld, withheldBecause });
  }
  const parts: Part[] = [];
  const notIncluded: Manifest['notIncluded'] = [];
  for (const [path, { hash, isWithheld, withheldBecause }] of [...wanted].sort(([one], [other]) =>
    one < other ? -1 : 1,
  )) {
    if (isWithheld) notIncluded.push({ sha256: hash, reason: withheldBecause ?? 'quarantined or destroyed' });
    else if (showsProtected.has(hash)) notIncluded.push({ sha256: hash, reason: 'shows somebody protected' });
    else if (await blobs.has(hash)) parts.push(blobPart(path, hash, blobs));
    else notIncluded.push({ sha256: hash, reason: 'no longer kept' });
  }
  return { parts, notIncluded };
};

/** Passes bytes on and notes their sum and number. */
const measuring = (path: string, done: (file: ManifestFile) => void): Transform => {
  const hash = createHash('sha256');
  let bytes = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, next) {
      hash.update(chunk);
      bytes += chunk.length;
      next(null, chunk);
    },
    flush(next) {
      done({ path, sha256: hash.digest('hex'), bytes });
      next();
    },
  });
};

const formatParts = async (leads: readonly ExportLead[], context: ExportContext): Promise<Part[]> =>
  [...(await exportFormats()).values()].map((format) =>
    textPart(format.fileName, () => format.write(leads, context)),
  );

/** Entries are opened one after another, so that each sum is known before the manifest is written. */
const zipOf = (parts: readonly Part[], createdAt: Date, measured: ManifestFile[]): ZipFile => {
  const zip = new ZipFile();
  for (const part of parts)
    zip.addReadStreamLazy(part.path, { mtime: createdAt, mode: 0o100600 }, (give) => {
      part.open().then(
        (content) => {
          const meter = measuring(part.path, (file) => measured.push(file));
          content.on('error', (error) => meter.destroy(error));
          give(null, content.pipe(meter));
        },
        (error: Error) => zip.emit('error', error),
      );
    });
  zip.end();
  return zip;
};

export const writeBundle = async (input: BundleInput, blobs: BlobSource): Promise<WrittenBundle> => {
  const { leads, request, createdAt } = input;
  const context: ExportContext = {
    ...request,
    createdAt,
    softwareVersion: input.softwareVersion,
    notice: exportNotice,
  };
  const withCaptures = request.includeCapturesReason !== undefined;
  const captures: Captures = withCaptures ? await captureParts(input, blobs) : { parts: [], notIncluded: [] };
  const demonstrationCount = leads.filter((lead) => lead.isDemonstration).length;
  const measured: ManifestFile[] = [];
  const manifestOf = (): Manifest => ({
    format: 'lurewatch-bundle',
    formatVersion: bundleFormatVersion,
    software: `lurewatch ${input.softwareVersion}`,
    createdAt: createdAt.toISOString(),
    ...request,
    notice: exportNotice,
    leadCount: leads.length,
    hasDemonstration: demonstrationCount > 0,
    files: measured.filter((file) => file.path !== manifestName),
    notIncluded: captures.notIncluded,
  });
  const readme = readmeText({ context, leadCount: leads.length, demonstrationCount, withCaptures });
  const parts = [
    textPart('README.txt', () => [readme]),
    ...(await formatParts(leads, context)),
    ...captures.parts,
    textPart('SHA256SUMS', () => measured.map((file) => `${file.sha256}  ${file.path}\n`)),
    textPart(manifestName, () => [`${JSON.stringify(manifestOf(), null, 2)}\n`]),
  ];
  const written = await writeWhole(input.file, zipOf(parts, createdAt, measured));
  return { ...written, manifest: manifestOf() };
};

/** To a temporary file beside it first, so that a broken export leaves nothing that looks whole. */
const writeWhole = async (file: string, zip: ZipFile): Promise<{ fileHash: string; bytes: number }> => {
  const temporary = `${file}.${randomBytes(6).toString('hex')}.tmp`;
  const out = createWriteStream(temporary, { mode: 0o600, flags: 'wx' });
  try {
    const failed = new Promise<never>((_, reject) => zip.on('error', reject));
    await Promise.race([pipeline(zip.outputStream, out), failed]);
    await syncFile(temporary);
    const sum = await sumOfFile(temporary);
    await rename(temporary, file);
    return sum;
  } catch (error) {
    out.destroy();
    await rm(temporary, { force: true });
    throw error;
  }
};

const syncFile = async (path: string): Promise<void> => {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
};

export const sumOfFile = async (path: string): Promise<{ fileHash: string; bytes: number }> => {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of createReadStream(path)) {
    hash.update(chunk as Buffer);
    bytes += (chunk as Buffer).length;
  }
  return { fileHash: hash.digest('hex'), bytes };
};
