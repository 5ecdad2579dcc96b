import postgres from 'postgres';

/** Opens postgres.js on an address, whichever way it names its host. */
export function connect(
  address: string,
  options: postgres.Options<Record<string, never>> = {},
): postgres.Sql {
  const { url, socket } = connectionTarget(address);
  const sql = postgres(url, { ...options, ...socket });
  // Without it a crash of Postgres ends this process, or worse.
  if (!('endsCleanly' in sql)) {
    throw new Error('the package postgres is not mended: run node scripts/patch-postgres.mjs');
  }
  return sql;
}

/** What postgres.js has to be told besides the address. */
export interface ConnectionTarget {
  url: string;
  /** The socket's file, for an address that names a folder instead of a host. */
  socket: { path: string } | Record<string, never>;
}

/**
 * Splits an address for postgres.js, which knows nothing of the two usual ways to name a Unix socket in
 * one: `postgres://user@%2Frun%2Fpostgresql/db` and `postgres://user@/db?host=/run/postgresql`.
 */
export function connectionTarget(address: string): ConnectionTarget {
  const emptyHost = /^(postgres(?:ql)?:\/\/(?:[^/?@]*@)?)(:\d+)?(?=\/|\?|$)/;
  const url = new URL(address.replace(emptyHost, '$1localhost$2'));
  const folder = url.searchParams.get('host') ?? decodeURIComponent(url.hostname);
  const port = url.searchParams.get('port') ?? (url.port || '5432');
  if (!folder.startsWith('/')) return { url: address, socket: {} };
  url.searchParams.delete('host');
  url.searchParams.delete('port');
  url.hostname = 'localhost';
  return { url: url.href, socket: { path: `${folder}/.s.PGSQL.${port}` } };
}
