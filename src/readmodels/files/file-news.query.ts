import type { FileNews } from '#domain/notifications/texts.ts';
import type { Language } from '#domain/kernel/refusals.ts';
import type { SqlRunner } from '#infra/db/database.ts';

export interface FileAudience {
  news: FileNews;
  /** The uploader and the people of the project, each once. */
  people: { id: string; language: Language }[];
}

/** What is to be told about a file, and to whom; null where the uploader is gone. */
export async function fileAudience(sql: SqlRunner, fileId: string): Promise<FileAudience | null> {
  const [file] = await sql<
    {
      file_name: string;
      uploader_name: string;
      project_name: string | null;
      uploaded_by: string;
      project_id: string | null;
    }[]
  >`
    select f.original_name as file_name, u.name as uploader_name, p.name as project_name,
           f.uploaded_by, f.project_id
    from files f
    join people u on u.id = f.uploaded_by
    left join projects p on p.id = f.project_id
    where f.id = ${fileId}`;
  if (!file) return null;
  const people = await sql<{ id: string; language: Language }[]>`
    select id, language from people
    where id = ${file.uploaded_by}
       or id in (select person_id from project_members where project_id = ${file.project_id})
    order by id`;
  return {
    news: {
      fileName: file.file_name,
      uploaderName: file.uploader_name,
      projectName: file.project_name,
    },
    people: [...people],
  };
}
