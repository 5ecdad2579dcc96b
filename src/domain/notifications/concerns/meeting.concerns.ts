import type { MeetingDetails } from '../../meetings/meeting.events.ts';
import { type Mentionable, mentionedIn } from '../../people/mentions.ts';
import { type Concern, without } from './concern.ts';

export interface MeetingFacts {
  /** Null where the event schedules it. */
  before: MeetingDetails | null;
  meeting: MeetingDetails;
  /** Of a change of one time of it: when that began before, and when it does now. */
  time?: { before: string; after: string };
}

export const meetingConcerns: readonly Concern<MeetingFacts>[] = [
  {
    kind: 'meeting.invited',
    events: ['MeetingScheduled', 'MeetingUpdated'],
    whom: ({ before, meeting }) => {
      const known = before ? peopleOf(before) : [];
      return peopleOf(meeting).filter((id) => !known.includes(id));
    },
  },
  {
    kind: 'meeting.removed',
    events: ['MeetingUpdated'],
    whom: ({ before, meeting }) => {
      const present = peopleOf(meeting);
      return before ? peopleOf(before).filter((id) => !present.includes(id)) : [];
    },
  },
  {
    kind: 'meeting.moved',
    events: ['MeetingUpdated'],
    whom: ({ before, meeting }) =>
      before && (before.startsAt !== meeting.startsAt || before.endsAt !== meeting.endsAt)
        ? peopleOf(meeting)
        : [],
  },
  {
    kind: 'meeting.moved',
    events: ['MeetingOccurrenceChanged'],
    whom: ({ meeting, time }) => (time && time.before !== time.after ? peopleOf(meeting) : []),
  },
  {
    kind: 'meeting.cancelled',
    events: ['MeetingCancelled', 'MeetingOccurrenceCancelled'],
    whom: ({ meeting }) => peopleOf(meeting),
  },
];

export interface ChatFacts {
  text: string;
  /** What the message said before, from the first to the last time. */
  saidBefore: readonly string[];
  /** Who wrote the message that this one answers; null where it answers none. */
  answeredId: string | null;
  /** Who may be in the chat: nobody else is told of what is said there. */
  participants: readonly Mentionable[];
}

export const chatConcerns: readonly Concern<ChatFacts>[] = [
  {
    kind: 'chat.mentioned',
    events: ['MessagePosted', 'MessageEdited'],
    // Nobody is told of a mention again because something else of the message was changed.
    whom: ({ text, saidBefore, participants }) =>
      without(
        mentionedIn(text, participants),
        saidBefore.flatMap((said) => mentionedIn(said, participants)),
      ),
  },
  {
    kind: 'chat.answered',
    // Which message it answers is said after what it says: whom that mentions knows already.
    events: ['MessageLinked'],
    whom: ({ text, answeredId, participants }) =>
      participants
        .map(({ id }) => id)
        .filter((id) => id === answeredId && !mentionedIn(text, participants).includes(id)),
  },
];

function peopleOf({ organizerId, participantIds }: MeetingDetails): string[] {
  return [organizerId, ...participantIds];
}
