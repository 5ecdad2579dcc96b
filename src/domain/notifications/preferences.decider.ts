import type { Decider } from '../kernel/decider.ts';
import type { EventOf } from '../kernel/event.ts';
import { isSame } from '../kernel/is-same.ts';
import { accept } from '../kernel/result.ts';
import { NotificationPreferencesChanged } from './notification.events.ts';

export interface NotificationPreferences {
  /** Beside the inbox, which everybody has. */
  channels: {
    /** While a tab is open. */
    browser: boolean;
    /** While none is. */
    push: boolean;
  };
  sound: boolean;
}

/** Quiet, until somebody asks for more. */
export const defaultPreferences: NotificationPreferences = {
  channels: { browser: false, push: false },
  sound: false,
};

export interface ChangePreferences {
  personId: string;
  channels?: { browser?: boolean | undefined; push?: boolean | undefined } | undefined;
  sound?: boolean | undefined;
}

type PreferencesEvent = EventOf<typeof NotificationPreferencesChanged>;

/** One stream a person; what a change does not name stays. */
export const preferencesDecider: Decider<
  NotificationPreferences,
  ChangePreferences,
  PreferencesEvent
> = {
  category: 'preferences',
  initial: defaultPreferences,

  decide(state, { personId, channels, sound }) {
    const next = {
      channels: {
        browser: channels?.browser ?? state.channels.browser,
        push: channels?.push ?? state.channels.push,
      },
      sound: sound ?? state.sound,
    };
    if (isSame(next, state)) return accept([]);
    return accept([NotificationPreferencesChanged.of({ personId, ...next })]);
  },

  evolve(_, { data: { channels, sound } }) {
    return { channels, sound };
  },
};
