import type { FileViewer } from '#readmodels/files/files.query.ts';
import type { Caller } from '../auth/caller.ts';

export function viewerOf({ personId, role }: Caller): FileViewer {
  return { personId, isAdmin: role === 'admin' };
}
