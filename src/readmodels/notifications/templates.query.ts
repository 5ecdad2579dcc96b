import { and, desc, eq, inArray, isNotNull, lt } from 'drizzle-orm';
import type { Language } from '#domain/kernel/refusals.ts';
import type { Made } from '#domain/notifications/templates/template.ts';
import type { OwnWordsByName } from '#domain/notifications/templates/wording.ts';
import { inOrderOfWords, type TemplateTexts } from '#domain/notifications/templates/texts.ts';
import { templateVersions } from '#drizzle/notifications.ts';
import { people } from '#drizzle/people.ts';
import type { Orm } from '#infra/db/database.ts';
import { avatarColumn } from '../people/avatar.ts';
import type { PersonSummary } from '../people/names.query.ts';

/** The words of administrators, of those of these templates that have some. */
export async function ownWordsOf(orm: Orm, names: readonly string[]): Promise<OwnWordsByName> {
  const { template, version, texts } = templateVersions;
  const rows = await orm
    .selectDistinctOn([template], { template, version, texts })
    .from(templateVersions)
    .where(inArray(template, [...names]))
    .orderBy(template, desc(version));
  return new Map(
    rows.flatMap((row) =>
      row.texts ? [[row.template, { version: row.version, texts: row.texts }]] : [],
    ),
  );
}

/** One version of a template. */
export interface TemplateVersionEntity {
  template: string;
  version: number;
  /** Null: what is built in. */
  texts: TemplateTexts | null;
  restored_from: number | null;
  changed_by: PersonSummary | null;
  changed_at: string;
}

/** One that is not built in: what it may fill in, and what it is called by in lists. */
export interface MadeTemplateEntity extends Made {
  template: string;
  /** Of its newest words. */
  title: Record<Language, string>;
  /** Given up: kept to be brought back. */
  is_gone: boolean;
}

/** Where each template stands that was ever changed; the others say what is built in. */
export async function changedTemplates(orm: Orm): Promise<
  (Omit<TemplateVersionEntity, 'texts' | 'restored_from'> & {
    has_own: boolean;
    made: MadeTemplateEntity | null;
  })[]
> {
  const { template, version } = templateVersions;
  const [rows, made] = await Promise.all([
    orm
      .selectDistinctOn([template], columns)
      .from(templateVersions)
      .leftJoin(people, eq(people.id, templateVersions.changedBy))
      .orderBy(template, desc(version)),
    madeTemplatesOf(orm),
  ]);
  return rows.map(({ texts, restored_from: _, ...row }) => ({
    ...row,
    has_own: texts !== null,
    made: made.get(row.template) ?? null,
  }));
}

/** All that administrators made, or those of these names. */
export async function madeTemplatesOf(
  orm: Orm,
  names?: readonly string[],
): Promise<ReadonlyMap<string, MadeTemplateEntity>> {
  const { template, version, texts, made } = templateVersions;
  const named = names ? inArray(template, [...names]) : undefined;
  const first = await orm
    .select({ template, made })
    .from(templateVersions)
    .where(and(named, isNotNull(made)));
  const all = await orm
    .select({ template, texts })
    .from(templateVersions)
    .where(
      inArray(
        template,
        first.map((one) => one.template),
      ),
    )
    .orderBy(version);
  return new Map(
    first.flatMap(({ template: name, made: definition }) => {
      if (!definition) return [];
      const said = all.filter((one) => one.template === name).map((one) => one.texts);
      const newest = said.findLast((one) => one !== null);
      const titleIn = (language: Language) => newest?.[language].inApp.title ?? name;
      const title = { en: titleIn('en'), fr: titleIn('fr') };
      const params = newest ? inOrderOfWords(definition.params, newest) : definition.params;
      const { type } = definition;
      return [[name, { template: name, type, params, title, is_gone: said.at(-1) === null }]];
    }),
  );
}

/** The newest first; `before`: the version after the page. */
export async function templateVersionsOf(
  orm: Orm,
  name: string,
  { limit, before }: { limit: number; before: number | null },
): Promise<{ results: TemplateVersionEntity[]; next_cursor: number | null }> {
  const { template, version } = templateVersions;
  const rows = await orm
    .select(columns)
    .from(templateVersions)
    .leftJoin(people, eq(people.id, templateVersions.changedBy))
    .where(and(eq(template, name), before === null ? undefined : lt(version, before)))
    .orderBy(desc(version))
    .limit(limit + 1);
  const results = rows.slice(0, limit);
  return { results, next_cursor: rows.length > limit ? (results.at(-1)?.version ?? null) : null };
}

const columns = {
  template: templateVersions.template,
  version: templateVersions.version,
  texts: templateVersions.texts,
  restored_from: templateVersions.restoredFrom,
  changed_by: { id: people.id, name: people.name, avatar_url: avatarColumn },
  changed_at: templateVersions.changedAt,
};
