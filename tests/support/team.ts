/** A project with somebody in each role, and people who have nothing to do with it. */
import type { FastifyInstance } from 'fastify';
import { bearer, rest, type TestServer } from './app.ts';
import { addPerson, tokensOf } from './sign-in.ts';

export interface TeamMate {
  id: string;
  name: string;
  headers: Record<string, string>;
}

export interface Team {
  projectId: string;
  owner: TeamMate;
  editor: TeamMate;
  viewer: TeamMate;
  /** In no project. */
  stranger: TeamMate;
  /** In no project either. */
  admin: TeamMate;
}

export async function makeTeam(server: TestServer): Promise<Team> {
  const person = async (name: string, role: 'admin' | 'member' = 'member') => {
    const email = `${name.toLowerCase()}@example.org`;
    const id = await addPerson(server, { email, name, role });
    return { id, name, headers: bearer((await tokensOf(server.app, email)).access) };
  };
  const admin = await person('Ada', 'admin');
  const owner = await person('Olga');
  const editor = await person('Emil');
  const viewer = await person('Vera');
  const stranger = await person('Stan');
  const projectId = await makeProject(server.app, owner);
  for (const [mate, role] of [
    [editor, 'editor'],
    [viewer, 'viewer'],
  ] as const) {
    const body = { user_id: mate.id, role };
    const added = await rest(server.app, 'POST', `projects/${projectId}/members/`, {
      body,
      headers: owner.headers,
    });
    if (added.status !== 201) throw new Error(`adding a member gave ${added.status}`);
  }
  return { projectId, owner, editor, viewer, stranger, admin };
}

export async function makeProject(
  app: FastifyInstance,
  owner: TeamMate,
  name = 'Garden',
): Promise<string> {
  const made = await rest<{ id: string }>(app, 'POST', 'projects/', {
    body: { name, description: '' },
    headers: owner.headers,
  });
  if (made.status !== 201) throw new Error(`making a project gave ${made.status}`);
  return made.body.id;
}
