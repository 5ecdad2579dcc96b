import type { Logger } from 'pino';
import type { Platform } from '#infra/platform.ts';
import type { LiveHub } from './hub.ts';
import type { LiveTopic } from './live-frame.ts';
import type { PeopleNames } from './people-names.ts';

/** What a whisper says of somebody, and to whom. */
export interface Whispered {
  topic: LiveTopic;
  type: string;
  personId: string;
  data?: Record<string, unknown>;
}

interface RelayOptions {
  platform: Platform;
  hub: LiveHub;
  names: PeopleNames;
  log: Logger;
}

/** Tells who follows a topic on this server what is whispered here or elsewhere. */
export function relayWhispers(
  { platform, hub, names, log }: RelayOptions,
  whisperedIn: (words: string) => Whispered | null,
): Disposable {
  const stop = platform.whispers.on((words) => {
    const whispered = whisperedIn(words);
    if (!whispered || hub.joinedCount(whispered.topic) === 0) return;
    const { topic, type, personId, data } = whispered;
    void names.load(platform.logDatabase.sql, [personId]).then(
      () => {
        const user = names.summary(personId);
        if (user) hub.tellAll(topic, type, { ...data, user });
      },
      (error: unknown) => log.debug({ err: error, type }, 'a whisper could not be told'),
    );
  });
  return { [Symbol.dispose]: stop };
}
