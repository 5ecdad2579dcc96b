import { describe, expect, test } from 'vitest';
import { carriedOver, packed, unpacked } from './carried-occurrences.ts';
import { maxCarried } from './meeting.events.ts';

const weekly = {
  title: 'Round',
  description: '',
  startsAt: '2026-10-05T07:00:00.000Z',
  endsAt: '2026-10-05T08:00:00.000Z',
  timeZone: 'Europe/Paris',
  recurrence: 'FREQ=WEEKLY',
};
/** After the clocks have changed: nine in Paris is eight in UTC. */
const november = {
  originalStartsAt: '2026-11-02T08:00:00.000Z',
  title: 'Round',
  description: '',
  startsAt: '2026-11-02T08:00:00.000Z',
  endsAt: '2026-11-02T09:00:00.000Z',
  isCancelled: true,
};
const carry = (change: Partial<typeof weekly>, own: Partial<typeof november> = {}) =>
  carriedOver([{ ...november, ...own }], weekly, { ...weekly, ...change })[0];

describe('a time of a meeting that is otherwise', () => {
  test('stays as it is where the rest does', () => {
    expect(carry({ recurrence: 'FREQ=DAILY' })).toEqual(november);
  });

  test('is moved as the rest is, on the clock', () => {
    const later = { startsAt: '2026-10-06T08:30:00.000Z', endsAt: '2026-10-06T10:30:00.000Z' };
    expect(carry(later)).toMatchObject({
      originalStartsAt: '2026-11-03T09:30:00.000Z',
      startsAt: '2026-11-03T09:30:00.000Z',
      endsAt: '2026-11-03T11:30:00.000Z',
      isCancelled: true,
    });
    const named = { ...later, recurrence: 'FREQ=WEEKLY;BYDAY=MO' };
    expect(carry(named)).toMatchObject({ originalStartsAt: '2026-11-02T09:30:00.000Z' });
  });

  test('is moved with the days that the rule names, where it names others', () => {
    const before = { ...weekly, recurrence: 'FREQ=WEEKLY;BYDAY=MO' };
    const tuesdays = {
      ...weekly,
      startsAt: '2026-10-06T07:00:00.000Z',
      endsAt: '2026-10-06T08:00:00.000Z',
      recurrence: 'FREQ=WEEKLY;BYDAY=TU',
    };
    expect(carriedOver([november], before, tuesdays)).toEqual([
      {
        ...november,
        originalStartsAt: '2026-11-03T08:00:00.000Z',
        startsAt: '2026-11-03T08:00:00.000Z',
        endsAt: '2026-11-03T09:00:00.000Z',
      },
    ]);
  });

  test('goes along to another zone, whose clocks change on another day', () => {
    expect(carry({ timeZone: 'America/New_York' })).toMatchObject({
      // Three in the morning there, as the first time is; the fifth of October was in summer.
      originalStartsAt: '2026-11-02T08:00:00.000Z',
    });
    expect(
      carry(
        { timeZone: 'America/New_York' },
        { originalStartsAt: '2026-10-26T08:00:00.000Z', startsAt: '2026-10-26T08:00:00.000Z' },
      ),
    ).toMatchObject({ originalStartsAt: '2026-10-26T07:00:00.000Z' });
  });

  test('keeps what is its own', () => {
    const own = { title: 'Special', endsAt: '2026-11-02T08:15:00.000Z', isCancelled: false };
    const longer = { title: 'Long round', endsAt: '2026-10-05T09:00:00.000Z' };
    expect(carry(longer, own)).toEqual({ ...november, ...own });
    expect(carry(longer)).toMatchObject({
      title: 'Long round',
      endsAt: '2026-11-02T10:00:00.000Z',
    });
  });

  test('is among the last of them, and what is called off before what is changed', () => {
    const hourMs = 3_600_000;
    const many = Array.from({ length: maxCarried + 2 }, (_, hour) => {
      const at = new Date(Date.parse(november.startsAt) + hour * hourMs).toISOString();
      const end = new Date(Date.parse(at) + hourMs).toISOString();
      const times = { originalStartsAt: at, startsAt: at, endsAt: end };
      return { ...november, ...times, isCancelled: hour < 2 };
    });
    const renamed = { ...weekly, title: 'New round' };
    const carried = carriedOver(many, weekly, renamed);
    expect(carried.map(({ originalStartsAt }) => originalStartsAt)).toEqual(
      [...many.slice(0, 2), ...many.slice(4)].map(({ originalStartsAt }) => originalStartsAt),
    );
  });
});

describe('what an event takes along', () => {
  const hourly = (count: number, own: Partial<typeof november>) =>
    Array.from({ length: count }, (_, hour) => {
      const at = new Date(Date.parse(november.startsAt) + hour * 3_600_000).toISOString();
      return { ...november, ...own, originalStartsAt: at };
    });

  test('says what is as the rest is by saying nothing', () => {
    const own = { ...november, title: 'Special' };
    const event = packed([november, own], weekly);
    expect(event).toEqual([
      { ...november, title: null, description: null },
      { ...own, description: null },
    ]);
    expect(unpacked(event, weekly)).toEqual([november, own]);
  });

  test('has all the times and, where there is too much to say, the texts of the latest', () => {
    const long = { description: 'é'.repeat(4_000), isCancelled: false };
    const event = packed(hourly(maxCarried, long), weekly);
    expect(event.map(({ originalStartsAt }) => originalStartsAt)).toEqual(
      hourly(maxCarried, {}).map(({ originalStartsAt }) => originalStartsAt),
    );
    expect(JSON.stringify(event).length).toBeLessThan(150_000);
    const isSaid = event.map(({ description }) => description !== null);
    expect(isSaid.slice(0, -12)).not.toContain(true);
    expect(isSaid.slice(-12)).not.toContain(false);
    expect(unpacked(event, weekly)[0]).toMatchObject({ description: '' });
  });

  test('says less of what is called off than of what takes place', () => {
    const description = 'é'.repeat(4_000);
    const takesPlace = { ...november, description, isCancelled: false };
    const calledOff = hourly(20, { description }).slice(1);
    const [first, ...others] = packed([takesPlace, ...calledOff], weekly);
    expect(first).toEqual({ ...takesPlace, title: null });
    expect(others.filter(({ description: said }) => said !== null)).toHaveLength(11);
  });
});
