import type { z } from 'zod';
import { RefusalError } from './refusal-error.ts';

/** The ids in a path. To clients they are opaque: one of another form is simply unknown, so 404. */
export function pathParams<T>(schema: z.ZodType<T>, params: unknown): T {
  const parsed = schema.safeParse(params);
  if (parsed.success) return parsed.data;
  throw new RefusalError({ code: 'request.not_found' });
}
