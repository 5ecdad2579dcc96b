import { notices, quarantining } from '#domain/files/notices.ts';
import { noticesOn, type ScanState } from '#domain/files/scan.ts';
import type { Language } from '#domain/kernel/refusals.ts';
import type { SqlRunner } from '#infra/db/database.ts';

interface FileNews {
  fileName: string;
  uploaderName: string;
  /** Null where the file is in no project. */
  projectName: string | null;
  isPicture: boolean;
  /** Why it is not given out, each as a sentence; empty where it is. */
  reasons: Record<Language, string[]>;
}

export interface FileAudience {
  news: FileNews;
  /** The uploader and the people of the project, each once. */
  people: { id: string }[];
}

/** What is to be told about a file, and to whom; null where it or its uploader is gone. */
export async function fileAudience(sql: SqlRunner, fileId: string): Promise<FileAudience | null> {
  const rows = await sql<
    {
      fileName: string;
      uploaderName: string;
      projectName: string | null;
      isPicture: boolean;
      notices: string[];
      scan: ScanState;
      id: string;
    }[]
  >`
    select f.original_name as "fileName", u.name as "uploaderName", p.name as "projectName",
           f.file_type <> 'document' as "isPicture", f.notices, f.scan, reader.id
    from files f
    join people u on u.id = f.uploaded_by
    left join projects p on p.id = f.project_id
    join lateral (
      select f.uploaded_by as id
      union select person_id from project_members where project_id = f.project_id
    ) told on true
    join people reader on reader.id = told.id
    where f.id = ${fileId} and f.trashed_at is null order by reader.id`;
  const [first] = rows;
  if (!first) return null;
  const { fileName, uploaderName, projectName, isPicture } = first;
  const found = quarantining(noticesOn(first)).map((code) => notices[code]);
  const reasons = { en: found.map(({ en }) => en), fr: found.map(({ fr }) => fr) };
  return {
    news: { fileName, uploaderName, projectName, isPicture, reasons },
    people: rows.map(({ id }) => ({ id })),
  };
}
