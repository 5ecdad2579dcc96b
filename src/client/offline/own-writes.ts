import type { createTRPCClient } from '@trpc/client';
import { getUntypedClient } from '@trpc/client';
import { isSessionEnded, problemCode, problemKind, statusOf } from '#client/api/problem.ts';
import { createBackoff } from '#client/live/backoff.ts';
import type { AppRouter } from '#server/trpc/router.ts';
import { allTheSame, refusedIn } from './kept-calls.ts';
import type { SentWrite } from './keeping-link.ts';
import { deviceWrites, forgetfulWrites, type KeptWrite } from './kept-writes.ts';
import { writeClock } from './write-clock.ts';
import { createWriteQueue, type WriteOutcome, type WriteQueue } from './write-queue.ts';

/** Not of the request but of the moment. */
const passing = new Set([408, 425, 429, 502, 503, 504]);

interface OwnWritesOptions {
  /** False on other apps' pages. */
  isOwnPage: boolean;
  client: () => ReturnType<typeof createTRPCClient<AppRouter>>;
  onSessionEnded: () => void;
  onStored: () => void;
}

/** What the person signed in writes. */
export function ownWrites({
  isOwnPage,
  client,
  onSessionEnded,
  onStored,
}: OwnWritesOptions): WriteQueue {
  const nowMs = writeClock();
  return createWriteQueue({
    kept: isOwnPage ? deviceWrites(() => localStorage, nowMs, window) : forgetfulWrites,
    send: ({ id, path, input }, personId) => {
      const context: SentWrite = { write: { id, personId } };
      return getUntypedClient(client()).mutation(path, input, {
        context: { ...context },
      });
    },
    outcomeOf,
    refusedIn,
    onSessionEnded,
    onStored,
    allTheSame,
    backoff: createBackoff(),
    nowMs,
  });
}

function outcomeOf(error: unknown, { path }: KeptWrite): WriteOutcome {
  if (isSessionEnded(error)) return { kind: 'session-ended' };
  const status = statusOf(error);
  const code = problemCode(error);
  const isLost = problemKind(error) === 'network';
  if (isLost || (status && passing.has(status)) || code === 'request.in_progress') {
    return { kind: 'later' };
  }
  const words = error instanceof Error ? error.message : '';
  // Whose paragraph was removed meanwhile: it comes back beside.
  const isGoneNote = path === 'meetings.notes.change' && status === 404;
  return { kind: 'refused', words, overtaken: code === 'request.stale' || isGoneNote };
}
