import { useFormatter, useTranslations } from 'use-intl';
import { readRecurrence, type Weekday, weekdays } from '#domain/meetings/recurrence.ts';
import { lastDayOf, ordinalOf } from './rule-choice.ts';

interface Meeting {
  recurrence: string | null;
  starts_at: string;
  time_zone: string;
}

/** A weekday's name, as long or short as asked for. */
export function useWeekdayName(): (day: Weekday, length: 'long' | 'short') => string {
  const format = useFormatter();
  return (day, length) => {
    // The 5th of January 1970 was a Monday.
    const monday = Date.UTC(1970, 0, 5);
    const date = new Date(monday + weekdays.indexOf(day) * 86_400_000);
    return format.dateTime(date, { weekday: length, timeZone: 'UTC' });
  };
}

/** A rule in plain words; one that says more than a form can is told as it is written. */
export function useRuleWords(): (meeting: Meeting) => string | null {
  const t = useTranslations('meetings.rule');
  const format = useFormatter();
  const weekdayName = useWeekdayName();
  return ({ recurrence, starts_at: startsAt, time_zone: timeZone }) => {
    if (recurrence === null) return null;
    const rule = readRecurrence(recurrence);
    if (typeof rule === 'string') return t('written', { rule: recurrence });
    const { frequency, interval, byDay, byMonthDay, byMonth, bySetPos, count, until } = rule;
    const [first] = byDay;
    const isMonthly = frequency === 'MONTHLY';
    const counted = byDay.some(({ nth }) => nth !== null);
    const beyond =
      byMonth.length + bySetPos.length > 0 ||
      rule.others.some((name) => name !== 'WKST') ||
      (byMonthDay.length > 0 && (!isMonthly || byMonthDay.some((day) => day < 0))) ||
      (isMonthly && byDay.length > 0 && (byDay.length > 1 || !counted || byMonthDay.length > 0)) ||
      (counted && !isMonthly) ||
      (byDay.length > 0 && frequency === 'YEARLY') ||
      (first?.nth != null && (first.nth < -1 || first.nth > 5));
    if (beyond) return t('written', { rule: recurrence });
    const starts = new Date(startsAt);
    const parts = [t(`every.${frequency}`, { interval })];
    if (frequency === 'WEEKLY') {
      const own = byDay.map(({ weekday }) => weekdayName(weekday, 'long'));
      const days = own.length > 0 ? own : [format.dateTime(starts, { weekday: 'long', timeZone })];
      parts.push(t('onDays', { days: format.list(days) }));
    } else if (byDay.length > 0 && !isMonthly) {
      parts.push(
        t('onDays', { days: format.list(byDay.map((day) => weekdayName(day.weekday, 'long'))) }),
      );
    } else if (isMonthly && first) {
      const day = weekdayName(first.weekday, 'long');
      parts.push(t('onNth', { nth: t(`nth.${ordinalOf(first.nth ?? 1)}`), day }));
    } else if (isMonthly) {
      const days = byMonthDay.length > 0 ? byMonthDay.map(String) : [dayOfMonth(starts, timeZone)];
      parts.push(t('onDay', { day: format.list(days) }));
    }
    const said = parts.join(' ');
    if (count !== null) return t('times', { said, count });
    if (until === null) return said;
    const last = new Date(`${lastDayOf(until, timeZone)}T00:00Z`);
    return t('until', {
      said,
      day: format.dateTime(last, { dateStyle: 'long', timeZone: 'UTC' }),
    });
  };
}

function dayOfMonth(date: Date, timeZone: string): string {
  return new Intl.DateTimeFormat('en', { day: 'numeric', timeZone }).format(date);
}
