import { z } from 'zod';
import { projectDescription, projectName } from '#domain/projects/project.events.ts';

/** What a project is made from, by the domain's own rules. */
export const projectSchema = z.object({ name: projectName, description: projectDescription });

export type ProjectValues = z.infer<typeof projectSchema>;
