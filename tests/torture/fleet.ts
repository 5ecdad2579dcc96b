/** The processes of a run: started, killed, started again, and told to end in the end. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { History } from './history.ts';
import type { ChildOptions, Role, ToChild, ToParent } from './messages.ts';

const childModule = fileURLToPath(new URL('roles/child.ts', import.meta.url));
/** The last of what a process wrote to standard error, for when it dies of itself. */
const keptErrorBytes = 4_000;
const startTimeoutMs = 60_000;
const endTimeoutMs = 30_000;

export interface Leading {
  name: string;
  atMs: number;
}

interface Member {
  role: Role;
  options: () => ChildOptions;
  child: ChildProcess | null;
  ready: boolean;
  /** Since when it leads, in ms since the epoch. */
  leading: number | null;
  /** The parent killed it or told it to end: its exit is no news. */
  expected: boolean;
  errors: string;
}

export class Fleet implements AsyncDisposable {
  readonly #members = new Map<string, Member>();
  readonly #history: History;
  readonly #quiet = new Map<string, () => void>();
  readonly #leadingListeners = new Set<(leading: Leading) => void>();

  constructor(history: History) {
    this.#history = history;
  }

  /** Starts a process; `options` is asked again for each of its lives. */
  async add(role: Role, name: string, options: () => ChildOptions): Promise<void> {
    const member: Member = {
      role,
      options,
      child: null,
      ready: false,
      leading: null,
      expected: false,
      errors: '',
    };
    this.#members.set(name, member);
    await this.#start(name, member);
  }

  /** Starts a process until it is up: while Postgres is away it may well fail. */
  async #start(name: string, member: Member): Promise<void> {
    const deadline = Date.now() + startTimeoutMs;
    while (!(await this.#launch(name, member))) {
      if (Date.now() < deadline) continue;
      throw new Error(`${name} does not start: ${member.errors}`);
    }
  }

  #launch(name: string, member: Member): Promise<boolean> {
    const child = fork(childModule, [JSON.stringify(member.options())], {
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      execArgv: [],
    });
    Object.assign(member, { child, ready: false, leading: null, expected: false, errors: '' });
    child.stderr?.on('data', (chunk: Buffer) => {
      member.errors = (member.errors + chunk.toString()).slice(-keptErrorBytes);
    });
    return new Promise((resolve) => {
      child.on('message', (message: ToParent) => {
        if (message.kind === 'ready') {
          member.ready = true;
          resolve(true);
        } else this.#receive(name, member, message);
      });
      child.on('close', (code, signal) => {
        if (member.child === child) member.child = null;
        member.leading = null;
        this.#quiet.get(name)?.();
        if (member.ready && !member.expected) {
          this.#history.violations.push(
            `${name} died of itself (${signal ?? code}): ${member.errors}`,
          );
        }
        resolve(member.expected);
      });
    });
  }

  #receive(name: string, member: Member, message: Exclude<ToParent, { kind: 'ready' }>): void {
    switch (message.kind) {
      case 'outcome':
        this.#history.add(message);
        return;
      case 'count':
        this.#history.count(message.what);
        return;
      case 'delivered':
        this.#history.deliver(name, message.events);
        return;
      case 'violation':
        this.#history.violations.push(`${name}: ${message.text}`);
        return;
      case 'quiet':
        this.#quiet.get(name)?.();
        return;
      case 'leading':
        member.leading = message.leading ? message.atMs : null;
        if (!message.leading) return;
        for (const listener of this.#leadingListeners) listener({ name, atMs: message.atMs });
    }
  }

  onLeading(listener: (leading: Leading) => void): () => void {
    this.#leadingListeners.add(listener);
    return () => this.#leadingListeners.delete(listener);
  }

  /** Those of a role that are up, in a fixed order. */
  up(role: Role): string[] {
    return [...this.#members]
      .filter(([, member]) => member.child && member.ready && member.role === role)
      .map(([name]) => name);
  }

  /** Of those that say they lead, the last to say so: one that was paused learns late that it does not. */
  leader(): string | null {
    const leaders = [...this.#members].filter(
      ([, { leading, child }]) => leading !== null && child,
    );
    const latest = leaders.toSorted(([, a], [, b]) => (b.leading ?? 0) - (a.leading ?? 0));
    return latest[0]?.[0] ?? null;
  }

  signal(name: string, signal: 'SIGSTOP' | 'SIGCONT'): void {
    this.#member(name).child?.kill(signal);
  }

  /**
   * kill -9, and everything it said before has arrived when this resolves.
   *
   * @returns false where somebody else is at it.
   */
  async kill(name: string): Promise<boolean> {
    const member = this.#member(name);
    const { child } = member;
    if (!child || member.expected) return false;
    member.expected = true;
    const closed = once(child, 'close');
    child.kill('SIGKILL');
    await closed;
    return true;
  }

  async restart(name: string): Promise<void> {
    await this.#start(name, this.#member(name));
  }

  /** Tells those of some roles to begin nothing new, and waits until they have ended what they do. */
  async quiet(roles: readonly Role[]): Promise<void> {
    const names = roles.flatMap((role) => this.up(role));
    await Promise.all(
      names.map((name) => {
        const done = new Promise<void>((resolve) => this.#quiet.set(name, resolve));
        this.#send(name, { kind: 'quiet' });
        return inTime(done, () => this.#history.violations.push(`${name} does not come to rest`));
      }),
    );
  }

  /** Tells everything to end in order. */
  async stop(): Promise<void> {
    await Promise.all(
      [...this.#members].map(async ([name, member]) => {
        const { child } = member;
        if (!child) return;
        member.expected = true;
        const closed = once(child, 'close');
        this.#send(name, { kind: 'stop' });
        await inTime(closed, () => {
          this.#history.violations.push(`${name} does not end when told to: ${member.errors}`);
          child.kill('SIGKILL');
        });
        if (child.exitCode !== 0 && child.signalCode === null) {
          this.#history.violations.push(`${name} ended with ${child.exitCode}: ${member.errors}`);
        }
      }),
    );
  }

  #send(name: string, message: ToChild): void {
    this.#member(name).child?.send(message);
  }

  #member(name: string): Member {
    const member = this.#members.get(name);
    if (!member) throw new Error(`there is no process ${name}`);
    return member;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const closed = [...this.#members.values()].map(async (member) => {
      const { child } = member;
      if (!child) return;
      member.expected = true;
      const end = once(child, 'close');
      child.kill('SIGKILL');
      await end;
    });
    await Promise.all(closed);
  }
}

async function inTime(done: Promise<unknown>, late: () => void): Promise<void> {
  const timer = setTimeout(late, endTimeoutMs);
  await Promise.race([done, new Promise((resolve) => setTimeout(resolve, endTimeoutMs).unref())]);
  clearTimeout(timer);
}
