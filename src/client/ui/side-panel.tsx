import { X } from 'lucide-react';
import { type ReactNode, useEffect } from 'react';
import { useTranslations } from 'use-intl';
import { IconButton } from './button.tsx';
import { isTyping } from './typing.ts';

interface SidePanelProps {
  /** What it is, for screen readers. */
  label: string;
  title: ReactNode;
  actions?: ReactNode;
  onClose: () => void;
  children: ReactNode;
}

/** Details beside their list; over the whole screen where there is no room beside. Esc closes it. */
export function SidePanel({ label, title, actions, onClose, children }: SidePanelProps) {
  const t = useTranslations('actions');
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented && !isTyping(event.target)) onClose();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [onClose]);
  return (
    <aside
      aria-label={label}
      className="print-alone [--inset:1rem] fixed inset-0 z-30 flex flex-col overflow-y-auto border-line bg-surface md:absolute md:inset-y-0 md:right-0 md:left-auto md:w-96 md:border-l xl:static xl:w-104 xl:shrink-0"
    >
      <div className="sticky top-0 z-10 flex min-h-13 items-center gap-0.5 border-b border-line bg-surface pr-2 pl-4">
        <h2 className="min-w-0 flex-1 truncate text-list font-semibold">{title}</h2>
        {actions}
        <IconButton label={t('close')} onClick={onClose}>
          <X size={18} aria-hidden />
        </IconButton>
      </div>
      {children}
    </aside>
  );
}
