import { type LogVerdict, verifyLog } from '#infra/audit/verify-log.ts';
import {
  type ReadModelsVerdict,
  ReplayStopped,
  verifyReadModels,
} from '#infra/audit/verify-read-models.ts';
import { openDatabase } from '#infra/db/database.ts';
import { SubjectKeys } from '#infra/log/subject-keys.ts';
import { projections } from '#readmodels/registry.ts';
import { type Command, showProgress } from './command.ts';
import { otherKeySentences, sentencesOf, tableSentences } from './sentences.ts';

/** Replaying needs one connection, and another for the keys beside it. */
const maxConnections = 1;

export const auditVerify: Command = {
  name: 'audit verify',
  usage: '[--json]',
  summary: 'Prove the log (order, chain) and compare the read models with a replay of it.',
  options: { json: { type: 'boolean' } },

  async run({ ownerUrl }, { options }) {
    const applicationName = 'ecosystia audit verify';
    const connection = { url: ownerUrl, role: null, applicationName, maxConnections };
    await using database = openDatabase(connection);
    await using keysDatabase = openDatabase(connection);
    const log = await verifyLog(database.sql, { onProgress: showProgress('log: position') });
    const keys = new SubjectKeys(keysDatabase.sql);
    // What can't be read can't be replayed; the log's own difference is the one to look at first.
    const compared = log.firstDifference
      ? null
      : await verifyReadModels({
          database,
          keys,
          projections,
          onProgress: showProgress('read models: position'),
        }).catch(whereItStopped);
    const stopped = compared instanceof ReplayStopped ? compared : null;
    const readModels = compared instanceof ReplayStopped ? null : compared;
    const closedByAnotherKey = [...keys.closedByAnother];
    const right = readModels !== null && differing(readModels) === 0;
    if (options['json']) {
      const replayStopped = stopped && { position: stopped.position, reason: stopped.message };
      console.log(JSON.stringify({ right, log, readModels, replayStopped, closedByAnotherKey }));
    } else {
      const lines = [
        ...describe(log, readModels, stopped),
        ...otherKeySentences(closedByAnotherKey),
      ];
      for (const line of lines) console.log(line);
    }
    return right ? 0 : 1;
  },
};

function whereItStopped(error: unknown): ReplayStopped {
  if (error instanceof ReplayStopped) return error;
  throw error;
}

function differing({ tables }: ReadModelsVerdict): number {
  return tables.filter(({ difference }) => difference).length;
}

function describe(
  log: LogVerdict,
  readModels: ReadModelsVerdict | null,
  stopped: ReplayStopped | null,
): string[] {
  const lines = sentencesOf(log);
  if (stopped) {
    return [
      ...lines,
      `The read models could NOT be compared: the event at position ${stopped.position} cannot be replayed (${stopped.message}).`,
    ];
  }
  if (!readModels) {
    return [...lines, 'The read models were not compared: the log has to be right first.'];
  }
  const { checkpoints, tables } = readModels;
  const position = Math.max(0, ...checkpoints.map((each) => each.position));
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  lines.push(
    differing(readModels) === 0
      ? `The read models are right: ${rows} rows in ${tables.length} tables are what a replay to position ${position} gives.`
      : `The read models are not what a replay to position ${position} gives:`,
    ...tables.flatMap(tableSentences),
  );
  for (const { name, position: at } of checkpoints) {
    if (at < position) lines.push(`  ${name} has only come to position ${at}.`);
  }
  return lines;
}
