/**
 * What becomes of the times of a meeting that are otherwise, when the rest of it changes: they are
 * known by when its rule has them, so where that moves they move with it. Else one that was called
 * off would take place again because somebody moved the meeting by half an hour.
 */
import { maxCarried, type MeetingDetails, type OccurrenceException } from './meeting.events.ts';
import { moveBetween, type Timing } from './occurrence-move.ts';

/** What a time has that is as the rest. */
type Rest = Timing & Pick<MeetingDetails, 'title' | 'description' | 'endsAt'>;

/** The same exceptions once the rest is otherwise: what was not their own follows it. */
export function carriedOver(
  exceptions: readonly OccurrenceException[],
  before: Rest,
  after: Rest,
): OccurrenceException[] {
  const moved = moveBetween(before, after);
  const [lengthBefore, lengthAfter] = [lengthMsOf(before), lengthMsOf(after)];
  const carried = exceptions.map((exception) => {
    const times = moved(exception);
    const ownLength = lengthMsOf(exception);
    const lengthMs = ownLength === lengthBefore ? lengthAfter : ownLength;
    return {
      ...exception,
      ...times,
      title: exception.title === before.title ? after.title : exception.title,
      description:
        exception.description === before.description ? after.description : exception.description,
      endsAt: new Date(Date.parse(times.startsAt) + lengthMs).toISOString(),
    };
  });
  // Two nights of a year may make one time of two.
  const byOriginal = new Map(carried.map((one) => [one.originalStartsAt, one]));
  return [...byOriginal.values()]
    .toSorted((one, other) => one.originalStartsAt.localeCompare(other.originalStartsAt))
    .slice(-maxCarried);
}

function lengthMsOf({ startsAt, endsAt }: Pick<Rest, 'startsAt' | 'endsAt'>): number {
  return Date.parse(endsAt) - Date.parse(startsAt);
}
