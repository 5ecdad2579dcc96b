/**
 * The life of a process: what is started is registered with how it stops, and at the end stops in the
 * opposite order, so that whoever uses something is gone before it. A step that hangs is left behind
 * after its time; the whole stays below the 10 s that a container host waits before it kills.
 */
import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from 'pino';

/** All steps together; the rest of the 10 s is for the exit itself. */
const stopBudgetMs = 9_000;
const defaultStepTimeoutMs = 3_000;
/** Ctrl-C reaches a process more than once: from the terminal, and again from npm and the launcher. */
const sameKeystrokeMs = 1_000;

interface Step {
  name: string;
  stop: () => unknown;
  timeoutMs: number;
}

export interface Lifecycle {
  /** Aborts as soon as the process is to end: for whatever waits. */
  readonly stopping: AbortSignal;
  /** Wraps the start: a stop that comes meanwhile first lets it finish, so that nothing is left behind. */
  starting: (start: Promise<void>) => Promise<void>;
  /** Registers how something that has just started stops. */
  onStop: (name: string, stop: Step['stop'], timeoutMs?: number) => void;
  /** Stops everything, last started first. Any number of calls stop once. */
  stop: (reason: string) => Promise<void>;
}

export function createLifecycle(log: Logger): Lifecycle {
  const steps: Step[] = [];
  const stopping = new AbortController();
  let stopped: Promise<void> | undefined;
  let started: Promise<void> = Promise.resolve();

  async function stopAll(reason: string): Promise<void> {
    const deadline = performance.now() + stopBudgetMs;
    log.debug({ reason }, 'stopping');
    stopping.abort(new Error(`stopping: ${reason}`));
    await stopStep(
      { name: 'start', stop: () => started, timeoutMs: defaultStepTimeoutMs },
      deadline,
    );
    // Taken one by one: what finishes starting meanwhile is still registered, and stopped too.
    for (let step = steps.pop(); step; step = steps.pop()) {
      await stopStep(step, deadline);
    }
    log.debug('stopped');
  }

  async function stopStep({ name, stop, timeoutMs }: Step, deadline: number): Promise<void> {
    const startedAt = performance.now();
    const leftMs = Math.max(0, Math.min(timeoutMs, deadline - startedAt));
    try {
      const outcome = await Promise.race([
        Promise.resolve(stop()).then(() => 'done'),
        delay(leftMs, 'late', { ref: false }),
      ]);
      const ms = Math.round(performance.now() - startedAt);
      if (outcome === 'done') log.debug({ name, ms }, 'stopped one part');
      else log.error({ name, ms }, 'did not stop in time and is left behind');
    } catch (error) {
      log.error({ err: error, name }, 'failed to stop');
    }
  }

  return {
    stopping: stopping.signal,
    starting: (start) => {
      // Its failure is told by whoever awaits it.
      started = start.catch(() => undefined);
      return start;
    },
    onStop: (name, stop, timeoutMs = defaultStepTimeoutMs) => {
      steps.push({ name, stop, timeoutMs });
    },
    stop: (reason) => (stopped ??= stopAll(reason)),
  };
}

/**
 * Ends the process in order when it is told to (exit code 0) or when an error reaches nobody (1). A
 * second Ctrl-C ends it at once.
 */
export function stopOnSignals(lifecycle: Lifecycle, log: Logger): void {
  let firstAt: number | undefined;
  const end = (reason: string, exitCode: number) => {
    // Nothing may keep a stopped process alive: a forgotten timer, a socket that does not close.
    void lifecycle.stop(reason).finally(() => process.exit(exitCode));
  };
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
    process.on(signal, () => {
      const now = performance.now();
      if (firstAt === undefined) {
        firstAt = now;
        log.info({ signal }, 'stopping');
        end(signal, 0);
      } else if (signal === 'SIGINT' && now - firstAt > sameKeystrokeMs) {
        process.exit(130);
      }
    });
  }
  for (const kind of ['uncaughtException', 'unhandledRejection'] as const) {
    process.on(kind, (error: unknown) => {
      log.fatal({ err: error }, 'an error reached nobody');
      end(kind, 1);
    });
  }
}
