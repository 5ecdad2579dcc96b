import {
  Circle,
  CircleCheck,
  CircleDashed,
  CircleDot,
  CircleX,
  type LucideIcon,
} from 'lucide-react';
import { useTranslations } from 'use-intl';
import type { Task } from '#client/api/types.ts';
import { classNames } from '#client/ui/class-names.ts';
import { Menu, MenuItem } from '#client/ui/menu.tsx';
import { statuses } from './task-state.ts';

const signs: Record<Task['status'], { icon: LucideIcon; tone: string }> = {
  todo: { icon: Circle, tone: 'text-quiet' },
  in_progress: { icon: CircleDot, tone: 'text-accent' },
  in_review: { icon: CircleDashed, tone: 'text-warn' },
  done: { icon: CircleCheck, tone: 'text-ok' },
  cancelled: { icon: CircleX, tone: 'text-quiet' },
};

export function StatusSign({ status }: { status: Task['status'] }) {
  const { icon: Icon, tone } = signs[status];
  return <Icon size={18} aria-hidden className={tone} />;
}

interface StatusMenuProps {
  task: Pick<Task, 'title' | 'status'>;
  onChange: (status: Task['status']) => void;
  disabled: boolean;
}

/** A task's status as a sign that opens the others. */
export function StatusMenu({ task, onChange, disabled }: StatusMenuProps) {
  const t = useTranslations('tasks');
  const name = t(`statuses.${task.status}`);
  if (disabled) {
    return (
      <span className="target-square inline-flex items-center justify-center">
        <StatusSign status={task.status} />
        <span className="sr-only">{name}</span>
      </span>
    );
  }
  return (
    <Menu
      trigger={
        <button
          type="button"
          title={name}
          aria-label={t('statusOf', { title: task.title, status: name })}
          className="target-square inline-flex items-center justify-center rounded-md hover:bg-line"
        >
          <StatusSign status={task.status} />
        </button>
      }
    >
      {statuses.map((status) => (
        <MenuItem
          key={status}
          icon={<StatusSign status={status} />}
          onSelect={() => onChange(status)}
        >
          <span className={classNames(status === task.status && 'font-semibold')}>
            {t(`statuses.${status}`)}
          </span>
        </MenuItem>
      ))}
    </Menu>
  );
}
