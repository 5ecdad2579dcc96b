/**
 * That somebody is typing, told to the room they are in, on every server, and kept nowhere. Not
 * told of people who do not want it.
 */
import type { Logger } from 'pino';
import { accept, type Result } from '#domain/kernel/result.ts';
import type { Platform } from '#infra/platform.ts';
import { sharesTyping } from '#readmodels/people/typing.query.ts';
import type { Caller } from '../auth/caller.ts';
import { allowancesOf } from '../live/allowance.ts';
import type { LiveHub } from '../live/hub.ts';
import type { PeopleNames } from '../live/people-names.ts';
import { enterableMeeting } from '../auth/meeting-access.ts';

/** Of one person in one room: what comes sooner says nothing new. */
const allowances = allowancesOf({ perSecond: 0.5, atOnce: 1 });

const form = /^typing ([0-9a-f-]{36}) ([0-9a-f-]{36})$/;

export async function announceTyping(
  platform: Platform,
  caller: Pick<Caller, 'personId' | 'role'>,
  meetingId: string,
): Promise<Result<null>> {
  const { personId } = caller;
  const words = `typing ${meetingId} ${personId}`;
  if (!allowances(platform).take(words)) return accept(null);
  const access = await enterableMeeting(platform.database, caller, meetingId);
  if (!access.ok) return access;
  if (await sharesTyping(platform.database, personId)) platform.whispers.say(words);
  return accept(null);
}

/** Tells the rooms of this server what is said here or elsewhere. */
export function relayTyping(options: {
  platform: Platform;
  hub: LiveHub;
  names: PeopleNames;
  log: Logger;
}): Disposable {
  const { platform, hub, names, log } = options;
  const stop = platform.whispers.on((words) => {
    const [, meetingId, personId] = form.exec(words) ?? [];
    if (!meetingId || !personId || hub.joinedCount(`meeting:${meetingId}`) === 0) return;
    void names.load(platform.logDatabase.sql, [personId]).then(
      () => {
        const user = names.summary(personId);
        if (user) hub.tellAll(`meeting:${meetingId}`, 'typing', { user });
      },
      (error: unknown) => log.debug({ err: error }, 'who is typing could not be told'),
    );
  });
  return { [Symbol.dispose]: stop };
}
