import { useMemo } from 'react';
import { trpc } from '#client/api/trpc.ts';
import { useKeptText } from '#client/ui/use-kept-text.ts';
import { maxFilesOfMessage } from '#domain/meetings/message.limits.ts';
import { sentBytesOf, type Upload } from './upload.ts';
import { useUploads, useUploadStore } from './upload-context.tsx';
import { useDrop } from './use-drop.ts';
import { useIntake } from './use-intake.ts';
import { usePaste } from './use-paste.ts';
import { usePicker } from './use-picker.ts';
import { useSendFiles } from './use-send-files.ts';

/**
 * Files that are to go with what one is writing to a meeting: sent as soon as they are given, kept with
 * the draft under `key`, and put into the trash again where one thinks better of it.
 */
export function useAttachments(meetingId: string, key: string) {
  const [kept, keep] = useKeptText(key);
  const fileIds = useMemo(() => (kept === '' ? [] : kept.split(' ')), [kept]);
  const store = useUploadStore();
  const uploads = useUploads();
  const intake = useIntake(null);
  const { send, place } = useSendFiles({
    fileType: null,
    intake,
    projectId: null,
    meetingId,
    // Read anew: several may have come through since.
    onUploadComplete: (files) =>
      keep((now) => [now, ...files.map(({ id }) => id)].join(' ').trim()),
  });
  const sending = uploads.filter((upload) => upload.place === place && !isThrough(upload));
  const room = maxFilesOfMessage - fileIds.length - sending.length;
  // Each by itself: the one that is through first waits for no other.
  const sendEach = (files: readonly File[]) => {
    for (const file of files.slice(0, room)) send([file]);
  };
  usePaste(sendEach, true, { intoFields: true });
  const drop = useDrop(sendEach);
  const picker = usePicker(sendEach);
  const trash = trpc.files.trash.useMutation();
  return {
    fileIds,
    sending: sending.map(shown),
    isFull: room <= 0,
    drop,
    picker,
    /** Gives up one that is on its way. */
    cancel: store.cancel,
    /** Takes one off that is there already. */
    remove: (fileId: string) => {
      keep(fileIds.filter((id) => id !== fileId).join(' '));
      trash.mutate({ fileId });
    },
    /** They are sent, and nobody's draft any more. */
    clear: () => keep(''),
  };
}

function isThrough({ state }: Upload): boolean {
  return ['processing', 'done', 'quarantined'].includes(state.name);
}

function shown(upload: Upload) {
  const { id, file, state } = upload;
  return {
    id,
    name: file.name,
    share: sentBytesOf(upload) / Math.max(1, file.size),
    problem: state.name === 'failed' ? (state.problem.detail ?? state.problem.code) : null,
  };
}
