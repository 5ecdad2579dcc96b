const perSecond = 20;
const atOnce = 60;

/** How many messages a socket may still send: refilled steadily, up to a burst. */
export class Allowance {
  #left = atOnce;
  #at = performance.now();

  take(): boolean {
    const now = performance.now();
    this.#left = Math.min(atOnce, this.#left + ((now - this.#at) / 1000) * perSecond);
    this.#at = now;
    if (this.#left < 1) return false;
    this.#left -= 1;
    return true;
  }
}
