import type { Command } from 'commander';
import { InputError } from '../../numeric/input-error.ts';
import { systemFault } from '../files/system-fault.ts';

/** What a command has to say: one JSON document for programs, the same as text for people. */
export interface Answer {
  readonly document: unknown;
  readonly text: string;
  /** What the caller should know besides, for standard error. */
  readonly note?: string;
  /** 0 unless a gate failed (2: golden regression, 3: a verdict changed for the worse). */
  readonly exitCode?: number;
}

/**
 * Runs a command's action and prints its answer: with `--json` the document and nothing else, otherwise the
 * text. A wrong call or bad input prints one line and sets exit code 1; anything else 4 with its stack.
 */
export function answering<Args extends unknown[]>(
  action: (...args: Args) => Answer | Promise<Answer>,
): (...args: Args) => Promise<void> {
  return async (...args) => {
    const command = args.at(-1) as Command;
    try {
      const answer = await action(...args);
      const json = command.optsWithGlobals()['json'] === true;
      process.stdout.write(json ? `${JSON.stringify(answer.document, null, 2)}\n` : `${answer.text}\n`);
      if (answer.note !== undefined) process.stderr.write(`latent-sr: ${answer.note}\n`);
      process.exitCode = answer.exitCode ?? 0;
    } catch (error) {
      process.exitCode = report(error);
    }
  };
}

/** Prints an error to standard error and returns the exit code that goes with it. */
export function report(error: unknown): number {
  const fault = error instanceof InputError ? error : systemFault(error);
  if (fault) {
    process.stderr.write(`latent-sr: ${fault.message}\n`);
    return 1;
  }
  process.stderr.write(`latent-sr: internal error; please report it\n${(error as Error)?.stack ?? error}\n`);
  return 4;
}
