import { useId } from 'react';
import type { StoredFile } from '#client/api/types.ts';
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

/** Sends what can be taken; the others are listed with the reason why they cannot. */
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
  const refusal = useRefusalWords(intake);
  const send = (given: readonly File[]) => {
    const meant = given
      .filter(({ name }) => !notMeant.test(name))
      .slice(0, multiple ? undefined : 1);
    const refused: RefusedFile[] = [];
    const good: File[] = [];
    for (const file of meant) {
      const problem = refusal(file);
      if (problem) refused.push({ file, problem });
      else good.push(file);
    }
    if (meant.length === 0) return;
    const where = { projectId, meetingId, fileType, place };
    store.add(good, { ...where, onComplete: onUploadComplete }, refused);
  };
  return { send, place };
}
