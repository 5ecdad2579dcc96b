/** A thread that does as the path says: nothing, for ever, too much, or what it should. */
import { parentPort } from 'node:worker_threads';

parentPort?.on('message', (path: string) => {
  if (path === 'loop') for (;;);
  if (path === 'backtrack') /^(a+)+$/.test(`${'a'.repeat(60)}b`);
  if (path === 'memory') {
    const kept: string[][] = [];
    for (;;)
      kept.push(Array.from({ length: 10_000 }, (_, index) => `kept ${index} ${kept.length}`));
  }
  if (path === 'silent') return;
  if (path === 'exit') process.exit(1);
  if (path === 'fault') throw new Error('a fault of ours');
  parentPort?.postMessage({ finding: { is: 'other', name: path } });
});
