/** `npm run ecosystia -- …`: what an operator does from a shell, beside a running product or not. */
import { parseArgs } from 'node:util';
import { RebuildUnderWay } from '#infra/audit/rebuild-read-models.ts';
import { StartupProblem } from '#infra/env/startup-problem.ts';
import { auditRebuild } from './audit-rebuild.ts';
import { auditVerify } from './audit-verify.ts';
import { type Command, UsageError } from './command.ts';
import { openInstance } from './instance.ts';
import { notify } from './notify.ts';

const commands: readonly Command[] = [auditVerify, auditRebuild, notify];

const help = [
  'npm run ecosystia -- COMMAND',
  '',
  ...commands.flatMap(({ name, usage, summary }) => [`  ${name} ${usage}`, `      ${summary}`]),
  '',
  'The database is the one of DATABASE_URL, else the embedded Postgres of DATA_DIR (./data). It may be',
  'in use by a running EcosystIA. Exit code: 0 done and right, 1 not right or failed, 2 called wrongly.',
].join('\n');

async function main(words: string[]): Promise<number> {
  const command = commands.find(({ name }) => `${words.join(' ')} `.startsWith(`${name} `));
  if (words.length === 0 || words.includes('--help') || words.includes('-h')) {
    console.log(command ? `npm run ecosystia -- ${command.name} ${command.usage}` : help);
    return 0;
  }
  if (!command) throw new UsageError(`there is no such command; see npm run ecosystia -- --help`);
  const { positionals, values } = parse(command, words.slice(command.name.split(' ').length));
  const instance = await openInstance(process.env, false);
  try {
    return await command.run(instance, { positionals, options: values });
  } finally {
    await instance.lifecycle.stop('done');
  }
}

function parse({ options }: Command, args: string[]) {
  try {
    const parsed = parseArgs({ args, options, allowPositionals: true });
    return { positionals: parsed.positionals, values: parsed.values as Record<string, string> };
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error), { cause: error });
  }
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  const plain = [UsageError, StartupProblem, RebuildUnderWay].some((kind) => error instanceof kind);
  console.error(plain && error instanceof Error ? error.message : error);
  process.exitCode = error instanceof UsageError ? 2 : 1;
}
