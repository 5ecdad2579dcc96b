import type { ParseArgsOptionsConfig } from 'node:util';
import type { Instance } from './instance.ts';

/** What was given after a command's name. */
export interface Arguments {
  positionals: string[];
  /** By the options' names; those that take a value are texts, the others true. */
  options: Record<string, string | boolean | undefined>;
}

/** One thing an operator can do from a shell. */
export interface Command {
  /** The words that call it. */
  name: string;
  /** What comes after the name, as `--help` shows it. */
  usage: string;
  summary: string;
  options: ParseArgsOptionsConfig;
  /** @returns the process's exit code. */
  run: (instance: Instance, args: Arguments) => Promise<number>;
}

/** Called wrongly: one line, and exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** The same line again and again on a terminal; nothing where the output goes elsewhere. */
export function showProgress(what: string): (done: number, of: number) => void {
  return (done, of) => {
    if (!process.stderr.isTTY) return;
    process.stderr.write(`\r${what} ${done} of ${of}${done === of ? '\n' : ''}`);
  };
}
