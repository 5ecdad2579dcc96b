export type SnoozeChoice = 'hour' | 'evening' | 'tomorrow' | 'week';

export interface SnoozeTime {
  choice: SnoozeChoice;
  at: Date;
}

const eveningHour = 18;
const morningHour = 8;
/** An evening that is nearly there is no different from "in an hour". */
const eveningGoneHour = 17;
const monday = 1;

/** When something may come back, in the reader's own time zone: their evening, their Monday. */
export function snoozeTimes(now: Date): SnoozeTime[] {
  const at = (daysOn: number, hour: number) =>
    new Date(now.getFullYear(), now.getMonth(), now.getDate() + daysOn, hour);
  const daysToMonday = (monday - now.getDay() + 7) % 7 || 7;
  const times: SnoozeTime[] = [
    { choice: 'hour', at: new Date(now.getTime() + 3_600_000) },
    { choice: 'evening', at: at(0, eveningHour) },
    { choice: 'tomorrow', at: at(1, morningHour) },
    { choice: 'week', at: at(daysToMonday, morningHour) },
  ];
  return times.filter(({ choice }) => choice !== 'evening' || now.getHours() < eveningGoneHour);
}
