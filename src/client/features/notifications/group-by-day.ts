export interface Day<Item> {
  day: Date;
  daysAgo: number;
  items: Item[];
}

/** Puts what is sorted by time, newest first, under its days in the reader's time zone. */
export function groupByDay<Item extends { created_at: string }>(
  items: readonly Item[],
  now: Date,
): Day<Item>[] {
  const days: Day<Item>[] = [];
  for (const item of items) {
    const day = startOfDay(new Date(item.created_at));
    const last = days[days.length - 1];
    if (last?.day.getTime() === day.getTime()) last.items.push(item);
    else days.push({ day, daysAgo: daysBetween(day, startOfDay(now)), items: [item] });
  }
  return days;
}

function startOfDay(date: Date): Date {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate());
}

function daysBetween(from: Date, to: Date): number {
  // Rounded, because a day on which the clocks change has 23 or 25 hours.
  return Math.round((to.getTime() - from.getTime()) / 86_400_000);
}
