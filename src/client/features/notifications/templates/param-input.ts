/** What parameters of templates are typed into, and what becomes of it. */
import type { ParamType, ParamValue } from '#domain/notifications/kinds/kind.ts';
import { momentOf } from '#client/ui/local-moment.ts';

export const paramInputs = {
  text: 'text',
  number: 'number',
  instant: 'datetime-local',
} as const satisfies Record<ParamType, string>;

/** Null for what is no value of this type. */
export function typedParam(type: ParamType, typed: string): ParamValue | null {
  switch (type) {
    case 'text':
      return typed;
    case 'number':
      return Number.isFinite(Number(typed)) ? Number(typed) : null;
    case 'instant':
      return momentOf(typed);
  }
}
