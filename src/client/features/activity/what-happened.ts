import type { Activity, Task } from '#client/api/types.ts';
import type { en } from '#client/i18n/en.ts';

type Sentence = keyof (typeof en)['activity']['said'];

interface Person {
  id?: string;
  name: string;
  avatar_url: string | null;
}

export interface Happened {
  /** Null for what this version of the page has no words for. */
  sentence: `said.${Sentence}` | null;
  actor: Person | null;
  /** What it happened to. */
  what: string;
  href: string | null;
  status: Task['status'] | null;
  quote: string | null;
}

const sentences: Record<string, Sentence> = {
  'task.created': 'taskCreated',
  'task.updated': 'taskUpdated',
  'task.moved': 'taskMoved',
  'task.assigned': 'taskAssigned',
  'task.completed': 'taskCompleted',
  'task.deleted': 'taskDeleted',
  'task.commented': 'taskCommented',
  'task.comment_deleted': 'taskCommentDeleted',
  'member.added': 'memberAdded',
  'member.changed': 'memberChanged',
  'member.removed': 'memberRemoved',
  'project.updated': 'projectUpdated',
  'file.added': 'fileAdded',
  'file.updated': 'fileUpdated',
  'file.removed': 'fileRemoved',
  'file.restored': 'fileRestored',
  'meeting.scheduled': 'meetingScheduled',
  'meeting.updated': 'meetingUpdated',
  'meeting.cancelled': 'meetingCancelled',
};

/** The parts of a frame as the channel tells it, as far as a sentence needs them. */
interface Told {
  id?: string;
  project_id?: string | null;
  title?: string;
  original_name?: string;
  name?: string;
  status?: string;
  user?: { id?: string; name: string };
  actor?: Person | null;
  comment?: { text: string };
}

/** A change of a project, ready to be put into a sentence. */
export function whatHappened({ type, data }: Pick<Activity, 'type' | 'data'>): Happened {
  const told = data as Told;
  // Who was invited brings in themselves.
  const memberId = told.user?.id;
  const isOwn = type === 'member.added' && memberId !== undefined && memberId === told.actor?.id;
  const sentence = isOwn ? 'memberJoined' : sentences[type];
  return {
    sentence: sentence ? `said.${sentence}` : null,
    actor: told.actor ?? null,
    what: told.title ?? told.original_name ?? told.user?.name ?? told.name ?? '',
    href: hrefOf(type, told),
    status: type === 'task.moved' ? (told.status as Task['status']) : null,
    quote: told.comment?.text || null,
  };
}

function hrefOf(type: string, { id, project_id: projectId }: Told): string | null {
  if (id === undefined || type === 'task.deleted' || type === 'file.removed') return null;
  if (type.startsWith('task.')) return `/projects/${projectId}/tasks/${id}`;
  if (type.startsWith('file.')) return `/projects/${projectId}/files/${id}`;
  if (type.startsWith('meeting.')) return `/meetings/${id}`;
  return null;
}
