/** A person's times of meetings as a list without an end, forwards or backwards from a moment. */
import type { Database } from '#infra/db/database.ts';
import type { OccurrenceEntity } from './meeting.entity.ts';
import { occurrencesOf } from './occurrences.query.ts';

export interface AgendaPage {
  projectId: string | null;
  /** `ahead`: what is not over by then, earliest first; `past`: what is over, latest first. */
  from: string;
  which: 'ahead' | 'past';
  limit: number;
  /** As `next_cursor` gave it. */
  cursor: string | null;
}

/** The start and the id of a page's last time of a meeting. */
export const agendaCursor = /^(\d{4}-[\dT:.-]+Z) ([0-9a-f-]{36})$/;

const dayMs = 86_400_000;
/** Looked through one after the other until there is enough; the last reaches ten years. */
const spansDays = [45, 180, 720, 2_700];

export async function agendaOf(
  database: Database,
  personId: string,
  page: AgendaPage,
): Promise<{ results: OccurrenceEntity[]; next_cursor: string | null }> {
  const { projectId, from, which, limit } = page;
  const [, lastAt, lastId] = (page.cursor && agendaCursor.exec(page.cursor)) || [];
  const isAhead = which === 'ahead';
  const sign = isAhead ? 1 : -1;
  const order = (one: OccurrenceEntity, other: OccurrenceEntity) =>
    sign * (one.starts_at.localeCompare(other.starts_at) || one.id.localeCompare(other.id));
  const isOn = ({ starts_at, ends_at, id }: OccurrenceEntity) => {
    if (isAhead ? ends_at <= from : ends_at > from) return false;
    if (!lastAt || !lastId) return true;
    return sign * (starts_at.localeCompare(lastAt) || id.localeCompare(lastId)) > 0;
  };
  const found: OccurrenceEntity[] = [];
  let edgeMs = Date.parse(lastAt ?? from);
  for (const days of spansDays) {
    const nextMs = edgeMs + sign * days * dayMs;
    // The moment itself is looked at in both: who was there before is not there twice.
    const [start, end] = isAhead ? [edgeMs, nextMs] : [nextMs, edgeMs + 1];
    const { results } = await occurrencesOf(database, personId, {
      projectId,
      from: new Date(start).toISOString(),
      to: new Date(end).toISOString(),
    });
    const known = new Set(found.map(keyOf));
    found.push(...results.filter((one) => isOn(one) && !known.has(keyOf(one))));
    if (found.length > limit) break;
    edgeMs = nextMs;
  }
  const results = found.toSorted(order).slice(0, limit);
  const last = results.at(-1);
  const more = found.length > limit && last;
  return { results, next_cursor: more ? `${last.starts_at} ${last.id}` : null };
}

function keyOf({ id, occurrence }: OccurrenceEntity): string {
  return `${id} ${occurrence ?? ''}`;
}
