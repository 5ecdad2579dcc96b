// Checks which folder imports which, by the rules of `.dependency-cruiser.mjs`.
// Usage: node scripts/check/direction.mjs [folder], the repository itself when none is given.

import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { Visitor } from '@swc/core/Visitor.js';
import { cruise, format } from 'dependency-cruiser';
import extractOptions from 'dependency-cruiser/config-utl/extract-depcruise-options';
import { repository, walk } from './files.mjs';

const CHECKED_FOLDERS = ['src', 'drizzle', 'tests', 'bench', 'scripts'];

// swc parses `using`, but the visitor it ships, which dependency-cruiser reads files with, throws
// at it as at an unknown statement.
/* oxlint-disable typescript/no-deprecated, typescript/unbound-method -- see above */
const visitStatement = Visitor.prototype.visitStatement;
Visitor.prototype.visitStatement = function (statement) {
  if (/** @type {{ type: string }} */ (statement).type !== 'UsingDeclaration') {
    return visitStatement.call(this, statement);
  }
  const using = /** @type {{ decls: import('@swc/core').VariableDeclarator[] }} */ (statement);
  this.visitVariableDeclarators(using.decls);
  return statement;
};
/* oxlint-enable typescript/no-deprecated, typescript/unbound-method */

const root = resolve(process.argv[2] ?? repository);
const folders = CHECKED_FOLDERS.filter((folder) => existsSync(resolve(root, folder)));
const options = await extractOptions(resolve(repository, '.dependency-cruiser.mjs'));
// The tool resolves paths and rules from the working directory.
process.chdir(root);
const result = /** @type {import('dependency-cruiser').ICruiseResult} */ (
  (await cruise(folders, options)).output
);

// A file that was not read is a failure of its own: beside a TypeScript it does not know, the tool
// would otherwise skip every file and be content.
const read = new Set(result.modules.map((module) => module.source));
const sources = folders
  .flatMap((folder) => walk(root, folder))
  .filter((path) => /[.](tsx?|mjs)$/.test(path));
const unread = sources.filter((path) => !read.has(path));
for (const path of unread.slice(0, 20)) console.log(`not read: ${path}`);

// It warns of the TypeScript it does not know; that every file was read is proven above.
delete result.summary.environment;
const formatted = await format(result, { outputType: 'err-long' });
console.log(/** @type {string} */ (formatted.output).trim());
console.log(`${sources.length - unread.length} of ${sources.length} files checked`);
const complete = sources.length > 0 && unread.length === 0;
process.exitCode = complete && result.summary.error === 0 ? 0 : 1;
