/** A process that takes one picture in and prepares it, and says what that took. */
import { readFile } from 'node:fs/promises';
import type { ImageFormatName } from '#domain/files/file.formats.ts';
import { checkImage } from '#infra/images/check-image.ts';
import { walkStructure } from '#infra/images/structure/walkers.ts';
import { makeRenditions } from '#worker/files/renditions.ts';

export interface Cost {
  isTaken: boolean;
  checkSeconds: number;
  prepareSeconds: number;
  /** At its highest, above what the process had before. */
  grownBytes: number;
}

async function peakBytes(): Promise<number> {
  const status = await readFile('/proc/self/status', 'utf8');
  return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1]) * 1_024;
}

function seconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000_000;
}

async function costOf(path: string, format: ImageFormatName): Promise<Cost> {
  const bytes = await readFile(path);
  const idleBytes = await peakBytes();
  const startedAt = seconds();
  const walk = walkStructure(format);
  walk.push(bytes);
  const { ok } = await checkImage(path, { format, structure: walk.structure });
  const checkedAt = seconds();
  if (ok) await makeRenditions(bytes, { format, type: 'image' });
  return {
    isTaken: ok,
    checkSeconds: checkedAt - startedAt,
    prepareSeconds: seconds() - checkedAt,
    grownBytes: (await peakBytes()) - idleBytes,
  };
}

const [path = '', format] = process.argv.slice(2);
process.stdout.write(JSON.stringify(await costOf(path, format as ImageFormatName)));
