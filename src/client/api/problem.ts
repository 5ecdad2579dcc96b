import { TRPCClientError } from '@trpc/client';

export type ProblemKind =
  | 'network'
  | 'signed-out'
  | 'forbidden'
  | 'not-found'
  | 'refused'
  | 'server';

/** The HTTP status a failed call was answered with; null when no answer came at all. */
export function statusOf(error: unknown): number | null {
  if (!(error instanceof TRPCClientError)) return null;
  const data: unknown = error.data;
  if (typeof data !== 'object' || data === null || !('httpStatus' in data)) return null;
  return typeof data.httpStatus === 'number' ? data.httpStatus : null;
}

/** The stable code of a refusal; null for what is none. */
export function problemCode(error: unknown): string | null {
  if (!(error instanceof TRPCClientError)) return null;
  const { problem } = (error.data ?? {}) as { problem?: { code?: string } };
  return problem?.code ?? null;
}

/** What is there instead of what a refused change went by; null where the refusal says nothing of it. */
export function presentOf(error: unknown): unknown {
  if (!(error instanceof TRPCClientError)) return null;
  const { problem } = (error.data ?? {}) as { problem?: { present?: unknown } };
  return problem?.present ?? null;
}

/** What sort of failure it is, which decides what a page says and offers. */
export function problemKind(error: unknown): ProblemKind {
  // Not a failed call but a fault of the page itself.
  if (!(error instanceof TRPCClientError)) return 'server';
  const status = statusOf(error);
  if (status === null) return 'network';
  if (status === 401) return 'signed-out';
  if (status === 403) return 'forbidden';
  if (status === 404) return 'not-found';
  return status >= 500 ? 'server' : 'refused';
}

/** The server's own words, which it gives in the reader's language, for failures it explains. */
export function refusalText(error: unknown): string | null {
  const kind = problemKind(error);
  const explained = kind === 'refused' || kind === 'forbidden' || kind === 'not-found';
  return explained && error instanceof Error ? error.message : null;
}

/** True when the session is over; a refused sign-in is none that could be. */
export function isSessionEnded(error: unknown): boolean {
  if (problemKind(error) !== 'signed-out' || !(error instanceof TRPCClientError)) return false;
  const data: unknown = error.data;
  const path = typeof data === 'object' && data !== null && 'path' in data ? data.path : '';
  return typeof path !== 'string' || !path.startsWith('auth.');
}

/** Which fields the server did not take, with what it says of each in the reader's language. */
export function fieldFaults(error: unknown): { field: string; message: string }[] {
  if (!(error instanceof TRPCClientError)) return [];
  const data = error.data as { problem?: { errors?: { field: string; message: string }[] } } | null;
  return data?.problem?.errors ?? [];
}
