import { faults } from './history.ts';
import type { TortureOutcome } from './run.ts';

/** The counts of a run, one to a line, and what was violated. */
export function report({ history, events, violations, dataDir }: TortureOutcome): string {
  const eventsOf = (appends: Iterable<readonly unknown[]>) =>
    [...appends].reduce((sum, { length }) => sum + length, 0);
  const counts: [string, number][] = [
    ['events', events],
    ['appends acknowledged', history.acknowledged.size],
    ['events in them', eventsOf(history.acknowledged.values())],
    ['appends of unknown outcome', history.unknown.size],
    ['appends refused', history.refused.size],
    ...(
      [
        'conflicts',
        'rollbacks',
        'late commits',
        'early transaction ids',
        'long open transactions',
        'reads of own writes',
        'answers before the read model',
        ...faults,
      ] as const
    ).map((what): [string, number] => [what, history.counted(what)]),
    ['events delivered by tails', eventsOf(history.deliveries.values())],
  ];
  const longest = (times: readonly number[]) =>
    times.length === 0 ? 'none' : `${times.length}, the longest ${Math.max(...times)} ms`;
  return [
    ...counts.map(([what, count]) => `${what.padEnd(32)}${String(count).padStart(8)}`),
    `takeovers under load: ${longest(history.takeoversUnderLoadMs)}`,
    `takeovers at rest: ${longest(history.takeoversAtRestMs)}`,
    ...violations.map((violation) => `VIOLATED: ${violation}`),
    ...(violations.length > 0 ? [`the database is kept in ${dataDir}`] : ['clean']),
  ].join('\n');
}
