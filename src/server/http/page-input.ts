/** How callers ask for a page of a list, by REST, where numbers are text, or tRPC. */
import { z } from 'zod';
import { givenId, positionText } from '#domain/kernel/fields.ts';

export const maxPageSize = 200;
export const pageSize = z.coerce.number<number>().int().min(1).max(maxPageSize);
export const pageLimit = pageSize.default(50);

/** As `next_cursor` gave it, in lists that go by position. */
export const positionCursor = positionText.nullish().default(null);
/** As `next_cursor` gave it, in lists that go by id. */
export const idCursor = givenId.nullish().default(null);
