import { useMemo, useState } from 'react';
import { classNames } from './class-names.ts';
import { placeholderUrl } from './thumb-hash.ts';

interface PictureProps {
  src: string | null;
  alt: string;
  placeholder: string | null;
  /** `cover` fills its box (grids), `contain` shows the whole picture (viewers). */
  fit?: 'cover' | 'contain';
  className?: string;
}

/** A picture over its blurred placeholder: the box never jumps, the colours are there at once. */
export function Picture({ src, alt, placeholder, fit = 'cover', className }: PictureProps) {
  const [shown, setShown] = useState<string | null>(null);
  const loaded = src !== null && shown === src;
  const blurred = useMemo(() => placeholderUrl(placeholder), [placeholder]);
  return (
    <div
      className={classNames('relative overflow-hidden bg-sunken bg-cover bg-center', className)}
      style={blurred && !loaded ? { backgroundImage: `url(${blurred})` } : undefined}
    >
      {src && (
        <img
          src={src}
          alt={alt}
          loading="lazy"
          decoding="async"
          onLoad={() => setShown(src)}
          className={classNames(
            'absolute inset-0 size-full transition-opacity duration-100',
            fit === 'cover' ? 'object-cover' : 'object-contain',
            loaded ? 'opacity-100' : 'opacity-0',
          )}
        />
      )}
    </div>
  );
}
