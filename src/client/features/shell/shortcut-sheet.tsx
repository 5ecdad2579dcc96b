import { useTranslations } from 'use-intl';
import { Dialog } from '#client/ui/dialog.tsx';
import type { Place } from './places.ts';

interface ShortcutSheetProps {
  open: boolean;
  onClose: () => void;
  places: readonly Place[];
}

/** What the keys do. */
export function ShortcutSheet({ open, onClose, places }: ShortcutSheetProps) {
  const t = useTranslations();
  const rows: [keys: string[], what: string][] = [
    [['Ctrl', 'K'], t('keys.commands')],
    ...places.map((place): [string[], string] => [
      ['g', place.letter],
      t('keys.goTo', { place: t(`places.${place.key}`) }),
    ]),
    [['j', 'k'], t('keys.move')],
    [['Enter'], t('keys.open')],
    [['u'], t('keys.inboxRead')],
    [['a'], t('keys.inboxArchive')],
    [['s'], t('keys.inboxSnooze')],
    [['r'], t('keys.answer')],
    [['Alt', '↑', '↓'], t('keys.step')],
    [['←', '→'], t('keys.neighbours')],
    [['Esc'], t('keys.back')],
    [['?'], t('keys.help')],
  ];
  return (
    <Dialog
      open={open}
      onOpenChange={onClose}
      title={t('shell.shortcuts')}
      className="md:max-w-3xl"
    >
      <dl className="gap-10 px-5 pt-3 pb-5 md:columns-2">
        {rows.map(([keys, what]) => (
          <div
            key={what}
            className="flex break-inside-avoid items-center justify-between gap-4 border-b border-line py-1.5"
          >
            <dt className="text-list">{what}</dt>
            <dd className="flex gap-1">
              {keys.map((key) => (
                <kbd
                  key={key}
                  className="min-w-6 rounded-sm border border-line bg-sunken px-1.5 text-center font-sans text-small leading-5"
                >
                  {key}
                </kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
