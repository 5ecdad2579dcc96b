/** Heads of requests and parts of forms, byte by byte: also such as no client sends. */
const boundary = 'X';
export const rawFormType = `multipart/form-data; boundary=${boundary}`;

export function requestHead(
  headers: Record<string, string | number>,
  { method = 'POST', path = '/' }: { method?: string; path?: string } = {},
): string {
  const all = { host: 'localhost', ...headers };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return `${method} ${path} HTTP/1.1\r\n${lines.join('')}\r\n`;
}

export const partHead = (disposition: string, more = '') =>
  `--${boundary}\r\nContent-Disposition: form-data; ${disposition}\r\n${more}\r\n`;
export const file = (
  bytes: Buffer | string,
  disposition = 'name="image"; filename="a.jpg"',
  more = '',
) =>
  Buffer.concat([
    Buffer.from(partHead(disposition, more)),
    Buffer.from(bytes),
    Buffer.from('\r\n'),
  ]);
export const field = (name: string, value: string, more = '') =>
  Buffer.from(`${partHead(`name="${name}"`, more)}${value}\r\n`);
export const close = Buffer.from(`--${boundary}--\r\n`);
export const closed = (...parts: Buffer[]) => Buffer.concat([...parts, close]);
