/** Where one notification is told, and where not and why: the one rule for all of them. */
import { type Category, type Channel, channels } from './categories.ts';
import type { ChannelDecision, ChannelDecisions } from './channel-decision.ts';
import { type NotificationPreferences, wantsCategory } from './preferences.decider.ts';
import { isQuiet } from './quiet-hours.ts';

export interface Decided {
  category: Category;
  projectId: string | null;
  /** Breaks through a muted project and, where the person lets it, through quiet hours. */
  urgent: boolean;
}

export function decideChannels(
  preferences: NotificationPreferences,
  subject: Decided,
  at: Date,
): ChannelDecisions {
  const decide = (channel: Channel) => decideChannel(preferences, subject, channel, at);
  return Object.fromEntries(
    channels.map((channel) => [channel, decide(channel)]),
  ) as ChannelDecisions;
}

function decideChannel(
  preferences: NotificationPreferences,
  { category, projectId, urgent }: Decided,
  channel: Channel,
  at: Date,
): ChannelDecision {
  const { quietHours } = preferences;
  if (isMuted(preferences, { projectId, urgent })) return 'muted';
  if (!preferences.channels[channel]) return 'channel_off';
  if (!wantsCategory(preferences.categories, category, channel)) return 'category_off';
  const breaksThrough = urgent && quietHours?.urgent;
  // The list is looked at, it does not call: there it stands at once.
  if (channel !== 'inApp' && !breaksThrough && isQuiet(preferences, at)) return 'quiet';
  return 'told';
}

/** Whether somebody wants to hear nothing of a project; what is urgent they hear. */
export function isMuted(
  { mutedProjectIds }: Pick<NotificationPreferences, 'mutedProjectIds'>,
  { projectId, urgent }: Pick<Decided, 'projectId' | 'urgent'>,
): boolean {
  return !urgent && projectId !== null && mutedProjectIds.includes(projectId);
}
