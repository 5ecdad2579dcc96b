/** Every kind of durable frame there is, by feature. */
import { fileFrames } from '../files/file.frames.ts';
import { chatFrames } from '../meetings/chat.frames.ts';
import { meetingFrames } from '../meetings/meeting.frames.ts';
import { notesFrames } from '../meetings/notes.frames.ts';
import { notificationFrames } from '../notifications/notification.frames.ts';
import { personFrames } from '../people/person.frames.ts';
import { projectFrames } from '../projects/project.frames.ts';
import { systemFrames } from '../system/system.frames.ts';
import { taskFrames } from '../tasks/task.frames.ts';
import type { FrameMaker } from './frame-maker.ts';

export const frameMakers: readonly FrameMaker[] = [
  ...notificationFrames,
  ...personFrames,
  ...projectFrames,
  ...taskFrames,
  ...fileFrames,
  ...systemFrames,
  ...meetingFrames,
  ...chatFrames,
  ...notesFrames,
];
