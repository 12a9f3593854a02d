/**
 * A small shell that outlives this process by a second: when this one ends in whatever way, SIGKILL included, its
 * pipe closes, and the shell ends the browser's whole process group. A browser that hangs does not see its own pipe.
 */
import { spawn } from 'node:child_process';
import { processGroupOf, profileFolderOf } from './browser-processes.ts';

const script = `read -r word
[ "$word" = done ] && exit 0
sleep 1
kill -9 -- "-$1" 2>/dev/null
kill -9 "$2" 2>/dev/null
sleep 1
case "$3" in */playwright_chromiumdev_profile-*) rm -rf -- "$3" ;; esac`;

/** Call the answer when the browser has ended. */
export const watchOwner = (browserPid: number): (() => void) => {
  if (process.platform === 'win32') return () => undefined;
  const shell = spawn(
    '/bin/sh',
    [
      '-c',
      script,
      'lurewatch-browser-watch',
      String(processGroupOf(browserPid)),
      String(browserPid),
      profileFolderOf(browserPid) ?? '',
    ],
    // A session of its own: what ends this process's group must not end the shell.
    { detached: true, stdio: ['pipe', 'ignore', 'ignore'], env: { PATH: '/usr/bin:/bin' } },
  );
  // Without a shell the browser still ends by its own pipe, except when it hangs.
  shell.on('error', () => undefined);
  shell.stdin.on('error', () => undefined);
  shell.unref();
  (shell.stdin as unknown as { unref(): void }).unref();
  return () => void shell.stdin.end('done\n');
};
