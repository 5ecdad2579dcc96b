import { isSame } from '#domain/kernel/is-same.ts';
import { type KeptPlace, readKeptJson, writeKept } from './kept-texts.ts';

type Fields = Readonly<Record<string, unknown>>;

export interface DraftSource {
  key: string;
  place: KeptPlace;
  /** What stands in the fields where nobody typed anything. */
  defaults: Fields;
  /** Of what is edited; null where it has none. */
  version: number | null;
  /** Fields that are neither kept nor brought back. */
  except: readonly string[];
  /** Fields that are kept all of them where one is changed. */
  together: readonly string[];
}

export interface KeptDraft {
  /** The fields that were changed. */
  values: Fields;
  /** Something else was stored since. */
  isBehind: boolean;
}

/** What was typed before and not stored; null where nothing was, or nothing that fits any more. */
export function readDraft({
  key,
  place,
  defaults,
  version,
  except,
}: DraftSource): KeptDraft | null {
  const kept = readKeptJson(key, place);
  if (!isFields(kept) || !isFields(kept.values)) return null;
  const fitting = Object.entries(kept.values).filter(
    ([name, value]) =>
      name in defaults &&
      !except.includes(name) &&
      kindOf(value) === kindOf(defaults[name]) &&
      !isSame(value, defaults[name]),
  );
  if (fitting.length === 0) return null;
  return { values: Object.fromEntries(fitting), isBehind: kept.version !== version };
}

/**
 * Keeps what differs from what is stored; nothing where nothing does. A field that is shut for now has
 * no value, and is not changed by that.
 */
export function writeDraft(
  { key, place, version, except, together }: DraftSource,
  values: Fields,
  stored: Fields,
): void {
  const isChanged = (name: string) =>
    !except.includes(name) && values[name] !== undefined && !isSame(values[name], stored[name]);
  const names = Object.keys(values).filter(isChanged);
  const more = names.some((name) => together.includes(name)) ? together : [];
  const kept = [...new Set([...names, ...more])].map((name) => [name, values[name]] as const);
  const text = JSON.stringify({ version, values: Object.fromEntries(kept) });
  writeKept(key, kept.length === 0 ? '' : text, place);
}

export function forgetDraft({ key, place }: DraftSource): void {
  writeKept(key, '', place);
}

function isFields(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Of another version of the page a field may have held something else. */
function kindOf(value: unknown): string {
  return Array.isArray(value) ? 'list' : typeof value;
}
