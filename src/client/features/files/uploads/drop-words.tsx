import { useTranslations } from 'use-intl';
import type { UploadType } from './upload.ts';

const words = {
  any: { drop: 'dropHere', add: 'addHere' },
  image: { drop: 'dropPictures', add: 'addPictures' },
  document: { drop: 'dropDocuments', add: 'addDocuments' },
} as const;

/** What a place for files is there for; under a finger nothing is dropped. */
export function DropWords({ type = null }: { type?: UploadType }) {
  const t = useTranslations('uploads');
  const { drop, add } = words[type ?? 'any'];
  return (
    <p className="text-list font-semibold">
      <span className="pointer-coarse:hidden">{t(drop)}</span>
      <span className="hidden pointer-coarse:inline">{t(add)}</span>
    </p>
  );
}
