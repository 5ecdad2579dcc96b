/** Every kind of notification there is, with the words that are built in. */
import { fileKinds } from './file.kinds.ts';
import type { NotificationKind } from './kind.ts';
import { meetingKinds } from './meeting.kinds.ts';
import { peopleKinds } from './people.kinds.ts';
import { systemKinds } from './system.kinds.ts';
import { taskKinds } from './task.kinds.ts';

const known = { ...taskKinds, ...meetingKinds, ...peopleKinds, ...fileKinds, ...systemKinds };

export type KindName = keyof typeof known;

export const kindNames = Object.keys(known) as KindName[];

export const kinds: Readonly<Record<KindName, NotificationKind>> = known;
