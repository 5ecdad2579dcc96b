import { z } from 'zod';
import { givenId, text } from '#domain/kernel/fields.ts';

/** Which people: those whose name (for administrators, or address) contains `q`, page by page. */
export const peoplePage = z.object({
  q: text(0, 200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: givenId.nullable().default(null),
});
