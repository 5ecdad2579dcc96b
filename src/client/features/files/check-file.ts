/** What is accepted for each kind; the server decides by content, this only spares a useless wait. */
export const acceptedTypes = {
  image: {
    accept: {
      'image/jpeg': ['.jpg', '.jpeg'],
      'image/png': ['.png'],
      'image/gif': ['.gif'],
      'image/webp': ['.webp'],
    },
  },
} as const;

/** As the server counts it. */
export const megabyteBytes = 1024 * 1024;

export type AcceptedType = keyof typeof acceptedTypes;

export type FileProblem = 'type' | 'size' | 'empty';

/** What is wrong with a file before it is sent; null when nothing is. */
export function checkFile(
  file: { name: string; type: string; size: number },
  fileType: AcceptedType,
  maxSizeMb: number,
): FileProblem | null {
  const accept: Readonly<Record<string, readonly string[]>> = acceptedTypes[fileType].accept;
  const name = file.name.toLowerCase();
  const endings = Object.values(accept).flat();
  // Some systems give no type for a file that they do not know; then its name decides.
  const known = file.type ? file.type in accept : endings.some((ending) => name.endsWith(ending));
  if (!known) return 'type';
  if (file.size === 0) return 'empty';
  return file.size > maxSizeMb * megabyteBytes ? 'size' : null;
}
