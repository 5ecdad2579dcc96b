import { z } from 'zod';
import { meetingDescription, meetingTitle } from '#domain/meetings/meeting.events.ts';
import type { RuleChoice } from './recurrence/rule-choice.ts';

/** What a meeting's form holds: text by the domain's own rules, times as the fields give them. */
export const meetingSchema = z.object({
  title: meetingTitle,
  description: meetingDescription,
  projectId: z.string(),
  date: z.iso.date(),
  start: z.iso.time({ precision: -1 }),
  end: z.iso.time({ precision: -1 }),
  timeZone: z.string().min(1),
  rule: z.custom<RuleChoice>(),
  participantIds: z.array(z.string()),
});

export type MeetingValues = z.infer<typeof meetingSchema>;
