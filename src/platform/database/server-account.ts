/** As whom PostgreSQL runs: it refuses to be root, and its account must reach programs and data. */
import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, lchownSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { MissingServiceError } from '../../domain/failure.ts';
import {
  areBinariesComplete,
  completeBinaries,
  copyBinaries,
  type NativeBinaries,
  programPath,
} from './native-binaries.ts';

export interface ServerAccount {
  /** For messages: `user postgres`, `a user namespace`, `you`. */
  label: string;
  binaries: NativeBinaries;
  /** Owner that the data files must have on disk. */
  ownerUid: number;
  ownerGid: number;
  /** How a program is started under this account. */
  command(
    program: string,
    args: string[],
  ): { file: string; args: string[]; options: { uid?: number; gid?: number } };
}

interface Candidate {
  label: string;
  ownerUid: number;
  ownerGid: number;
  command: ServerAccount['command'];
  /** True when others than the owner of `dataFolder` must be let pass through it. */
  needsPassage: boolean;
}

/**
 * Tries each way in turn by really running `postgres --version` and entering the folder: user namespaces may be
 * forbidden (containers), folders above may be closed (a checkout below /root), modes may be anything.
 * `canOpenFolder` allows mode 0711 for `folder`: nothing in it can be listed or read, but its account can pass.
 */
export const chooseServerAccount = (input: {
  binaries: NativeBinaries;
  /** Holds the cluster's folder; exists. */
  folder: string;
  /** Folders that may be given mode 0711 as a last resort. */
  passable: string[];
}): ServerAccount => {
  const candidates = process.getuid?.() === 0 ? rootCandidates() : userCandidates();
  const own = repairInPlace(input.binaries);
  const sources = own ? [() => own, () => copy(input)] : [() => copy(input)];
  const closed = candidates.filter((candidate) => !candidate.needsPassage);
  const opened = candidates.filter((candidate) => candidate.needsPassage);
  const found =
    firstThatRuns([...opened, ...closed], sources.slice(0, 1), input.folder) ??
    firstThatRuns(closed, sources, input.folder) ??
    firstAfterOpening(opened, sources, input);
  if (found) return found;
  throw new MissingServiceError(
    `PostgreSQL can't be run from ${input.binaries.folder} with data in ${input.folder} (tried as ${candidates.map((one) => one.label).join(', ')}): ` +
      'run Lurewatch as an ordinary user, set LUREWATCH_DATA to a folder that other users can pass, such as /var/lib/lurewatch, or set DATABASE_URL to a PostgreSQL server of your own.',
  );
};

const firstAfterOpening = (
  candidates: Candidate[],
  sources: (() => NativeBinaries)[],
  input: { folder: string; passable: string[] },
): ServerAccount | undefined => {
  if (candidates.length === 0) return undefined;
  for (const folder of input.passable) chmodSync(folder, 0o711);
  return firstThatRuns(candidates, sources, input.folder);
};

const firstThatRuns = (
  candidates: Candidate[],
  sources: (() => NativeBinaries)[],
  folder: string,
): ServerAccount | undefined => {
  for (const source of sources) {
    const binaries = source();
    const candidate = candidates.find((one) => canReach(one, binaries, folder));
    if (candidate) return { ...candidate, binaries };
  }
  return undefined;
};

const canReach = (candidate: Candidate, binaries: NativeBinaries, folder: string): boolean => {
  const check = 'cd "$1" && exec "$2" --version';
  const { file, args, options } = candidate.command('/bin/sh', [
    '-c',
    check,
    'sh',
    folder,
    programPath(binaries, 'postgres'),
  ]);
  return spawnSync(file, args, { ...options, stdio: 'ignore', cwd: '/' }).status === 0;
};

/** Undefined when the package's folder lacks links or modes and isn't ours to mend. */
const repairInPlace = (binaries: NativeBinaries): NativeBinaries | undefined => {
  if (areBinariesComplete(binaries.folder)) return binaries;
  try {
    completeBinaries(binaries.folder);
    return binaries;
  } catch (error) {
    if (['EACCES', 'EPERM', 'EROFS'].includes((error as NodeJS.ErrnoException).code ?? '')) return undefined;
    throw error;
  }
};

const copy = (input: { binaries: NativeBinaries; folder: string }): NativeBinaries =>
  copyBinaries(input.binaries, input.folder);

const plain: ServerAccount['command'] = (file, args) => ({ file, args, options: {} });

interface PasswdEntry {
  name: string;
  uid: number;
  gid: number;
}

const passwdEntries = (): PasswdEntry[] => {
  try {
    return readFileSync('/etc/passwd', 'utf8')
      .split('\n')
      .map((line) => line.split(':'))
      .filter((fields) => fields.length >= 4)
      .map(([name = '', , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }));
  } catch {
    // No such file (a container from scratch): only the plain way is left.
    return [];
  }
};

/** initdb looks its user's name up, so the number inside the namespace must be a known one. */
const inUserNamespace = (): Candidate[] => {
  const known = passwdEntries().find((entry) => entry.uid > 0 && entry.name !== 'nobody');
  if (process.platform !== 'linux' || !known) return [];
  return [
    {
      label: 'a user namespace',
      ownerUid: process.getuid?.() ?? 0,
      ownerGid: process.getgid?.() ?? 0,
      needsPassage: false,
      command: (file, args) => ({
        file: 'unshare',
        args: ['--user', `--map-user=${known.uid}`, '--', file, ...args],
        options: {},
      }),
    },
  ];
};

const asUser = ({ name, uid, gid }: PasswdEntry): Candidate => ({
  label: `user ${name}`,
  ownerUid: uid,
  ownerGid: gid,
  needsPassage: true,
  command: (file, args) => ({ file, args, options: { uid, gid } }),
});

const rootCandidates = (): Candidate[] => {
  const entries = passwdEntries();
  const users = ['lurewatch', 'postgres', 'nobody']
    .map((name) => entries.find((entry) => entry.name === name))
    .filter((entry) => entry !== undefined);
  return [...users.slice(0, 1).map(asUser), ...inUserNamespace()];
};

const userCandidates = (): Candidate[] => {
  const uid = process.getuid?.() ?? 0;
  const isKnown = process.platform !== 'linux' || passwdEntries().some((entry) => entry.uid === uid);
  const me: Candidate = {
    label: 'you',
    ownerUid: uid,
    ownerGid: process.getgid?.() ?? 0,
    needsPassage: false,
    command: plain,
  };
  return isKnown ? [me] : [...inUserNamespace(), me];
};

/** Gives a folder with all that is in it to the account; nothing to do when it has it already. */
export const giveTo = (account: ServerAccount, folder: string): void => {
  if (process.getuid?.() !== 0 || statSync(folder).uid === account.ownerUid) return;
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true }))
    lchownSync(join(entry.parentPath, entry.name), account.ownerUid, account.ownerGid);
  // Last, so that a killed change is begun again.
  chownSync(folder, account.ownerUid, account.ownerGid);
};
