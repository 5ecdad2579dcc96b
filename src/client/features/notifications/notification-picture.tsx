import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react';
import { signedLinks } from '#client/api/signed-links.ts';
import { trpc } from '#client/api/trpc.ts';
import type { Notification } from '#client/api/types.ts';
import { classNames } from '#client/ui/class-names.ts';
import { Picture } from '#client/ui/picture.tsx';
import { fileIdOfLink } from './file-link.ts';

const signs = {
  info: { Icon: Info, className: 'text-quiet' },
  success: { Icon: CircleCheck, className: 'text-ok' },
  warning: { Icon: TriangleAlert, className: 'text-warn' },
  error: { Icon: CircleAlert, className: 'text-danger' },
} as const;

interface NotificationPictureProps {
  notification: Notification;
  className?: string;
}

/** The picture a notification is about, or a sign for its kind. */
export function NotificationPicture({ notification, className }: NotificationPictureProps) {
  const fileId = fileIdOfLink(notification.link);
  const file = trpc.files.get.useQuery(
    { fileId: fileId ?? '' },
    { enabled: fileId !== null, retry: false, ...signedLinks },
  );
  const thumbnail = file.data?.thumbnails.find(({ name }) => name === '150');
  if (thumbnail || (fileId !== null && file.isPending)) {
    return (
      <Picture
        src={thumbnail?.url ?? null}
        alt=""
        placeholder={file.data?.placeholder ?? null}
        className={classNames('shrink-0 rounded-sm', className)}
      />
    );
  }
  return <TypeSign type={notification.type} {...(className ? { className } : {})} />;
}

interface TypeSignProps {
  type: Notification['type'];
  className?: string;
}

export function TypeSign({ type, className }: TypeSignProps) {
  const { Icon, className: tone } = signs[type];
  return (
    <span
      className={classNames(
        'flex shrink-0 items-center justify-center rounded-sm bg-sunken',
        tone,
        className,
      )}
    >
      <Icon size={18} aria-hidden />
    </span>
  );
}
