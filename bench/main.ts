/** `npm run bench [-- --json] [scenario…]`: see docs/benchmarks.md. */
import { parseArgs } from 'node:util';
import { benchAppend } from './append/append.bench.ts';
import { benchCommitToSocket } from './live/commit-to-socket.bench.ts';
import { benchIdle } from './live/idle.bench.ts';
import { benchFanOut } from './live/fan-out.bench.ts';
import { benchStorm } from './live/storm.bench.ts';
import { benchRenditions } from './files/renditions.bench.ts';
import { benchUploads } from './files/upload-to-thumbnails.bench.ts';
import { benchUploadMemory } from './files/upload-memory.bench.ts';
import { benchUploadsAgainstPeer } from './files/uploads-against-peer.bench.ts';
import { benchWorkerMemory } from './files/worker-memory.bench.ts';
import { benchLargePages } from './pages/large-pages.bench.ts';
import { benchLighthouse } from './pages/lighthouse.bench.ts';
import { benchStartup } from './startup/startup.bench.ts';
import { type BenchDatabase, openBenchDatabase } from './support/database.ts';
import { type BenchResult, table } from './support/result.ts';

const scenarios: Record<string, (database: BenchDatabase) => Promise<BenchResult[]>> = {
  append: benchAppend,
  'commit-to-socket': benchCommitToSocket,
  'fan-out': benchFanOut,
  'idle-sockets': benchIdle,
  'reconnect-storm': benchStorm,
  'upload-to-thumbnails': benchUploads,
  'uploads-against-peer': benchUploadsAgainstPeer,
  'upload-memory': benchUploadMemory,
  renditions: benchRenditions,
  'worker-memory': benchWorkerMemory,
  'large-pages': benchLargePages,
  lighthouse: benchLighthouse,
  startup: benchStartup,
};

const { values, positionals } = parseArgs({
  options: { json: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const chosen = positionals.length > 0 ? positionals : Object.keys(scenarios);
const results: BenchResult[] = [];
for (const name of chosen) {
  const run = scenarios[name];
  if (!run) throw new Error(`no scenario ${name}; there are ${Object.keys(scenarios).join(', ')}`);
  // Each on a database of its own: what one leaves behind must not slow the next one down.
  await using database = await openBenchDatabase();
  const found = await run(database);
  results.push(...found);
  if (values.json) for (const result of found) console.log(JSON.stringify(result));
}
if (!values.json) console.log(table(results));
