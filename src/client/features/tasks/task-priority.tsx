import { useTranslations } from 'use-intl';
import type { Task } from '#client/api/types.ts';
import { Badge, type BadgeTone } from '#client/ui/badge.tsx';

const tones: Record<Exclude<Task['priority'], 'none'>, BadgeTone> = {
  low: 'quiet',
  medium: 'quiet',
  high: 'warn',
  urgent: 'danger',
};

/** How pressing a task is; nothing where nobody said so. */
export function PriorityWord({ priority }: { priority: Task['priority'] }) {
  const t = useTranslations('tasks');
  if (priority === 'none') return null;
  return <Badge tone={tones[priority]}>{t(`priorities.${priority}`)}</Badge>;
}
