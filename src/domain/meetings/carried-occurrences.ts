/**
 * What becomes of the times of a meeting that are otherwise, when the rest of it changes: they are
 * known by when its rule has them, so where that moves they move with it. Else one that was called
 * off would take place again because somebody moved the meeting by half an hour.
 */
import { instantAtWallClock, wallClockMs } from '../kernel/wall-clock.ts';
import { maxCarried, type MeetingDetails, type OccurrenceException } from './meeting.events.ts';
import { readRecurrence } from './recurrence.ts';

const dayMs = 86_400_000;

/** What a time has that is as the rest. */
type Rest = Pick<MeetingDetails, 'title' | 'description' | 'startsAt' | 'endsAt' | 'timeZone'>;

/** The same exceptions once the rest is otherwise: what was not their own follows it. */
export function carriedOver(
  exceptions: readonly OccurrenceException[],
  before: Rest,
  after: Rest & Pick<MeetingDetails, 'recurrence'>,
): OccurrenceException[] {
  const moved = moveBetween(before, after);
  const [lengthBefore, lengthAfter] = [lengthMsOf(before), lengthMsOf(after)];
  const carried = exceptions.map((exception) => {
    const startsAt = moved(exception.startsAt);
    const ownLength = lengthMsOf(exception);
    const lengthMs = ownLength === lengthBefore ? lengthAfter : ownLength;
    return {
      ...exception,
      originalStartsAt: moved(exception.originalStartsAt),
      title: exception.title === before.title ? after.title : exception.title,
      description:
        exception.description === before.description ? after.description : exception.description,
      startsAt,
      endsAt: new Date(Date.parse(startsAt) + lengthMs).toISOString(),
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

/** As the start moves, on the clocks of both zones. */
function moveBetween(
  before: Rest,
  after: Rest & Pick<MeetingDetails, 'recurrence'>,
): (instant: string) => string {
  if (before.startsAt === after.startsAt && before.timeZone === after.timeZone) {
    return (instant) => instant;
  }
  const onTheWall = (instant: string) => wallClockMs(new Date(instant), before.timeZone);
  const startBefore = onTheWall(before.startsAt);
  const startAfter = wallClockMs(new Date(after.startsAt), after.timeZone);
  // A rule that names its days keeps them, whatever day it begins on.
  const moveMs = namesDays(after.recurrence)
    ? (startAfter % dayMs) - (startBefore % dayMs)
    : startAfter - startBefore;
  return (instant) => instantAtWallClock(onTheWall(instant) + moveMs, after.timeZone).toISOString();
}

function namesDays(recurrence: string | null): boolean {
  const rule = recurrence === null ? 'bad_rule' : readRecurrence(recurrence);
  if (typeof rule === 'string') return false;
  const { byDay, byMonthDay, others } = rule;
  return byDay.length > 0 || byMonthDay.length > 0 || others.includes('BYYEARDAY');
}
