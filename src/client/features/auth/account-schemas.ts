import { z } from 'zod';
import { personName } from '#domain/people/person.events.ts';

const email = z.string().trim().pipe(z.email());
const name = z.string().trim().pipe(personName);
/** Length is what counts; the server refuses the same. */
const newPassword = z.string().min(8).max(200);

export const signInSchema = z.object({ email, password: z.string().min(1) });
export const accountSchema = z.object({ name, email, password: newPassword });

export type AccountValues = z.infer<typeof accountSchema>;
