import { z } from 'zod';
import { text } from '#domain/kernel/fields.ts';
import { idCursor, pageLimit } from '../http/page-input.ts';

/** Which people: those whose name (for administrators, or address) contains `q`, page by page. */
export const peoplePage = z.object({
  q: text(0, 200).optional(),
  limit: pageLimit,
  cursor: idCursor,
});
