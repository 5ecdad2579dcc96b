/**
 * What becomes of the times of a meeting that are otherwise, when the rest of it changes: they are
 * known by when its rule has them, so where that moves they move with it. Else one that was called
 * off would take place again because somebody moved the meeting by half an hour.
 */
import {
  type CarriedException,
  maxCarried,
  type MeetingDetails,
  type OccurrenceException,
} from './meeting.events.ts';
import { moveBetween, type Times, type Timing } from './occurrence-move.ts';

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
  const carried = mostNeeded(exceptions).map((exception) => {
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
  // Two nights of a year may make one time of two: then what is called off stays so.
  const byOriginal = new Map(carried.toReversed().map((one) => [one.originalStartsAt, one]));
  return [...byOriginal.values()].toSorted(byTime);
}

/** Letters of texts of their own that one event takes along: about as many as everybody's ids have. */
const maxOwnLetters = 50_000;

/**
 * As an event takes them along. Where that is too much, what is called off and then the earliest have
 * the texts of the rest: when a time is comes before what is said of it.
 */
export function packed(
  exceptions: readonly OccurrenceException[],
  rest: Pick<Rest, 'title' | 'description'>,
): CarriedException[] {
  let leftLetters = maxOwnLetters;
  const own = (text: string, ofRest: string) => {
    const letters = JSON.stringify(text).length;
    if (text === ofRest || letters > leftLetters) return null;
    leftLetters -= letters;
    return text;
  };
  return exceptions
    .toSorted((one, other) => byTime(other, one))
    .toSorted((one, other) => Number(one.isCancelled) - Number(other.isCancelled))
    .map((one) => ({
      ...one,
      title: own(one.title, rest.title),
      description: own(one.description, rest.description),
    }))
    .toSorted(byTime);
}

/** What an event took along, as it is by itself. */
export function unpacked(
  exceptions: readonly CarriedException[],
  rest: Pick<Rest, 'title' | 'description'>,
): OccurrenceException[] {
  return exceptions.map((one) => ({
    ...one,
    title: one.title ?? rest.title,
    description: one.description ?? rest.description,
  }));
}

/**
 * The last ones, before anything is worked out for each: that would take its time. What is called
 * off comes before what is changed, as it is the worse to have forgotten.
 */
function mostNeeded(exceptions: readonly OccurrenceException[]): OccurrenceException[] {
  const latestFirst = exceptions.toSorted((one, other) => byTime(other, one));
  return latestFirst
    .toSorted((one, other) => Number(other.isCancelled) - Number(one.isCancelled))
    .slice(0, maxCarried);
}

function byTime(one: Times, other: Times): number {
  return one.originalStartsAt.localeCompare(other.originalStartsAt);
}

function lengthMsOf({ startsAt, endsAt }: Pick<Rest, 'startsAt' | 'endsAt'>): number {
  return Date.parse(endsAt) - Date.parse(startsAt);
}
