import { useState } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import type { StoredFile } from '#client/api/types.ts';
import { formatSize } from '#client/ui/format-size.ts';
import { type AcceptedType, checkFile } from './check-file.ts';
import { useUploadStore } from './upload-context.tsx';

interface SendFilesOptions {
  fileType: AcceptedType;
  maxSizeMb: number;
  projectId: string | null;
  onUploadComplete?: ((files: StoredFile[]) => void) | undefined;
}

/** Sends what can be taken and says, file by file, why the others cannot. */
export function useSendFiles({
  fileType,
  maxSizeMb,
  projectId,
  onUploadComplete,
}: SendFilesOptions) {
  const t = useTranslations('uploads');
  const locale = useLocale();
  const store = useUploadStore();
  const [refused, setRefused] = useState<string[]>([]);
  const send = (files: readonly File[]) => {
    const sentences: string[] = [];
    const good: File[] = [];
    for (const file of files) {
      const problem = checkFile(file, fileType, maxSizeMb);
      if (problem === null) good.push(file);
      else {
        const size = formatSize(maxSizeMb * 1_000_000, locale);
        sentences.push(t(`refused.${problem}`, { name: file.name, size }));
      }
    }
    setRefused(sentences);
    if (good.length > 0) {
      store.add(good, { projectId, ...(onUploadComplete ? { onComplete: onUploadComplete } : {}) });
    }
  };
  return { send, refused, dismiss: () => setRefused([]) };
}
