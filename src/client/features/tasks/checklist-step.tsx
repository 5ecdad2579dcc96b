import { ArrowDown, ArrowUp, Ellipsis, GripVertical, X } from 'lucide-react';
import { useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { TaskDetails } from '#client/api/types.ts';
import { IconButton } from '#client/ui/button.tsx';
import { classNames } from '#client/ui/class-names.ts';
import { Menu, MenuItem } from '#client/ui/menu.tsx';
import { useKeptEdit } from '#client/ui/use-kept-edit.ts';
import { useStepDrag } from './use-step-drag.ts';
import type { ChangeDetails } from './use-task-details.ts';

type Item = TaskDetails['checklist'][number];

interface ChecklistStepProps {
  item: Item;
  /** Of the step below it; null where there is none. */
  nextId: string | null;
  isFirst: boolean;
  change: ChangeDetails;
  onMove: (itemId: string, beforeId: string | null) => void;
  onMoveBy: (by: -1 | 1) => void;
  readOnly: boolean;
}

/** One step: ticked off, reworded where it stands, put elsewhere by its handle, its menu or Alt and an arrow. */
export function ChecklistStep(props: ChecklistStepProps) {
  const { item, nextId, isFirst, change, onMove, onMoveBy, readOnly } = props;
  const t = useTranslations('tasks');
  const row = useRef<HTMLLIElement>(null);
  const handle = useRef<HTMLSpanElement>(null);
  const { edited, show, sending } = useKeptEdit(`step.edit.${item.id}`);
  // At once: the cache tells its readers a moment later, and the tick would jump back until then.
  const [ticked, setTicked] = useState<boolean | null>(null);
  const itemId = item.id;
  const { isDragged, over } = useStepDrag({
    row,
    handle,
    itemId,
    nextId,
    disabled: readOnly,
    onMove,
  });
  const shownAs = (changes: Partial<Item>) => (details: TaskDetails) => ({
    ...details,
    checklist: details.checklist.map((one) => (one.id === itemId ? { ...one, ...changes } : one)),
  });
  const save = async () => {
    if (!edited) return;
    const { base: seenText } = edited;
    const text = edited.text.trim();
    if (text === '' || text === item.text) return show(null);
    const saving = { type: 'ChangeChecklistItem', itemId, text, seenText } as const;
    sending(edited)(await change(saving, shownAs({ text })));
  };
  const remove = () =>
    void change({ type: 'RemoveChecklistItem', itemId, seenText: item.text }, (details) => ({
      ...details,
      checklist: details.checklist.filter((one) => one.id !== itemId),
    }));
  return (
    <li
      ref={row}
      data-step={itemId}
      className={classNames('group relative flex items-center gap-2', isDragged && 'opacity-40')}
    >
      {over !== null && (
        <span
          className={classNames(
            'absolute inset-x-0 h-0.5 bg-accent',
            over === 'above' ? '-top-px' : '-bottom-px',
          )}
        />
      )}
      <input
        type="checkbox"
        checked={ticked ?? item.done}
        disabled={readOnly}
        aria-label={item.text}
        onChange={({ currentTarget: { checked } }) => {
          setTicked(checked);
          const ticking = {
            type: 'ChangeChecklistItem',
            itemId,
            isDone: checked,
            seenText: item.text,
          } as const;
          void change(ticking, shownAs({ done: checked })).then(() => setTicked(null));
        }}
        className="size-4 shrink-0 accent-accent pointer-coarse:size-5"
      />
      {readOnly ? (
        <span className={classNames('py-1.5 text-list', item.done && 'text-quiet line-through')}>
          {item.text}
        </span>
      ) : (
        <input
          type="text"
          aria-label={t('step')}
          value={edited?.text ?? item.text}
          maxLength={500}
          onChange={(event) =>
            // With what it said when one began to write.
            show({ text: event.currentTarget.value, base: edited?.base ?? item.text })
          }
          onBlur={() => void save()}
          onKeyDown={(event) => {
            if (event.key === 'Enter') event.currentTarget.blur();
            if (event.altKey && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) {
              event.preventDefault();
              onMoveBy(event.key === 'ArrowUp' ? -1 : 1);
            }
            if (event.key === 'Escape') {
              event.stopPropagation();
              show(null);
            }
          }}
          className={classNames(
            'target min-w-0 flex-1 bg-transparent text-list',
            item.done && 'text-quiet line-through',
          )}
        />
      )}
      {!readOnly && (
        <>
          <span
            ref={handle}
            aria-hidden
            className="cursor-grab text-quiet opacity-0 group-hover:opacity-100 pointer-coarse:opacity-100"
          >
            <GripVertical size={15} />
          </span>
          <Menu
            align="end"
            trigger={
              <IconButton
                label={t('stepActions', { text: item.text })}
                className="opacity-0 group-hover:opacity-100 focus-visible:opacity-100 aria-expanded:opacity-100 pointer-coarse:opacity-100"
              >
                <Ellipsis size={15} aria-hidden />
              </IconButton>
            }
          >
            {!isFirst && (
              <MenuItem
                icon={<ArrowUp size={15} aria-hidden />}
                keys="Alt ↑"
                onSelect={() => onMoveBy(-1)}
              >
                {t('moveStepUp')}
              </MenuItem>
            )}
            {nextId !== null && (
              <MenuItem
                icon={<ArrowDown size={15} aria-hidden />}
                keys="Alt ↓"
                onSelect={() => onMoveBy(1)}
              >
                {t('moveStepDown')}
              </MenuItem>
            )}
            <MenuItem icon={<X size={15} aria-hidden />} onSelect={remove}>
              {t('removeStep')}
            </MenuItem>
          </Menu>
        </>
      )}
    </li>
  );
}
