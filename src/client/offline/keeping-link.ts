import type { TRPCLink } from '@trpc/client';
import { observable } from '@trpc/server/observable';
import type { AppRouter } from '#server/trpc/router.ts';
import { isKeptCall } from './kept-calls.ts';
import type { KeptWrite } from './kept-writes.ts';
import type { WriteQueue } from './write-queue.ts';

/** What a write is sent with, by the queue and by nobody else. */
export interface SentWrite {
  write: Pick<KeptWrite, 'id'> & { personId: string };
}

export function sentWrite(context: Record<string, unknown>): SentWrite['write'] | null {
  return 'write' in context ? (context as unknown as SentWrite).write : null;
}

/** For what a page tells by itself: nobody typed it, and the next page tells it again. */
export const ofThePage = { ofThePage: true };

/** Hands the calls that are kept to the queue, which sends them by the links below. */
export function keepingLink(queue: () => WriteQueue): TRPCLink<AppRouter> {
  return () =>
    ({ op, next }) => {
      const writes = queue();
      const isWritten = !sentWrite(op.context) && !('ofThePage' in op.context);
      const isKept = op.type === 'mutation' && isKeptCall(op.path) && isWritten;
      if (!isKept || !writes.isOpen()) return next(op);
      return observable((observer) => {
        writes.write(op.path, op.input).then((data) => {
          observer.next({ result: { type: 'data', data } });
          observer.complete();
        }, observer.error);
      });
    };
}
