import { execFile, type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import type { Logger } from 'pino';
import { StartupProblem } from '#infra/env/startup-problem.ts';

/** The user Postgres runs as. It refuses to run as root, so root has to lend it another one. */
export interface Account {
  uid: number;
  gid: number;
}

/** The account for Postgres, or null where it runs as whoever runs the app. */
export async function chooseAccount(clusterDir: string, log: Logger): Promise<Account | null> {
  if (process.getuid?.() !== 0) return null;
  // A folder that already belongs to somebody stays theirs.
  if (existsSync(clusterDir)) {
    const { uid, gid } = statSync(clusterDir);
    if (uid !== 0) return { uid, gid };
  }
  const existing = accountNamed('postgres');
  if (existing) return existing;
  try {
    await promisify(execFile)('useradd', [
      '--system',
      '--user-group',
      '--no-create-home',
      'postgres',
    ]);
    log.info('added the system user "postgres", because Postgres does not run as root');
  } catch (error) {
    log.debug({ err: error }, 'could not add a system user for Postgres');
  }
  const account = accountNamed('postgres') ?? accountNamed('nobody');
  if (account) return account;
  throw new StartupProblem(
    'DATABASE_URL',
    'the embedded Postgres does not run as root and there is no user "postgres"; start as another user or name a Postgres of your own',
  );
}

function accountNamed(name: string): Account | null {
  for (const line of readFileSync('/etc/passwd', 'utf8').split('\n')) {
    const [user, , uid, gid] = line.split(':');
    if (user === name && uid && gid) return { uid: Number(uid), gid: Number(gid) };
  }
  return null;
}

export interface SpawnAs extends SpawnOptions {
  account: Account | null;
  /** Folders and files the process must be able to reach. */
  reaches: string[];
}

/**
 * Starts a process as an account. Where the account can't pass a folder on the way (a clone below
 * /root, a DATA_DIR that only root may enter), the process gets the one capability to search and read
 * past folders, through util-linux's setpriv. Postgres looks at its own binary with access(2), which
 * drops the capabilities of anyone but root unless `no_setuid_fixup` is set.
 */
export function spawnAs(command: string, args: string[], options: SpawnAs): ChildProcess {
  const { account, reaches, ...rest } = options;
  if (!account) return spawn(command, args, rest);
  const { uid, gid } = account;
  if (reaches.every((path) => canReach(path, account)))
    return spawn(command, args, { ...rest, uid, gid });
  const capability = passingCapability();
  const setpriv = ['/usr/bin/setpriv', '/bin/setpriv'].find((path) => existsSync(path));
  const blocked = reaches.find((path) => !canReach(path, account)) ?? command;
  if (!capability || !setpriv)
    throw new StartupProblem(
      'DATA_DIR',
      `Postgres runs as uid ${uid}, which can't reach ${blocked}; use folders it may enter, or start as another user than root`,
    );
  const grant = [
    `--reuid=${uid}`,
    `--regid=${gid}`,
    '--clear-groups',
    `--inh-caps=+${capability}`,
    `--ambient-caps=+${capability}`,
    '--securebits=+no_setuid_fixup',
  ];
  return spawn(setpriv, [...grant, command, ...args], rest);
}

/** Whether the account may pass every folder above a path, by their permission bits. */
function canReach(path: string, account: Account): boolean {
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    const { mode, uid, gid } = statSync(folder);
    const shift = uid === account.uid ? 6 : gid === account.gid ? 3 : 0;
    if (((mode >> shift) & 1) === 0) return false;
    if (folder === dirname(folder)) return true;
  }
}

/** The weaker of the two capabilities that pass folders, if this process has one (Linux only). */
function passingCapability(): 'dac_read_search' | 'dac_override' | null {
  if (process.platform !== 'linux') return null;
  const effective = /^CapEff:\s*([0-9a-f]+)/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1];
  const bits = BigInt(`0x${effective ?? '0'}`);
  if (bits & (1n << 2n)) return 'dac_read_search';
  if (bits & (1n << 1n)) return 'dac_override';
  return null;
}
