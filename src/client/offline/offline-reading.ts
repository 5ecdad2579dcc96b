import type { TRPCLink } from '@trpc/client';
import { observable } from '@trpc/server/observable';
import { problemKind } from '#client/api/problem.ts';
import { listeners } from '#client/live/listeners.ts';
import type { AppRouter } from '#server/trpc/router.ts';
import { type KeptAnswers, keptAnswers } from './kept-answers.ts';

/** Whether what is on the screen was kept from before, and since when. */
export interface OfflineReading {
  link: TRPCLink<AppRouter>;
  /** The age of the oldest kept answer that is shown; null while all are the server's own. */
  keptSince: () => Date | null;
  subscribe: (listener: () => void) => () => void;
  /** Nothing of this person stays in the browser. */
  forget: () => void;
}

interface Options {
  /** Unset where nothing may be kept: on other apps' pages. */
  caches?: CacheStorage | undefined;
  isOnline: () => boolean;
  /** The server answers again: what was shown from before has to be asked for anew. */
  onBack: () => void;
}

/**
 * Answers queries from before while the server cannot be reached: on a page that was opened so, or where
 * there is no network, as the device itself says or as requests that were swallowed show. A page that has
 * the server's own answers and only loses one on the way asks again instead: an old answer would undo on
 * the screen what was done.
 */
export function offlineReading({ caches, isOnline, onBack }: Options): OfflineReading {
  const kept: KeptAnswers = keptAnswers(caches);
  const changes = listeners();
  let wasReached = false;
  let since: Date | null = null;
  const move = (next: Date | null) => {
    since = next;
    changes.tell();
  };
  const reached = () => {
    wasReached = true;
    if (since === null) return;
    move(null);
    onBack();
  };
  const link: TRPCLink<AppRouter> =
    () =>
    ({ op, next }) =>
      observable((observer) => {
        const fromBefore = async (error: Parameters<typeof observer.error>[0]) => {
          const found = await kept.find(op).catch(noted);
          if (!found) return observer.error(error);
          move(since && since < found.at ? since : found.at);
          observer.next({ result: { type: 'data', data: found.data } });
          observer.complete();
        };
        const asked = next(op).subscribe({
          next: (value) => {
            reached();
            if (op.type === 'query' && 'data' in value.result) {
              void kept.keep(op, value.result.data).catch(noted);
            }
            observer.next(value);
          },
          error: (error) => {
            const isLost = problemKind(error) === 'network' && !op.signal?.aborted;
            if (!isLost) reached();
            if (isLost && op.type === 'query' && !(wasReached && isOnline())) {
              void fromBefore(error);
            } else {
              observer.error(error);
            }
          },
          complete: () => observer.complete(),
        });
        return () => asked.unsubscribe();
      });
  return {
    link,
    keptSince: () => since,
    subscribe: changes.add,
    forget: () => {
      move(null);
      void kept.clear().catch(noted);
    },
  };
}

/** A full or forbidden storage takes nothing away from who is online. */
function noted(error: unknown): null {
  console.warn('what was read could not be kept for offline reading', error);
  return null;
}
