/** How a list of files is asked for: by REST with names in snake_case, by tRPC in camelCase. */
import { z } from 'zod';
import { fileType } from '#domain/files/file.events.ts';
import { givenId, text, utcInstant } from '#domain/kernel/fields.ts';
import type { FilesPage } from '#readmodels/files/files.query.ts';
import { cursorValues, type FilesOrder, fileSorts } from '#readmodels/files/files-order.ts';
import { pageLimit } from '../http/page-input.ts';

const one = <Value extends z.ZodType>(value: Value) => value.nullish().default(null);

const filters = {
  type: one(fileType),
  status: one(z.enum(['processing', 'ready', 'quarantined', 'failed'])),
  q: one(text(0, 200).transform((given) => given.normalize('NFC').trim() || null)),
  sort: z.enum(fileSorts).default('date'),
  order: one(z.enum(['asc', 'desc'])),
  limit: pageLimit,
  cursor: one(z.string()),
};
const cursorFits = ({ sort, cursor }: Pick<FilesOrder, 'sort' | 'cursor'>) =>
  cursor === null || cursorValues(sort, cursor) !== null;
const ofItsOrder = { path: ['cursor'], error: 'invalid_format' };
const mimeType = one(z.string().regex(/^[\w.+-]{1,60}\/[\w.+-]{1,100}$/));

export const filesPage = z
  .object({
    ...filters,
    projectId: one(givenId),
    meetingId: one(givenId),
    uploadedBy: one(givenId),
    mimeType,
    createdFrom: one(utcInstant),
    createdBefore: one(utcInstant),
    trashed: z.boolean().default(false),
  })
  .refine(cursorFits, ofItsOrder);

export const filesQuery = z
  .object({
    ...filters,
    file_type: one(fileType),
    project_id: one(givenId),
    meeting_id: one(givenId),
    uploaded_by: one(givenId),
    mime_type: mimeType,
    created_from: one(utcInstant),
    created_before: one(utcInstant),
    trashed: z.stringbool({ truthy: ['true'], falsy: ['false'] }).default(false),
  })
  .refine(cursorFits, ofItsOrder)
  .transform(
    (given): FilesPage => ({
      type: given.type ?? given.file_type,
      status: given.status,
      q: given.q,
      projectId: given.project_id,
      meetingId: given.meeting_id,
      uploadedBy: given.uploaded_by,
      mimeType: given.mime_type,
      createdFrom: given.created_from,
      createdBefore: given.created_before,
      trashed: given.trashed,
      sort: given.sort,
      order: given.order,
      limit: given.limit,
      cursor: given.cursor,
    }),
  );
