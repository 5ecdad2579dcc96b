interface Times {
  starts_at: string;
  ends_at: string;
  status: 'scheduled' | 'cancelled';
}

export type MeetingPhase = 'cancelled' | 'later' | 'soon' | 'now' | 'past';

/** From so long before its start a meeting is what comes next. */
const soonMs = 30 * 60_000;

/** Where in its life a meeting is. */
export function meetingPhase({ starts_at, ends_at, status }: Times, now: Date): MeetingPhase {
  if (status === 'cancelled') return 'cancelled';
  const at = now.getTime();
  if (at >= Date.parse(ends_at)) return 'past';
  const startsMs = Date.parse(starts_at);
  if (at >= startsMs) return 'now';
  return startsMs - at <= soonMs ? 'soon' : 'later';
}

export interface AgendaDay<Item> {
  day: Date;
  /** 0 is today, 1 tomorrow, -1 yesterday. */
  daysAhead: number;
  meetings: Item[];
}

/** Meetings, as sorted, under the day they start on in the reader's time zone. */
export function agendaOf<Item extends Times>(
  meetings: readonly Item[],
  now: Date,
): AgendaDay<Item>[] {
  const days: AgendaDay<Item>[] = [];
  for (const meeting of meetings) {
    const day = startOfDay(new Date(meeting.starts_at));
    const last = days.at(-1);
    if (last?.day.getTime() === day.getTime()) last.meetings.push(meeting);
    else days.push({ day, daysAhead: daysBetween(startOfDay(now), day), meetings: [meeting] });
  }
  return days;
}

export function startOfDay(date: Date): Date {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate());
}

function daysBetween(from: Date, to: Date): number {
  // Rounded, because a day on which the clocks change has 23 or 25 hours.
  return Math.round((to.getTime() - from.getTime()) / 86_400_000);
}

/** What names one time of a meeting among all that are shown. */
export function occurrenceKey({
  id,
  occurrence,
}: {
  id: string;
  occurrence: string | null;
}): string {
  return occurrence === null ? id : `${id} ${occurrence}`;
}

/** What leads to one time of a meeting, in an address. */
export function atSearch({ occurrence }: { occurrence: string | null }): { at?: string } {
  return occurrence === null ? {} : { at: occurrence };
}

/** Which time of a meeting an address leads to. */
export function atOf(search: Record<string, unknown>): { at?: string } {
  const { at } = search;
  return typeof at === 'string' && !Number.isNaN(Date.parse(at)) ? { at } : {};
}
