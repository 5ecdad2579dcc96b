import { MeetingNoteRemoved, MeetingNoteWritten } from '#domain/meetings/note.events.ts';
import { type FrameMaker, frameMaker } from '../live/frame-maker.ts';

/** That they changed, not what: what somebody took back is in no frame. Whoever shows them asks. */
const told = ({ data }: { data: { meetingId: string; noteId: string } }) => ({
  meeting_id: data.meetingId,
  note_id: data.noteId,
});

export const notesFrames: readonly FrameMaker[] = [
  frameMaker(MeetingNoteWritten, { frame: 'meeting.notes', data: told }),
  frameMaker(MeetingNoteRemoved, { frame: 'meeting.notes', data: told }),
];
