import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

/**
 * When a process began, as a text that no later process with the same pid can have: on Linux the boot
 * and the clock tick of its start, elsewhere the start as `ps` tells it. Null when there is no such
 * process (a zombie counts as none).
 */
export async function processBirth(pid: number): Promise<string | null> {
  if (process.platform !== 'linux') return psColumn(pid, 'lstart');
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null);
  if (!stat) return null;
  // The name, in parentheses, may hold spaces; the fields after it are plain. 3 is the state, 22 the start.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  if (fields[0] === 'Z' || fields[0] === 'X') return null;
  const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => '');
  return `${boot.trim()} ${fields[19]}`;
}

/** The command line of a process, or null when there is none. */
export async function processCommand(pid: number): Promise<string | null> {
  if (process.platform !== 'linux') return psColumn(pid, 'command');
  const line = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
  return line ? line.split('\0').join(' ') : null;
}

async function psColumn(pid: number, column: string): Promise<string | null> {
  const ps = await promisify(execFile)('ps', ['-p', String(pid), '-o', `${column}=`]).catch(
    () => null,
  );
  return ps?.stdout.trim() || null;
}
