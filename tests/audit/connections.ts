import { rebuildReadModels, rebuildSchema } from '#infra/audit/rebuild-read-models.ts';
import { verifyReadModels } from '#infra/audit/verify-read-models.ts';
import { openDatabase } from '#infra/db/database.ts';
import { SubjectKeys } from '#infra/log/subject-keys.ts';
import { projections } from '#readmodels/registry.ts';

function open(url: string, searchPath?: string) {
  return openDatabase({
    url,
    applicationName: 'ecosystia audit test',
    maxConnections: 2,
    role: null,
    ...(searchPath ? { searchPath } : {}),
  });
}

/** @param keysUrl where its keys are, if not with everything else. */
export async function verify(ownerUrl: string, keysUrl = ownerUrl) {
  await using database = open(ownerUrl);
  await using keysDatabase = open(keysUrl);
  return await verifyReadModels({ database, keys: new SubjectKeys(keysDatabase.sql), projections });
}

export async function rebuild(
  ownerUrl: string,
  onProgress: (position: number, upTo: number) => void = () => {},
) {
  await using database = open(ownerUrl, rebuildSchema);
  await using keysDatabase = open(ownerUrl);
  const keys = new SubjectKeys(keysDatabase.sql);
  return await rebuildReadModels({ database, keys, projections, onProgress });
}

/** The tables in which a verification or rebuild found a difference. */
export function differing(verdict: { tables: { table: string; difference: unknown }[] }): string[] {
  return verdict.tables.filter(({ difference }) => difference).map(({ table }) => table);
}
