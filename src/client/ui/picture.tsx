import { useMemo, useState } from 'react';
import { classNames } from './class-names.ts';
import { placeholderUrl } from './thumb-hash.ts';

interface PictureProps {
  src: string | null;
  alt: string;
  placeholder: string | null;
  /** Where a smaller one of the same is, which is there sooner. */
  smallerSrc?: string | null;
  /** `cover` fills its box (grids), `contain` shows the whole picture (viewers). */
  fit?: 'cover' | 'contain';
  className?: string;
  onError?: () => void;
}

/** A picture over its blurred placeholder: the box never jumps, the colours are there at once. */
export function Picture({
  src,
  alt,
  placeholder,
  smallerSrc = null,
  fit = 'cover',
  className,
  onError,
}: PictureProps) {
  const [shown, setShown] = useState<string | null>(null);
  const loaded = src !== null && shown === src;
  const blurred = useMemo(() => placeholderUrl(placeholder), [placeholder]);
  const before = smallerSrc ?? blurred;
  return (
    <div
      className={classNames(
        'relative overflow-hidden bg-sunken bg-center bg-no-repeat',
        fit === 'cover' ? 'bg-cover' : 'bg-contain',
        className,
      )}
      style={before && !loaded ? { backgroundImage: `url(${before})` } : undefined}
    >
      {src && (
        <img
          src={src}
          alt={alt}
          loading="lazy"
          decoding="async"
          onLoad={() => setShown(src)}
          onError={onError}
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
