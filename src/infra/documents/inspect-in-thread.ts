/**
 * Looks into documents beside the event loop, under limits of processor time and memory. However one
 * is made, it costs its sender a refusal and everybody else nothing. A thread that met a limit is
 * ended; others are kept for a while, as starting one takes longer than most documents do.
 */
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { errorCode } from '../env/error-code.ts';
import { Admission } from '../jobs/admission.ts';
import type { Finding } from './finding.ts';
import type { Inspected } from './inspection-thread.ts';

export interface InspectionLimits {
  /** Of the thread alone, whatever else the machine does. */
  processorMs: number;
  /** By the clock, for what waits and does nothing. */
  elapsedMs: number;
  heapMb: number;
}

/** The readers need a tenth of it for the worst that is taken. */
const usualLimits: InspectionLimits = { processorMs: 1_500, elapsedMs: 20_000, heapMb: 96 };
const lookEveryMs = 50;
const keptIdleMs = 10_000;
const tooComplex: Finding = { is: 'unacceptable', code: 'file.too_complex' };

export class InspectionThreads {
  readonly #entry: URL;
  readonly #limits: InspectionLimits;
  readonly #admission = new Admission(Math.min(2, availableParallelism()));
  readonly #idle = new Set<Worker>();

  constructor(
    limits: InspectionLimits = usualLimits,
    entry = new URL('./inspection-thread.ts', import.meta.url),
  ) {
    this.#limits = limits;
    this.#entry = entry;
  }

  inspect(path: string): Promise<Finding> {
    return this.#admission.run(async () => {
      const thread = this.#take();
      const answer = await this.#ask(thread, path);
      if (answer === null) {
        await thread.terminate();
        return tooComplex;
      }
      this.#keep(thread);
      if ('finding' in answer) return answer.finding;
      throw Object.assign(new Error(answer.failure.message), { code: answer.failure.code });
    });
  }

  #take(): Worker {
    const [idle] = this.#idle;
    if (idle) {
      this.#idle.delete(idle);
      return idle;
    }
    const { heapMb } = this.#limits;
    const thread = new Worker(this.#entry, {
      resourceLimits: { maxOldGenerationSizeMb: heapMb, maxYoungGenerationSizeMb: 16 },
    });
    // Nobody has to wait for it when the process ends.
    thread.unref();
    return thread;
  }

  #keep(thread: Worker): void {
    this.#idle.add(thread);
    setTimeout(() => {
      if (this.#idle.delete(thread)) void thread.terminate();
    }, keptIdleMs).unref();
  }

  /** Null where a limit was met. */
  async #ask(thread: Worker, path: string): Promise<Inspected | null> {
    using resources = new DisposableStack();
    return await new Promise((resolve, reject) => {
      const failed = (error: unknown) => {
        if (errorCode(error) === 'ERR_WORKER_OUT_OF_MEMORY') resolve(null);
        else reject(error instanceof Error ? error : new Error(String(error)));
      };
      const ended = () => reject(new Error('the thread that looks into documents ended'));
      thread.once('message', resolve).once('error', failed).once('exit', ended);
      const watch = watchOver(thread, this.#limits, { exceeded: () => resolve(null), failed });
      resources.defer(() => {
        clearInterval(watch);
        thread.off('message', resolve).off('error', failed).off('exit', ended);
      });
      thread.postMessage(path);
    });
  }
}

function watchOver(
  thread: Worker,
  { processorMs, elapsedMs }: InspectionLimits,
  { exceeded, failed }: { exceeded: () => void; failed: (error: unknown) => void },
): NodeJS.Timeout {
  const startedAt = performance.now();
  let before: NodeJS.CpuUsage | null = null;
  const look = async () => {
    if (performance.now() - startedAt > elapsedMs) return exceeded();
    const now = await thread.cpuUsage();
    before ??= now;
    const usedMs = (now.user - before.user + now.system - before.system) / 1_000;
    if (usedMs > processorMs) exceeded();
  };
  const lookAgain = () => {
    look().catch((error: unknown) => {
      // That it has ended its own events tell, and why.
      if (errorCode(error) !== 'ERR_WORKER_NOT_RUNNING') failed(error);
    });
  };
  lookAgain();
  return setInterval(lookAgain, lookEveryMs);
}

const threads = new InspectionThreads();

export function inspectInThread(path: string): Promise<Finding> {
  return threads.inspect(path);
}
