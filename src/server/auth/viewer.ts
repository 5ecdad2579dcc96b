import type { Viewer } from '#domain/kernel/viewer.ts';
import type { Caller } from './caller.ts';

/** The caller, as far as what they may see depends on it. */
export function viewerOf({ personId, role }: Pick<Caller, 'personId' | 'role'>): Viewer {
  return { personId, isAdmin: role === 'admin' };
}
