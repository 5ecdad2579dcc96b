/** Load comes from a process of its own, so that it and the server do not share an event loop. */
import { fork } from 'node:child_process';
import { once } from 'node:events';

export interface Clients<Request, Response> extends AsyncDisposable {
  ask: (request: Request) => Promise<Response>;
}

/** Starts a process that answers one request after another with `answerParent`. */
export async function startClients<Request, Response>(
  module: URL,
  settings: object,
): Promise<Clients<Request, Response>> {
  const child = fork(module, [JSON.stringify(settings)], { execArgv: [] });
  const ended = once(child, 'exit').then(([code]) => ({ code: String(code) }));
  const next = async () => {
    const answered = once(child, 'message').then(([answer]) => ({ answer: answer as Response }));
    const first = await Promise.race([answered, ended]);
    if ('code' in first) throw new Error(`the clients ended with ${first.code}`);
    return first.answer;
  };
  await next();
  return {
    async ask(request) {
      const answer = next();
      child.send(request as object);
      return answer;
    },
    async [Symbol.asyncDispose]() {
      if (child.exitCode !== null) return;
      const exited = once(child, 'exit');
      child.disconnect();
      await exited;
    },
  };
}

/** The other side: says that it is ready, then answers each request. */
export function answerParent<Request, Response>(
  answer: (request: Request) => Promise<Response>,
): void {
  process.on('message', (request: Request) => {
    void answer(request).then((response) => process.send?.(response));
  });
  process.on('disconnect', () => process.exit(0));
  process.send?.('ready');
}

/** What this process was started with. */
export function clientSettings<Settings>(): Settings {
  return JSON.parse(process.argv[2] ?? '{}') as Settings;
}
