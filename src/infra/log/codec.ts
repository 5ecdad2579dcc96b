/** Between an event as the domain knows it and as the log stores it. */
import type {
  DomainEvent,
  EventDefinition,
  EventMetadata,
  RecordedEvent,
} from '#domain/kernel/event.ts';
import { eventDefinitions } from '#domain/registry.ts';
import { isSealed, type SubjectKeys } from './subject-keys.ts';

export interface StoredEvent {
  id: string;
  position: string;
  stream: string;
  version: number;
  type: string;
  type_version: number;
  data: Record<string, unknown>;
  metadata: EventMetadata;
  /** As Postgres writes it; `instantOf` makes RFC 3339 of it. */
  occurred_at: string;
}

export interface EncodedEvent {
  type: string;
  typeVersion: number;
  data: Record<string, unknown>;
}

function definitionOf(type: string): EventDefinition {
  const definition = eventDefinitions.get(type);
  if (!definition) throw new Error(`event type ${type} is not in the registry`);
  return definition;
}

export function instantOf(value: string | Date): string {
  return new Date(value).toISOString();
}

/** Validates, then seals the personal fields. An event the schema refuses is a defect of ours. */
export async function encodeEvents(
  keys: SubjectKeys,
  events: readonly DomainEvent[],
): Promise<EncodedEvent[]> {
  const parsed = events.map((event) => {
    const definition = definitionOf(event.type);
    return { definition, data: definition.schema.parse(event.data) as Record<string, unknown> };
  });
  const subjects = parsed.flatMap(({ definition, data }) =>
    definition.personal ? [String(data[definition.personal.subject])] : [],
  );
  const keyring = await keys.ensure(subjects);
  return parsed.map(({ definition, data }) => {
    const { personal } = definition;
    const stored = { ...data };
    for (const field of personal?.fields ?? []) {
      stored[field] = keyring.seal(String(data[personal?.subject ?? '']), data[field]);
    }
    return { type: definition.type, typeVersion: definition.version, data: stored };
  });
}

function upcast(definition: EventDefinition, version: number, data: Record<string, unknown>) {
  let current = data;
  for (let from = version; from < definition.version; from += 1) {
    const step = definition.upcasts?.[from];
    if (!step) throw new Error(`${definition.type} has no upcast from version ${from}`);
    current = step(current);
  }
  return current;
}

/** Opens the personal fields and brings old versions up to today's. */
export async function decodeEvents(
  keys: SubjectKeys,
  rows: readonly StoredEvent[],
): Promise<RecordedEvent[]> {
  const keyring = await keys.load(
    rows.flatMap((row) =>
      Object.values(row.data)
        .filter(isSealed)
        .map((sealed) => sealed.of),
    ),
  );
  return rows.map((row) => {
    const opened = Object.fromEntries(
      Object.entries(row.data).map(([field, value]) => [
        field,
        isSealed(value) ? keyring.open(value) : value,
      ]),
    );
    return {
      id: row.id,
      position: Number(row.position),
      stream: row.stream,
      version: row.version,
      type: row.type,
      data: upcast(definitionOf(row.type), row.type_version, opened),
      metadata: row.metadata,
      occurredAt: instantOf(row.occurred_at),
    };
  });
}
