/** Checks a bundle offline against its own manifest and names what is wrong. The file may be hostile. */
import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { sumOfFile } from './bundle.ts';
import { bundleFormatVersion, type Manifest, manifest, manifestName } from './manifest.ts';

export type BundleProblemCode =
  | 'not-a-bundle'
  | 'unreadable-manifest'
  | 'missing-file'
  | 'changed-file'
  | 'extra-file'
  | 'duplicate-file'
  | 'unsafe-name'
  | 'encrypted-file'
  | 'unreadable-file'
  | 'too-large'
  | 'manifest-differs';

export interface BundleProblem {
  code: BundleProblemCode;
  /** File within the bundle. */
  path?: string;
  message: string;
}

export interface BundleReport {
  isIntact: boolean;
  /** SHA-256, hex, of the whole file: to be compared with what the sender says. */
  fileHash: string;
  bytes: number;
  manifest?: Manifest;
  checkedFiles: number;
  problems: BundleProblem[];
}

export const bundleLimits = {
  entries: 100_000,
  manifestBytes: 64 * 1024 * 1024,
  /** All files unpacked. */
  unpackedBytes: 64 * 1024 ** 3,
  leadsBytes: 256 * 1024 * 1024,
  problems: 200,
} as const;
export type BundleLimits = { readonly [Name in keyof typeof bundleLimits]: number };

