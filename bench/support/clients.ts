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
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`the clients ended with ${String(code)}`);
  });
  // Told to whoever asks; ending when told to is no error.
  ended.catch(() => undefined);
  const next = () =>
    Promise.race([once(child, 'message').then(([answer]) => answer as Response), ended]);
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
