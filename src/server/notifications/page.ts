import { z } from 'zod';

/** As a page's `next_cursor` gave it. */
export const cursor = z.string().regex(/^\d{1,15}$/);
export const maxPageSize = 200;