class BundleFault extends Error {
  override name = 'BundleFault';
  readonly code: BundleProblemCode;
  constructor(code: BundleProblemCode, message: string) {
    super(message);
    this.code = code;
  }
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const openZip = (file: string): Promise<ZipFile> =>
  openPromise(file, { lazyEntries: true, autoClose: false, strictFileNames: true }).catch(
    (error: unknown) => {
      throw new BundleFault('not-a-bundle', `it can't be read as a zip file: ${reasonOf(error)}`);
    },
  );

type Report = (problem: BundleProblem) => void;

const nameFault = /invalid characters in fileName|absolute path|invalid relative path/i;

const readEntries = async (
  zip: ZipFile,
  limits: BundleLimits,
  report: Report,
): Promise<Map<string, Entry>> => {
  if (zip.entryCount > limits.entries)
    throw new BundleFault(
      'too-large',
      `it claims ${zip.entryCount} files; more than ${limits.entries} are not read`,
    );
  const entries = new Map<string, Entry>();
  let unpackedBytes = 0;
  try {
    for await (const entry of zip.eachEntry()) {
      const path = entry.fileName;
      unpackedBytes += entry.uncompressedSize;
      if (entries.has(path)) report({ code: 'duplicate-file', path, message: 'it is in the bundle twice' });
      else entries.set(path, entry);
    }
  } catch (error) {
    const code = nameFault.test(reasonOf(error)) ? 'unsafe-name' : 'not-a-bundle';
    throw new BundleFault(code, `its list of files can't be read: ${reasonOf(error)}`);
  }
  if (unpackedBytes > limits.unpackedBytes)
    throw new BundleFault('too-large', `it would unpack to ${unpackedBytes} bytes; that much is not read`);
  return entries;
};

const openEntry = async (zip: ZipFile, entry: Entry): Promise<Readable> => {
  if (entry.isEncrypted()) throw new BundleFault('encrypted-file', 'it is encrypted; a bundle never is');
  return zip.openReadStreamPromise(entry);
};

const readWhole = async (zip: ZipFile, entry: Entry, maxBytes: number): Promise<Buffer> => {
  if (entry.uncompressedSize > maxBytes)
    throw new BundleFault(
      'too-large',
      `it has ${entry.uncompressedSize} bytes; at most ${maxBytes} are read`,
    );
  const pieces: Buffer[] = [];
  for await (const piece of await openEntry(zip, entry)) pieces.push(piece as Buffer);
  return Buffer.concat(pieces);
};

const readManifest = async (
  zip: ZipFile,
  entry: Entry | undefined,
  limits: BundleLimits,
): Promise<Manifest> => {
  if (!entry)
    throw new BundleFault(
      'unreadable-manifest',
      `there is no ${manifestName} in it; is it a Lurewatch bundle?`,
    );
  try {
    const text = (await readWhole(zip, entry, limits.manifestBytes)).toString('utf8');
    const parsed = manifest.safeParse(JSON.parse(text));
    if (!parsed.success) throw new Error(firstIssue(parsed.error.issues));
    if (parsed.data.formatVersion > bundleFormatVersion)
      throw new Error(`format version ${parsed.data.formatVersion} is newer than this Lurewatch: update it`);
    return parsed.data;
  } catch (error) {
    throw new BundleFault('unreadable-manifest', `${manifestName} can't be read: ${reasonOf(error)}`);
  }
};

const firstIssue = (issues: readonly { path: PropertyKey[]; message: string }[]): string =>
  issues
    .slice(0, 3)
    .map((issue) => `${issue.path.map(String).join('.') || 'the whole'}: ${issue.message}`)
    .join('; ');

const checkFile = async (
  zip: ZipFile,
  entry: Entry,
  expected: { sha256: string; bytes: number },
): Promise<BundleProblem | undefined> => {
  const path = entry.fileName;
  if (entry.uncompressedSize !== expected.bytes && !entry.isEncrypted())
    return {
      code: 'changed-file',
      path,
      message: `it has ${entry.uncompressedSize} bytes, the manifest says ${expected.bytes}`,
    };
  try {
    const hash = createHash('sha256');
    for await (const piece of await openEntry(zip, entry)) hash.update(piece as Buffer);
    const sum = hash.digest('hex');
    if (sum === expected.sha256) return undefined;
    return {
      code: 'changed-file',
      path,
      message: `its SHA-256 is ${sum}, the manifest says ${expected.sha256}`,
    };
  } catch (error) {
    const code = error instanceof BundleFault ? error.code : 'unreadable-file';
    return { code, path, message: reasonOf(error) };
  }
};

/** The head of leads.json says the same things as the manifest; whoever changed one forgot the other. */
const checkAgainstLeads = async (
  zip: ZipFile,
  entry: Entry | undefined,
  listed: Manifest,
): Promise<BundleProblem[]> => {
  if (!entry || entry.uncompressedSize > bundleLimits.leadsBytes) return [];
  const head = JSON.parse((await readWhole(zip, entry, bundleLimits.leadsBytes)).toString('utf8')) as Record<
    string,
    unknown
  >;
  const count = Array.isArray(head.leads) ? head.leads.length : -1;
  const told: [string, unknown, unknown][] = [
    ['marking', listed.marking, head.marking],
    ['purpose', listed.purpose, head.purpose],
    ['recipient', listed.recipient, head.recipient],
    ['createdAt', listed.createdAt, head.createdAt],
    ['hasDemonstration', listed.hasDemonstration, head.hasDemonstration],
    ['leadCount', listed.leadCount, count],
  ];
  return told
    .filter(([, inManifest, inLeads]) => inManifest !== inLeads)
    .map(([name, inManifest, inLeads]) => ({
      code: 'manifest-differs',
      path: manifestName,
      message: `it says ${name} is ${JSON.stringify(inManifest)}, leads.json says ${JSON.stringify(inLeads)}`,
    }));
};

const checkContents = async (zip: ZipFile, limits: BundleLimits, report: Report) => {
  const entries = await readEntries(zip, limits, report);
  const listed = await readManifest(zip, entries.get(manifestName), limits);
  const expected = new Map(listed.files.map((file) => [file.path, file]));
  let checkedFiles = 0;
  let areLeadsIntact = false;
  for (const file of expected.values()) {
    const entry = entries.get(file.path);
    const problem: BundleProblem | undefined = entry
      ? await checkFile(zip, entry, file)
      : {
          code: 'missing-file',
          path: file.path,
          message: 'the manifest lists it, but it is not in the bundle',
        };
    checkedFiles += 1;
    if (problem) report(problem);
    else if (file.path === 'leads.json') areLeadsIntact = true;
  }
  for (const path of entries.keys())
    if (path !== manifestName && !expected.has(path))
      report({ code: 'extra-file', path, message: 'it is in the bundle, but the manifest does not list it' });
  if (areLeadsIntact)
    for (const problem of await checkAgainstLeads(zip, entries.get('leads.json'), listed)) report(problem);
  return { manifest: listed, checkedFiles };
};

/** Rejects only when the file itself can't be opened; everything about its contents is in the report. */
export const verifyBundle = async (
  file: string,
  limits: BundleLimits = bundleLimits,
): Promise<BundleReport> => {
  const sum = await sumOfFile(file);
  const problems: BundleProblem[] = [];
  const report: Report = (problem) => {
    if (problems.length < limits.problems) problems.push(problem);
  };
  let zip: ZipFile | undefined;
  let contents: { manifest?: Manifest; checkedFiles: number } = { checkedFiles: 0 };
  try {
    zip = await openZip(file);
    contents = await checkContents(zip, limits, report);
  } catch (error) {
    report({ code: error instanceof BundleFault ? error.code : 'not-a-bundle', message: reasonOf(error) });
  } finally {
    zip?.close();
  }
  return { isIntact: problems.length === 0, ...sum, ...contents, problems };
};
