import { Avatar as BaseAvatar } from '@base-ui/react/avatar';
import { useServerUrl } from '#client/api/server-context.tsx';
import { classNames } from './class-names.ts';
import { initialsOf } from './initials.ts';

interface AvatarProps {
  name: string;
  url: string | null;
  size?: 'sm' | 'md' | 'lg';
  /** Where none of the sizes is meant. */
  className?: string;
}

const sizes = { sm: 'size-6 text-[0.625rem]', md: 'size-8 text-small', lg: 'size-16 text-title' };

/** A face, or the initials of a name. Decorative: the name stands beside it. */
export function Avatar({ name, url, size = 'md', className }: AvatarProps) {
  const serverUrl = useServerUrl();
  return (
    <BaseAvatar.Root
      aria-hidden
      className={classNames(
        'inline-flex shrink-0 items-center justify-center overflow-hidden rounded-full bg-accent-soft font-semibold text-accent select-none',
        className ?? sizes[size],
      )}
    >
      {url && <BaseAvatar.Image src={serverUrl(url)} alt="" className="size-full object-cover" />}
      <BaseAvatar.Fallback>{initialsOf(name)}</BaseAvatar.Fallback>
    </BaseAvatar.Root>
  );
}
