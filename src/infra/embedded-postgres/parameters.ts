/** Postgres's settings by name. */
export type Parameters = Record<string, string>;

/**
 * How the embedded Postgres is set up. They are given on the command line at each start, so a newer
 * version of the product brings its own and a data folder never carries old ones along.
 */
export function parametersFor(socketDir: string, overrides: Parameters): Parameters {
  return {
    // Only a Unix socket: no port that could be taken, nothing to reach from elsewhere.
    listen_addresses: '',
    // A list; quoted, a comma or a space in a path is no separator.
    unix_socket_directories: `"${socketDir.replaceAll('"', '""')}"`,
    unix_socket_permissions: '0700',
    // All processes of the product together stay below 100; torture and several workers need more.
    max_connections: '200',
    shared_buffers: '128MB',
    // What is acknowledged is on disk.
    fsync: 'on',
    synchronous_commit: 'on',
    full_page_writes: 'on',
    // Enough for a standby or an archive, should the operator attach one.
    wal_level: 'replica',
    // Rows are small and short-lived queries many: compiling them costs more than it brings.
    jit: 'off',
    timezone: 'UTC',
    log_timezone: 'UTC',
    lc_messages: 'C',
    // Errors of statements go to the app, which knows what is personal in them. Postgres would write
    // addresses and names into its log with the failed statement.
    log_min_messages: 'log',
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    log_checkpoints: 'off',
    ...overrides,
  };
}

/** The parameters as arguments of the `postgres` program. */
export function asArguments(parameters: Parameters): string[] {
  return Object.entries(parameters).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}
