import type { z } from 'zod';
import type { Decider } from '../kernel/decider.ts';
import type { EventOf } from '../kernel/event.ts';
import { isSame } from '../kernel/is-same.ts';
import { accept, type Result, refuse } from '../kernel/result.ts';
import { type Category, type Channel, type Channels, defaultMatrix } from './categories.ts';
import { NotificationPreferencesChanged } from './notification.events.ts';

export type NotificationPreferences = Omit<
  z.infer<typeof NotificationPreferencesChanged.schema>,
  'personId'
>;
export type QuietHours = NonNullable<NotificationPreferences['quietHours']>;
export type Digest = NotificationPreferences['digest'];

/** Outside of the page nothing that has to be allowed first, until somebody asks for it. */
export const defaultPreferences: NotificationPreferences = {
  channels: { inApp: true, browser: false, push: false, mail: true },
  categories: {},
  mutedProjectIds: [],
  quietHours: null,
  timeZone: null,
  digest: { frequency: 'none', hour: 8, weekday: 1 },
  meetingReminderMinutes: 10,
  sound: false,
};

type Asked<T> = { [Key in keyof T]?: T[Key] | undefined };

export interface PreferencesChange
  extends Asked<Omit<NotificationPreferences, 'channels' | 'categories' | 'digest'>> {
  channels?: Asked<Channels> | undefined;
  categories?: Partial<Record<Category, Asked<Channels> | undefined>> | undefined;
  digest?: Asked<Digest> | undefined;
}

export interface ChangePreferences {
  personId: string;
  change: PreferencesChange;
  /** What is not named goes back to its default, instead of staying. */
  whole?: boolean;
}

type PreferencesEvent = EventOf<typeof NotificationPreferencesChanged>;

/** One stream a person. */
export const preferencesDecider: Decider<
  NotificationPreferences,
  ChangePreferences,
  PreferencesEvent
> = {
  category: 'preferences',
  initial: defaultPreferences,

  decide(state, { personId, change, whole = false }): Result<PreferencesEvent[]> {
    const from = whole ? defaultPreferences : state;
    const { channels, categories, digest, ...rest } = change;
    const next: NotificationPreferences = {
      ...from,
      ...named(rest),
      channels: { ...from.channels, ...named(channels) },
      categories: changedCategories(from.categories, categories),
      digest: { ...from.digest, ...named(digest) },
    };
    const { quietHours } = next;
    if (quietHours && quietHours.from === quietHours.to) {
      const errors = [{ field: 'quiet_hours', code: 'out_of_range' }];
      return refuse('request.invalid', { errors });
    }
    if (isSame(next, state)) return accept([]);
    return accept([NotificationPreferencesChanged.of({ personId, ...next })]);
  },

  evolve(_, { data: { personId: _personId, ...preferences } }) {
    return preferences;
  },
};

/** Whether a category goes to a channel, whatever else holds it back. */
export function wants(
  { channels, categories }: Pick<NotificationPreferences, 'channels' | 'categories'>,
  category: Category,
  channel: Channel,
): boolean {
  return channels[channel] && wantsCategory(categories, category, channel);
}

export function wantsCategory(
  categories: NotificationPreferences['categories'],
  category: Category,
  channel: Channel,
): boolean {
  return categories[category]?.[channel] ?? defaultMatrix[category][channel];
}

/** Kept is what differs from the default, so that a better default reaches whoever never said. */
function changedCategories(
  before: NotificationPreferences['categories'],
  asked: PreferencesChange['categories'],
): NotificationPreferences['categories'] {
  const after = { ...before };
  for (const [name, channels] of Object.entries(asked ?? {})) {
    const category = name as Category;
    const merged = { ...after[category], ...named(channels) };
    const differing = Object.entries(merged).filter(
      ([channel, on]) => on !== defaultMatrix[category][channel as Channel],
    );
    if (differing.length > 0) after[category] = Object.fromEntries(differing);
    else delete after[category];
  }
  return after;
}

/** The fields that something was said of. */
function named<T extends object>(
  fields: T | undefined,
): { [Key in keyof T]?: Exclude<T[Key], undefined> } {
  return Object.fromEntries(
    Object.entries(fields ?? {}).filter(([, value]) => value !== undefined),
  ) as { [Key in keyof T]?: Exclude<T[Key], undefined> };
}
