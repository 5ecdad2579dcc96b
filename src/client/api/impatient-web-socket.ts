interface Patience {
  /** How long opening may take. */
  connectMs: number;
  /** How long the other side may take to answer a goodbye. */
  goodbyeMs: number;
}

/**
 * A WebSocket for lines that died without a word. After `close()` a browser waits a minute for the
 * goodbye of the other side, and for an answer to its first packet even longer; until then the page
 * would call itself live, and not connect anew. This one says `close` itself when that takes long.
 */
export function impatientWebSocket({ connectMs, goodbyeMs }: Patience) {
  return class ImpatientWebSocket extends WebSocket {
    static readonly #open = new Set<ImpatientWebSocket>();

    #told = false;
    #goodbye: ReturnType<typeof setTimeout> | undefined;

    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols);
      const connecting = setTimeout(() => super.close(), connectMs);
      this.addEventListener('open', () => {
        clearTimeout(connecting);
        ImpatientWebSocket.#open.add(this);
      });
      // The first listener there is: what was told already is not told again.
      this.addEventListener('close', (event) => {
        clearTimeout(connecting);
        clearTimeout(this.#goodbye);
        ImpatientWebSocket.#open.delete(this);
        if (this.#told) event.stopImmediatePropagation();
        this.#told = true;
      });
    }

    /**
     * Asks the other side of each open one for a sign of life; one that gives none in time is
     * closed. For when a line may have died unnoticed: the machine slept, the network changed.
     */
    static probe(question: string, answerMs: number): void {
      for (const socket of ImpatientWebSocket.#open) {
        const late = setTimeout(() => socket.close(), answerMs);
        const alive = () => clearTimeout(late);
        socket.addEventListener('message', alive, { once: true });
        socket.addEventListener('close', alive, { once: true });
        socket.send(question);
      }
    }

    override close(code?: number, reason?: string): void {
      super.close(code, reason);
      if (this.readyState !== WebSocket.CLOSING || this.#goodbye !== undefined) return;
      this.#goodbye = setTimeout(
        () => this.dispatchEvent(new CloseEvent('close', { code: 1006, wasClean: false })),
        goodbyeMs,
      );
    }
  };
}
