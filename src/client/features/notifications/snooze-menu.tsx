import { CalendarClock } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import { Menu, MenuItem, MenuSeparator } from '#client/ui/menu.tsx';
import type { TriggerProps } from '#client/ui/opens-later.tsx';
import { SnoozeDialog } from './snooze-dialog.tsx';
import { snoozeTimes } from './snooze-times.ts';

interface SnoozeMenuProps {
  trigger: ReactElement<TriggerProps>;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  onSnooze: (until: Date) => void;
}

/** When it shall come back: the times most people mean, or one's own. */
export function SnoozeMenu({ trigger, open, onOpenChange, onSnooze }: SnoozeMenuProps) {
  const [isChoosing, setChoosing] = useState(false);
  return (
    <>
      <Menu
        trigger={trigger}
        align="end"
        {...(open === undefined ? {} : { open })}
        {...(onOpenChange ? { onOpenChange } : {})}
      >
        <SnoozeItems onSnooze={onSnooze} onChoose={() => setChoosing(true)} />
      </Menu>
      <SnoozeDialog open={isChoosing} onOpenChange={setChoosing} onSnooze={onSnooze} />
    </>
  );
}

interface SnoozeItemsProps {
  onSnooze: (until: Date) => void;
  onChoose: () => void;
}

/** The same inside a menu with other things in it. */
export function SnoozeItems({ onSnooze, onChoose }: SnoozeItemsProps) {
  const t = useTranslations('notifications.snoozing');
  const format = useFormatter();
  // Made when the menu opens: its items are not there before.
  const [now] = useState(() => new Date());
  return (
    <>
      {snoozeTimes(now).map(({ choice, at }) => (
        <MenuItem
          key={choice}
          onSelect={() => onSnooze(at)}
          keys={format.dateTime(at, {
            ...(choice === 'week' || choice === 'tomorrow' ? { weekday: 'short' } : {}),
            timeStyle: undefined,
            hour: 'numeric',
            minute: '2-digit',
          })}
        >
          {t(choice)}
        </MenuItem>
      ))}
      <MenuSeparator />
      <MenuItem icon={<CalendarClock size={16} aria-hidden />} onSelect={onChoose}>
        {t('choose')}
      </MenuItem>
    </>
  );
}
