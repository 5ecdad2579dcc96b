// What no tool looks at: length of files, names that say nothing, and what betrays the machine a
// file was written on. Usage: node scripts/check/hygiene.mjs [folder]

import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { repository, repositoryFiles } from './files.mjs';

const MAX_LINES = 400;

const LENGTH_CHECKED = /^(src|tests|bench|drizzle|scripts)\/.*[.](tsx?|mjs|css)$/;

const GENERATED = /([.]gen[.]ts|package-lock[.]json)$/;

/** @type {{ rule: string, pattern: RegExp }[]} */
const FORBIDDEN_TEXT = [
  { rule: 'unfinished-work', pattern: /\b(?:TO[D]O|FIX[M]E)\b/ },
  { rule: 'machine-path', pattern: /(?<![\w.:/-])\/(?:work|root|home|Users)\/[\w.]/ },
  {
    rule: 'registry-host',
    pattern: /https?:\/\/[^\s/'"]*(?:registry|mirror|artifactory|nexus|verdaccio)[^\s/'"]*/i,
  },
  { rule: 'registry-host', pattern: /"resolved": ?"http/ },
];

const NAMES_NOTHING = /(^|\/)(utils?|helpers?|misc|common)([./-]|$)/;

const root = resolve(process.argv[2] ?? repository);
const offences = [];
for (const path of repositoryFiles(root)) {
  if (NAMES_NOTHING.test(path)) offences.push(`${path} says-nothing`);
  const bytes = readFileSync(join(root, path));
  const isBinary = bytes.subarray(0, 8000).includes(0);
  if (isBinary) continue;
  const lines = bytes.toString('utf8').split('\n');
  if (lines.at(-1) === '') lines.pop();
  if (LENGTH_CHECKED.test(path) && !GENERATED.test(path) && lines.length > MAX_LINES) {
    offences.push(`${path} over-${MAX_LINES}-lines (${lines.length})`);
  }
  for (const [index, line] of lines.entries()) {
    for (const { rule, pattern } of FORBIDDEN_TEXT) {
      if (pattern.test(line)) offences.push(`${path}:${index + 1} ${rule}: ${line.trim()}`);
    }
  }
}
for (const offence of offences) console.log(offence.slice(0, 200));
process.exitCode = offences.length === 0 ? 0 : 1;
