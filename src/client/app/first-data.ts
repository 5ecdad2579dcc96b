/** What comes within this is drawn at once with its page; in the place of what does not stands its shape. */
const worthWaitingMs = 400;

/** For loaders of routes: asked for while the page's parts are loaded, and waited for a moment. */
export async function firstData(asked: readonly Promise<unknown>[]): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const moment = new Promise((done) => {
    timer = setTimeout(done, worthWaitingMs);
  });
  // What fails says so in its own place on the page.
  await Promise.race([Promise.allSettled(asked), moment]);
  clearTimeout(timer);
}
