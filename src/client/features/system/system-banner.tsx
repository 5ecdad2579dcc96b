import { CircleAlert, CircleCheck, Info, TriangleAlert, Wrench, X } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useFormatter, useTranslations } from 'use-intl';
import type { SystemNow } from '#client/api/types.ts';
import { usePerson } from '#client/app/person.ts';
import { Button, IconButton } from '#client/ui/button.tsx';
import { classNames } from '#client/ui/class-names.ts';
import { Countdown } from './countdown.tsx';
import { useDismissed } from './dismissed.ts';
import { useSystemNow } from './use-system-now.ts';

type Announcement = SystemNow['announcements'][number];
type Maintenance = SystemNow['maintenance'][number];

/** More would push the page away. */
const shownAtOnce = 2;

/** About what the countdown and the window take. */
const headCharacters = 60;

const tones = {
  info: { icon: Info, row: 'bg-raised', sign: 'text-accent' },
  success: { icon: CircleCheck, row: 'bg-ok-soft', sign: 'text-ok' },
  warning: { icon: TriangleAlert, row: 'bg-warn-soft', sign: 'text-warn' },
  error: { icon: CircleAlert, row: 'bg-danger-soft', sign: 'text-danger' },
} as const;

/** Over every page: maintenance with its countdown, and announcements until they are put away. */
export function SystemBanner() {
  const t = useTranslations('system.banner');
  const person = usePerson();
  const { announcements, maintenance } = useSystemNow();
  const { isDismissed, dismiss } = useDismissed(person.id);
  const [all, setAll] = useState(false);
  const kept = announcements.filter((announcement) => !isDismissed(keyOf(announcement)));
  const shown = all ? kept : kept.slice(0, shownAtOnce);
  const [next] = maintenance;
  return (
    <div role="status" aria-label={t('label')} className="max-h-[40vh] shrink-0 overflow-y-auto">
      {next && <MaintenanceLine maintenance={next} />}
      {shown.map((announcement) => (
        <AnnouncementLine
          key={keyOf(announcement)}
          announcement={announcement}
          onDismiss={() => dismiss(keyOf(announcement))}
        />
      ))}
      {kept.length > shown.length && (
        <div className="border-b border-line bg-raised px-2 md:px-4">
          <Button tone="quiet" onClick={() => setAll(true)}>
            {t('more', { count: kept.length - shown.length })}
          </Button>
        </div>
      )}
    </div>
  );
}

/** Who put it away is told again when it says something else. */
function keyOf({ id, version }: Announcement): string {
  return `${id} ${version}`;
}

function MaintenanceLine({ maintenance }: { maintenance: Maintenance }) {
  const t = useTranslations('system.banner');
  const format = useFormatter();
  const { starts_at, ends_at, message } = maintenance;
  // The clock is quicker than the frame that says so, and goes on where no frame comes.
  const isUnderWay = maintenance.status === 'in_progress' || Date.parse(starts_at) <= Date.now();
  const window = format.dateTimeRange(new Date(starts_at), new Date(ends_at), {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
  });
  const left = () => <Countdown to={isUnderWay ? ends_at : starts_at} />;
  return (
    <Line
      row={isUnderWay ? 'bg-warn-soft' : 'bg-raised'}
      sign={<Wrench size={16} className={isUnderWay ? 'text-warn' : 'text-quiet'} aria-hidden />}
      characters={headCharacters + message.length}
    >
      <strong className="font-semibold">
        {isUnderWay ? t.rich('underWay', { left }) : t.rich('coming', { left })}
      </strong>{' '}
      <span className="text-quiet">{window}</span>
      {message !== '' && <span> · {message}</span>}
    </Line>
  );
}

interface AnnouncementLineProps {
  announcement: Announcement;
  onDismiss: () => void;
}

function AnnouncementLine({ announcement, onDismiss }: AnnouncementLineProps) {
  const t = useTranslations('system.banner');
  const types = useTranslations('system.types');
  const { title, message, type } = announcement;
  const { icon: Icon, row, sign } = tones[type];
  return (
    <Line
      row={row}
      sign={<Icon size={16} className={sign} aria-hidden />}
      characters={title.length + message.length}
      end={
        <IconButton label={t('dismiss', { title })} onClick={onDismiss}>
          <X size={16} aria-hidden />
        </IconButton>
      }
    >
      <span className="sr-only">{types(type)}: </span>
      <strong className="font-semibold">{title}</strong>{' '}
      <span className="whitespace-pre-line">{message}</span>
    </Line>
  );
}

interface LineProps {
  row: string;
  sign: ReactNode;
  /** How long it is: what takes more than its lines is shown whole when somebody asks for it. */
  characters: number;
  children: ReactNode;
  end?: ReactNode;
}

/** What fits in one line on a phone, and in two on a desk. */
const fits = { phone: 40, desk: 240 };

function Line({ row, sign, characters, children, end }: LineProps) {
  const t = useTranslations('system.banner');
  const [whole, setWhole] = useState(false);
  return (
    <div
      className={classNames(
        'flex items-start gap-3 border-b border-line pr-2 pl-4 text-list md:pr-4 md:pl-6',
        row,
      )}
    >
      <span className="mt-2.5 shrink-0">{sign}</span>
      <div className="flex min-w-0 flex-1 flex-wrap items-baseline gap-x-3 py-2">
        <p
          className={classNames(
            'min-w-0 break-words',
            whole ? 'basis-full' : 'line-clamp-1 flex-1 md:line-clamp-2',
          )}
        >
          {children}
        </p>
        {characters > fits.phone && (
          <button
            type="button"
            aria-expanded={whole}
            onClick={() => setWhole(!whole)}
            className={classNames(
              'shrink-0 text-small text-quiet underline underline-offset-2 hover:text-text',
              characters <= fits.desk && 'md:hidden',
            )}
          >
            {whole ? t('less') : t('whole')}
          </button>
        )}
      </div>
      {end}
    </div>
  );
}
