// postgres.js 3.4.9, the newest there is, does five things wrong when a connection dies, all found by
// the torture run. Upstream knows of the first two (porsager/postgres 1066, 1154, 1208); fixes wait there.
//
// 1. A write to a connection that has just closed throws outside of any query and ends the process.
// 2. A write that was buffered when the connection closed is kept, and its timer with it: the next
//    connection in that place never sends its first message, and all queries given to it time out.
// 3. In `begin`, statements after the loss go to whatever runs on that place of the pool by then: on a
//    new connection, outside of the transaction or inside somebody else's, `commit` included.
// 4. What is given to a connection between its failing and its closing is neither sent nor refused: it
//    waits for ever, and then takes the answers of those that the next connection is asked.
// 5. When it dies while it asks for the array types, at its start, nobody catches the error, which ends
//    the process as well.
//
// So the installed package is mended in place: after each installation (`postinstall`), and before each
// command, for who installed with scripts switched off. Runs again without harm.

import { readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { inRoot } from './repository.mjs';

const version = '3.4.9';

/** @type {Record<string, [before: string, after: string][]>} */
const changes = {
  'src/connection.js': [
    [
      `  function nextWrite(fn) {
    const x`,
      `  function nextWrite(fn) {
    if (socket === null) {
      nextWriteTimer !== null && clearImmediate(nextWriteTimer)
      chunk = nextWriteTimer = null
      error(Errors.connection('CONNECTION_CLOSED', options, socket))
      return false
    }
    const x`,
    ],
    [`return fetchArrayTypes()\n`, `return fetchArrayTypes().catch(error)\n`],
    [
      `    clearImmediate(nextWriteTimer)
    if (socket) {`,
      `    clearImmediate(nextWriteTimer)
    chunk = nextWriteTimer = null
    if (socket) {`,
    ],
    [
      `    clearImmediate(nextWriteTimer)
    socket.removeListener`,
      `    clearImmediate(nextWriteTimer)
    chunk = nextWriteTimer = null
    socket.removeListener`,
    ],
    [
      `    !hadError && (query || sent.length) && error(Errors.connection('CONNECTION_CLOSED', options, socket))
`,
      `    if (query || sent.length)
      error(Errors.connection('CONNECTION_CLOSED', options, socket))
    query = results = errorResponse = null
    result = new Result()
    rows = 0
`,
    ],
  ],
  'src/index.js': [
    [
      `      , connection
      , prepare = null
`,
      `      , connection
      , lost = null
      , prepare = null
`,
    ],
    [
      `new Promise((_, reject) => connection.onclose = reject)`,
      `new Promise((_, reject) => connection.onclose = error => {
          lost = error
          while (queries.length)
            queries.shift().reject(error)
          reject(error)
        })`,
    ],
    [
      `        q.catch(e => uncaughtError || (uncaughtError = e))
`,
      `        q.catch(e => uncaughtError || (uncaughtError = e))
        if (lost)
          return q.reject(lost)
`,
    ],
    [
      `  Object.assign(sql, {
    get parameters()`,
      `  Object.assign(sql, {
    endsCleanly: true,
    get parameters()`,
    ],
  ],
};

/** Mends the installed postgres.js, unless it is mended already. */
export function patchPostgres() {
  const folder = inRoot('node_modules', 'postgres');
  const installed = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8')).version;
  if (installed !== version) {
    throw new Error(
      `scripts/patch-postgres.mjs is for postgres ${version}, and ${installed} is installed: look whether it still needs mending`,
    );
  }
  for (const [file, replacements] of Object.entries(changes)) {
    const path = `${folder}/${file}`;
    const text = readFileSync(path, 'utf8');
    let mended = text;
    for (const [before, after] of replacements) {
      if (mended.includes(after)) continue;
      if (!mended.includes(before)) throw new Error(`postgres ${version} differs in ${file}`);
      mended = mended.replace(before, () => after);
    }
    if (mended !== text) writeFileSync(path, mended);
  }
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  patchPostgres();
}
