import type { StoredFile } from '#client/api/types.ts';
import { distinctNames, zipOf } from './zip.ts';

interface DownloadOptions {
  /** Without its ending. */
  archiveName: string;
  onFile: (count: number) => void;
}

/** One file as it is, several in one archive. */
export async function downloadFiles(
  files: readonly StoredFile[],
  { archiveName, onFile }: DownloadOptions,
): Promise<void> {
  const [first] = files;
  if (!first) return;
  if (files.length === 1) return save(first.download_url, first.original_name);
  const names = distinctNames(files.map(({ original_name: name }) => name));
  const parts: { name: string; bytes: Uint8Array<ArrayBuffer>; at: Date }[] = [];
  for (const [index, file] of files.entries()) {
    const answer = await fetch(file.download_url);
    if (!answer.ok) throw new Error(`${file.id} was answered with ${answer.status}`);
    const bytes = new Uint8Array(await answer.arrayBuffer());
    parts.push({ name: names[index] ?? file.id, bytes, at: new Date(file.created_at) });
    onFile(index + 1);
  }
  const url = URL.createObjectURL(zipOf(parts));
  save(url, `${archiveName}.zip`);
  // The browser has begun to write it by then.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

function save(url: string, name: string): void {
  const anchor = document.createElement('a');
  anchor.href = url;
  anchor.download = name;
  anchor.click();
}
