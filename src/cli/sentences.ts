/** Verdicts in plain words. */
import { faultSentence } from '#domain/audit/log-faults.ts';
import type { TableComparison } from '#infra/audit/compare.ts';
import type { LogVerdict } from '#infra/audit/verify-log.ts';

const maxValueLength = 160;
const maxNamed = 5;

export function sentencesOf(log: LogVerdict): string[] {
  const lines: string[] = [];
  const { firstDifference, head, headHash, verifiedUpTo, waiting } = log;
  if (!firstDifference) {
    lines.push(
      `The log is right: positions 1 to ${head} are all there, in order, unchanged since they were written.`,
      `Its chain ends with ${headHash}.`,
    );
  } else {
    lines.push(
      `The log is NOT right. First difference: ${faultSentence(firstDifference, 'en')}`,
      `Positions up to ${verifiedUpTo} of ${head} were found right.`,
    );
  }
  if (waiting > 0) {
    lines.push(`${waiting} more ${waiting === 1 ? 'event waits' : 'events wait'} for a position.`);
  }
  return lines;
}

/** What read as erased though its person has a key; nothing where nothing did. */
export function otherKeySentences(personIds: readonly string[]): string[] {
  if (personIds.length === 0) return [];
  const named =
    personIds.slice(0, maxNamed).join(', ') + (personIds.length > maxNamed ? ', …' : '');
  const people = personIds.length === 1 ? '1 person' : `${personIds.length} people`;
  return [
    `Fields of ${people} are closed by another key than the present one, and read as erased: ${named}.`,
    '  That is right of who was erased. Of anybody else, auth.subject_keys is not the one of this log: restore it, then rebuild.',
  ];
}

/** Where a table and its replay differ; nothing where they do not. */
export function tableSentences({ difference, table }: TableComparison): string[] {
  if (!difference) return [];
  const { key, column, live, replayed, differingRows } = difference;
  const where = Object.entries(key)
    .map(([name, value]) => `${name} ${shown(value)}`)
    .join(', ');
  const what =
    column === null
      ? live === null
        ? `is missing; the replay has ${shown(replayed)}`
        : `should not be there: ${shown(live)}`
      : `${column} is ${shown(live)}, the replay gives ${shown(replayed)}`;
  return [`  ${table}, ${where}: ${what} (${differingRows} differing rows on either side)`];
}

function shown(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length > maxValueLength ? `${text.slice(0, maxValueLength)}…` : text;
}
