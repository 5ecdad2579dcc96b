/**
 * Where pictures are prepared: a process of its own, as a decoder's memory is never quite given back.
 * Work is admitted against a budget of memory; a process that has grown is replaced by a fresh one, and
 * one that nobody needs is ended. Whatever a picture does to it, the worker lives on.
 */
import { decodingBytes } from '#infra/images/decoding-bytes.ts';
import { structureOfFile } from '#infra/images/structure/structure-of-file.ts';
import { Admission } from '#infra/jobs/admission.ts';
import type { MadeRendition, RenditionsWork } from './messages.ts';
import { WorkshopProcess } from './workshop-process.ts';

export interface WorkshopLimits {
  /** Two usual pictures at once; one that a decoder has to hold whole is worked on alone. */
  memoryBudgetBytes: number;
  /** Beside what it is working on: a fresh one has 75 MB, one that has made many up to 140. */
  grownBytes: number;
  idleMs: number;
}

const usualLimits: WorkshopLimits = {
  memoryBudgetBytes: 80_000_000,
  grownBytes: 150_000_000,
  idleMs: 30_000,
};

export class PictureWorkshop implements AsyncDisposable {
  readonly #limits: WorkshopLimits;
  readonly #admission: Admission;
  #process: WorkshopProcess | null = null;
  readonly #leaving = new Set<Promise<void>>();
  #inWorkBytes = 0;
  #idleTimer: NodeJS.Timeout | null = null;
  #started = 0;

  constructor(limits: Partial<WorkshopLimits> = {}) {
    this.#limits = { ...usualLimits, ...limits };
    this.#admission = new Admission(this.#limits.memoryBudgetBytes);
  }

  /** How many processes it has needed so far. */
  get started(): number {
    return this.#started;
  }

  /** @throws UnpreparablePictureError; anything else may pass. */
  async prepare(work: RenditionsWork, signal: AbortSignal): Promise<MadeRendition[]> {
    // What it was when it was taken in has not changed: it only says how much it takes.
    const bytes = decodingBytes(await structureOfFile(work.original, work.kind.format));
    return this.#admission.run(async () => {
      if (this.#idleTimer) clearTimeout(this.#idleTimer);
      this.#inWorkBytes += bytes;
      try {
        // One that leaves takes its memory along: the next comes after it.
        await Promise.all(this.#leaving);
        const process = this.#usableProcess();
        const { made, residentBytes } = await process.prepare(work, signal);
        const othersBytes = this.#inWorkBytes - bytes;
        if (residentBytes - othersBytes > this.#limits.grownBytes) this.#retire(process);
        return made;
      } finally {
        this.#inWorkBytes -= bytes;
        if (this.#inWorkBytes === 0) this.#rest();
      }
    }, bytes);
  }

  #usableProcess(): WorkshopProcess {
    if (!this.#process?.isUsable) {
      this.#process = new WorkshopProcess();
      this.#started += 1;
    }
    return this.#process;
  }

  #retire(process: WorkshopProcess): void {
    if (this.#process === process) this.#process = null;
    const leaving = process.retire();
    this.#leaving.add(leaving);
    void leaving.then(() => this.#leaving.delete(leaving));
  }

  #rest(): void {
    const process = this.#process;
    if (!process) return;
    this.#idleTimer = setTimeout(() => this.#retire(process), this.#limits.idleMs);
    this.#idleTimer.unref();
  }

  /** What is under way is finished. */
  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#idleTimer) clearTimeout(this.#idleTimer);
    if (this.#process) this.#retire(this.#process);
    await Promise.all(this.#leaving);
  }
}
