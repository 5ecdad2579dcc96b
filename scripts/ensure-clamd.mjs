import { spawnSync } from 'node:child_process';

/** @param {NodeJS.ProcessEnv} environment */
export function ensureClamd(environment) {
  const env = { ...environment, PATH: `${environment.PATH}:/usr/sbin` };
  if (spawnSync('clamd', ['--version'], { env }).status === 0) return;
  throw new Error("these tests need clamd, which is not installed (Debian's clamav-daemon has it)");
}
