import type { Language } from '../../kernel/refusals.ts';
import type { Category } from '../categories.ts';
import type { NotificationType } from '../notification.events.ts';

/** What stands in a sentence for `{name}`: text and numbers as they are, moments as people write them. */
export type ParamType = 'text' | 'number' | 'instant';
export type ParamTypes = Readonly<Record<string, ParamType>>;
export type ParamValue = string | number;
export type Params = Readonly<Record<string, ParamValue>>;

export interface Words {
  title: string;
  message: string;
}

export interface NotificationKind {
  category: Category;
  type: NotificationType;
  /** Why it is this person's, to be read by them. */
  why: Record<Language, string>;
  /** Breaks through a muted project and, where the person lets it, through quiet hours. */
  urgent?: true;
  /** Told also to who did it: what became of it while they did something else. */
  ownToo?: true;
  params: ParamTypes;
  words: Record<Language, Words>;
  /** What they have to share to be told as one when they come thick; never where it is not said. */
  batchBy?: 'subject' | 'project';
  /** One that tells of `{count}` of them. */
  many?: Record<Language, Words>;
}
