/** The file that a notification's link leads to; null for any other link. */
export function fileIdOfLink(link: string | null): string | null {
  return /^\/files\/([^/?#]+)$/u.exec(link ?? '')?.[1] ?? null;
}
