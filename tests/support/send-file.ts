/** A file sent to a running product, as a script sends it. */
interface SentFile {
  name: string;
  bytes: Uint8Array;
  type?: string;
  projectId?: string | null;
}

export async function sendFile(
  url: string,
  token: string,
  { name, bytes, type = '', projectId = null }: SentFile,
): Promise<{ id: string }> {
  const form = new FormData();
  if (projectId) form.append('project_id', projectId);
  form.append('file', new File([new Uint8Array(bytes)], name, { type }));
  const answer = await fetch(`${url}/api/v1/core/files/upload/`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
    body: form,
  });
  if (answer.status !== 201) throw new Error(`${name}: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as { id: string };
}
