import { FileFailed, FileQuarantined, FileReady } from '#domain/files/file.events.ts';
import { concerned, eventsOf } from '#domain/notifications/concerns/concern.ts';
import { fileConcerns } from '#domain/notifications/concerns/file.concerns.ts';
import type { Reaction } from '#infra/reactions/reaction.ts';
import { fileAudience } from '#readmodels/files/file-news.query.ts';
import { tell } from './tell.ts';

/** What became of a file → the people it concerns. */
export const tellOfFilesReaction: Reaction = {
  name: 'notifications.tell-of-files',
  from: 'beginning',
  handles: eventsOf(fileConcerns),
  react: async (event, context) => {
    const { fileId, uploadedBy, projectId } = files.parse(event.data);
    const audience = await fileAudience(context.tx, fileId);
    if (!audience) return;
    const { fileName: file, uploaderName: actor, projectName, isPicture, reasons } = audience.news;
    const told = concerned(fileConcerns, event.type, null, {
      uploadedBy,
      isPicture,
      isInProject: projectName !== null,
      peopleIds: audience.people.map(({ id }) => id),
    });
    await tell(event, context, {
      told,
      params: (_kind, language) => ({
        file,
        actor,
        project: projectName ?? '',
        reasons: reasons[language].join(' '),
      }),
      link: `/files/${fileId}`,
      subjectId: fileId,
      projectId,
      ...(projectId ? { projectLink: `/projects/${projectId}/files` } : {}),
      actorId: event.type === FileReady.type ? uploadedBy : null,
    });
  },
};

const files = FileReady.schema.or(FileQuarantined.schema).or(FileFailed.schema);
