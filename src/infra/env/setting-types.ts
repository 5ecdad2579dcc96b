/** The kinds of values that settings have. Their messages complete "NAME: …" and never repeat the value. */
import { isIP } from 'node:net';
import { z } from 'zod';

const digits = /^\d+$/;

/** A TCP port; 0 lets the system choose. */
export const port = z
  .string()
  .regex(digits, 'must be a port number from 0 to 65535')
  .transform(Number)
  .refine((value) => value <= 65_535, 'must be a port number from 0 to 65535');

export const bytes = z
  .string()
  .regex(digits, 'must be a whole number of bytes, for example 5242880')
  .transform(Number)
  .refine((value) => value > 0 && Number.isSafeInteger(value), 'must be more than 0 bytes');

export function milliseconds({ min, max }: { min: number; max: number }) {
  const message = `must be a whole number of milliseconds from ${min} to ${max}`;
  return z
    .string()
    .regex(digits, message)
    .transform(Number)
    .refine((value) => value >= min && value <= max, message);
}

const switches: Record<string, boolean> = {
  on: true,
  true: true,
  yes: true,
  '1': true,
  off: false,
  false: false,
  no: false,
  '0': false,
};

export const onOff = z.string().transform((text, context) => {
  const value = switches[text.toLowerCase()];
  if (value !== undefined) return value;
  context.addIssue('must be on or off');
  return z.NEVER;
});

export const email = z.email('must be an email address');

/** An address, or a name and an address in angle brackets. */
export const mailAddress = z
  .string()
  .regex(/^([^<>\r\n"]{1,100} )?<[^<>\s@]+@[^<>\s@]+>$|^[^<>\s@]+@[^<>\s@]+$/, {
    error: 'must be an address, for example EcosystIA <team@example.org>',
  });

/** Scheme, host and port of a web address; a path would never match a browser's Origin. */
export const origin = z.string().transform((text, context) => {
  const url = URL.parse(text);
  const isOrigin =
    url && isHttp(url) && url.pathname === '/' && !url.search && !url.hash && !url.username;
  if (isOrigin) return url.origin;
  context.addIssue('must be an address without a path, for example https://team.example.org');
  return z.NEVER;
});

/** A web address that may have a path; without a slash at its end. */
export const httpAddress = z.string().transform((text, context) => {
  const url = URL.parse(text);
  if (url && isHttp(url)) return url.href.replace(/\/$/, '');
  context.addIssue('must be an address that begins with http:// or https://');
  return z.NEVER;
});

/** The beginning of a path that a proxy keeps to itself; without a slash at its end. */
export const internalPath = z
  .string()
  .regex(/^(\/[\w.-]+)+\/?$/, 'must be a path, for example /stored-files')
  .transform((path) => path.replace(/\/$/, ''));

function isHttp(url: URL): boolean {
  return url.protocol === 'http:' || url.protocol === 'https:';
}

/** The address of a service by one of its schemes, kept as it is given. */
export function serviceAddress(...schemes: string[]) {
  const names = schemes.map((scheme) => `${scheme}://`).join(' or ');
  // Postgres's addresses may leave out the host, which URL does not take: only the scheme is judged.
  return z.string().refine((text) => {
    const scheme = /^([a-z]+):\/\/./i.exec(text)?.[1]?.toLowerCase();
    return scheme !== undefined && schemes.includes(scheme);
  }, `must be an address that begins with ${names}`);
}

/** A mail server: what it needs besides its scheme is a host, and a port that is one. */
export const mailServer = serviceAddress('smtp', 'smtps').refine(
  (text) => Boolean(URL.parse(text)?.hostname),
  'must be an address like smtps://user:password@mail.example.org:465',
);

/** Where clamd listens: a host, or a Unix socket. */
export const clamdAddress = z.string().refine((text) => {
  const url = URL.parse(text);
  if (url?.protocol === 'tcp:') return url.hostname !== '' && /^\/?$/.test(url.pathname);
  return url?.protocol === 'unix:' && url.host === '' && url.pathname.length > 1;
}, 'must be an address like tcp://127.0.0.1:3310 or unix:///run/clamav/clamd.ctl');

/** Values separated by commas. */
export function list<Item extends z.ZodType<string, string>>(item: Item) {
  return z
    .string()
    .transform((text) =>
      text
        .split(',')
        .map((part) => part.trim())
        .filter(Boolean),
    )
    .pipe(z.array(item));
}

/** A selection of the formats that a type of upload knows; all of them when unset. */
export function formats<const Format extends string>(known: readonly Format[]) {
  const message = `must be some of ${known.join(', ')}`;
  return z
    .string()
    .optional()
    .transform((text, context): readonly Format[] => {
      if (text === undefined) return known;
      const wanted = text.split(',').map((part) => part.trim().toLowerCase());
      const chosen = known.filter((format) => wanted.includes(format));
      if (chosen.length === new Set(wanted).size) return chosen;
      context.addIssue(message);
      return z.NEVER;
    });
}

/** Whose X-Forwarded-* headers count: off, on, a number of proxies, or their addresses. */
export const proxyTrust = z.string().transform((text, context): boolean | number | string[] => {
  if (digits.test(text)) return Number(text);
  const value = switches[text.toLowerCase()];
  if (value !== undefined) return value;
  const addresses = text.split(',').map((part) => part.trim());
  if (addresses.every(isAddressOrRange)) return addresses;
  context.addIssue('must be on, off, a number of proxies, or addresses separated by commas');
  return z.NEVER;
});

function isAddressOrRange(text: string): boolean {
  if (['loopback', 'linklocal', 'uniquelocal'].includes(text)) return true;
  const [address = '', bits, ...more] = text.split('/');
  const version = isIP(address);
  if (version === 0 || more.length > 0) return false;
  return bits === undefined || (digits.test(bits) && Number(bits) <= (version === 4 ? 32 : 128));
}
