import { X } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { inputClass } from '#client/ui/field.tsx';
import { useKeptText } from '#client/ui/use-kept-text.ts';

interface TaskLabelsProps {
  taskId: string;
  labels: readonly string[];
  onChange: (labels: string[]) => void;
}

/** Words to find a task by; Enter or a comma adds one. */
export function TaskLabels({ taskId, labels, onChange }: TaskLabelsProps) {
  const t = useTranslations('tasks');
  const [text, setText] = useKeptText(`label.${taskId}`);
  const add = () => {
    const label = text.trim().replace(/^#/u, '');
    setText('');
    if (label !== '' && !labels.includes(label)) onChange([...labels, label]);
  };
  return (
    <div className="flex flex-col gap-1">
      <span className="text-list font-semibold">{t('labels')}</span>
      <div className={`${inputClass} flex h-auto flex-wrap items-center gap-1 !px-1 py-0.5`}>
        {labels.map((label) => (
          <span
            key={label}
            className="inline-flex items-center rounded-sm bg-sunken pl-2 text-list"
          >
            #{label}
            <button
              type="button"
              aria-label={t('removeLabel', { label })}
              onClick={() => onChange(labels.filter((one) => one !== label))}
              className="inline-flex h-6.5 items-center px-1.5 text-quiet hover:text-text pointer-coarse:h-10"
            >
              <X size={14} aria-hidden />
            </button>
          </span>
        ))}
        <input
          aria-label={t('addLabel')}
          placeholder={labels.length === 0 ? t('addLabel') : ''}
          maxLength={50}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          onBlur={add}
          onKeyDown={(event) => {
            if (event.key === 'Enter' || event.key === ',') {
              event.preventDefault();
              add();
            }
            if (event.key === 'Backspace' && text === '') onChange(labels.slice(0, -1));
          }}
          className="h-6.5 min-w-20 flex-1 bg-transparent px-2 text-list outline-none placeholder:text-quiet pointer-coarse:h-10"
        />
      </div>
    </div>
  );
}
