import { useId } from 'react';
import { useTranslations } from 'use-intl';
import type { StoredFile } from '#client/api/types.ts';
import { useToast } from '#client/ui/toast.tsx';
import { mayShrink, shrinkPicture } from './shrink-picture.ts';
import type { UploadType } from './upload.ts';
import { useUploadStore } from './upload-context.tsx';
import type { RefusedFile } from './upload-store.ts';
import type { Intake } from './use-intake.ts';
import { useRefusalWords } from './use-refusal-words.ts';

interface SendFilesOptions {
  fileType: UploadType;
  intake: Intake;
  projectId: string | null;
  meetingId?: string | null;
  multiple?: boolean;
  onUploadComplete?: ((files: StoredFile[]) => void) | undefined;
}

/** What systems put into folders for themselves. */
const notMeant = /^(\.|Thumbs\.db$|desktop\.ini$)/i;

/**
 * Sends what can be taken, photos that are too large as small as they would be stored; the others are
 * listed with the reason why they cannot.
 */
export function useSendFiles({
  fileType,
  intake,
  projectId,
  meetingId = null,
  multiple = true,
  onUploadComplete,
}: SendFilesOptions) {
  const store = useUploadStore();
  const place = useId();
  const t = useTranslations('uploads');
  const toast = useToast();
  const refusal = useRefusalWords(intake);
  const where = { projectId, meetingId, fileType, place, onComplete: onUploadComplete };
  const pictures = intake.find(({ type }) => type === 'image');
  /** One after the other: each takes as much memory as it has pixels. */
  const sendSmaller = async (large: readonly RefusedFile[], maxSizeBytes: number) => {
    let count = 0;
    for (const one of large) {
      const smaller = await shrinkPicture(one.file, maxSizeBytes);
      store.add(smaller ? [smaller] : [], where, smaller ? [] : [one]);
      if (smaller) count += 1;
    }
    if (count > 0) toast(t('sentSmaller', { count }));
  };
  const send = (given: readonly File[]) => {
    const meant = given
      .filter(({ name }) => !notMeant.test(name))
      .slice(0, multiple ? undefined : 1);
    const refused: RefusedFile[] = [];
    const large: RefusedFile[] = [];
    const good: File[] = [];
    for (const file of meant) {
      const problem = refusal(file);
      if (!problem) good.push(file);
      else if (problem.code === 'file.too_large' && pictures && mayShrink(file)) {
        large.push({ file, problem });
      } else refused.push({ file, problem });
    }
    if (good.length + refused.length > 0) store.add(good, where, refused);
    if (pictures && large.length > 0) void sendSmaller(large, pictures.maxSizeBytes);
  };
  return { send, place };
}
