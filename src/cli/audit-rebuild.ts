import {
  rebuildReadModels,
  rebuildSchema,
  type RebuildVerdict,
} from '#infra/audit/rebuild-read-models.ts';
import { openDatabase } from '#infra/db/database.ts';
import { SubjectKeys } from '#infra/log/subject-keys.ts';
import { projections } from '#readmodels/registry.ts';
import { type Command, showProgress } from './command.ts';
import { otherKeySentences, tableSentences } from './sentences.ts';

export const auditRebuild: Command = {
  name: 'audit rebuild',
  usage: '[--json]',
  summary: 'Make the read models again from the log, beside the live ones, and switch to them.',
  options: { json: { type: 'boolean' } },

  async run({ ownerUrl }, { options }) {
    const applicationName = 'ecosystia audit rebuild';
    // As the owner: the app's own role may not make a schema.
    const connection = { url: ownerUrl, role: null, applicationName };
    // One connection for the lock that says that a rebuild is under way, one to work.
    await using database = openDatabase({
      ...connection,
      maxConnections: 2,
      searchPath: rebuildSchema,
    });
    await using keysDatabase = openDatabase({ ...connection, maxConnections: 1 });
    const keys = new SubjectKeys(keysDatabase.sql);
    const verdict = await rebuildReadModels({
      database,
      keys,
      projections,
      onProgress: showProgress('replay: position'),
    });
    const closedByAnotherKey = [...keys.closedByAnother];
    if (options['json']) console.log(JSON.stringify({ ...verdict, closedByAnotherKey }));
    else {
      const lines = [...describe(verdict), ...otherKeySentences(closedByAnotherKey)];
      for (const line of lines) console.log(line);
    }
    return 0;
  },
};

function describe({ startedAnew, behind, tables, position }: RebuildVerdict): string[] {
  const differing = tables.filter(({ difference }) => difference);
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  return [
    ...(startedAnew ? ['A rebuild that had not ended was cleared away first.'] : []),
    ...behind.map(
      ({ name, position: at }) => `${name} stood at position ${at} and was brought on.`,
    ),
    differing.length === 0
      ? `The live read models were right: ${rows} rows in ${tables.length} tables, at position ${position}.`
      : 'The live read models differed from the log, and now do not. First differences:',
    ...differing.flatMap(tableSentences),
  ];
}
