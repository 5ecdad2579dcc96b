/** What stands over every page of the demo: news, and tomorrow's maintenance. */
import type { Services } from '#server/services.ts';
import { scheduleMaintenance, writeAnnouncement } from '#server/system/commands.ts';
import { done, personIdOf } from './cast.ts';
import { people } from './team.ts';

const hourMs = 3_600_000;

export async function announce({ platform }: Services): Promise<void> {
  const author = people.find(({ role }) => role === 'admin');
  const metadata = { actorId: author ? personIdOf(author.key) : null };
  const now = Date.now();
  const at = (ms: number) => new Date(ms).toISOString();
  done(
    await writeAnnouncement(platform, metadata, {
      title: 'Pictures now open full screen',
      message: 'Use the arrow keys to go from one to the next, and Esc to come back to the list.',
      type: 'info',
      audience: 'everyone',
      projectId: null,
      startsAt: at(now),
      expiresAt: at(now + 7 * 24 * hourMs),
    }),
  );
  const startsAt = Math.ceil(now / hourMs) * hourMs + 20 * hourMs;
  done(
    await scheduleMaintenance(platform, metadata, {
      message: 'The server gets a larger disk. What you write meanwhile is sent afterwards.',
      startsAt: at(startsAt),
      endsAt: at(startsAt + hourMs / 2),
    }),
  );
}
