import { Argument } from 'commander';
import { type Answer, answering } from '../answer.ts';
import type { Listed, Register } from '../program.ts';
import { shells } from './shells.ts';
import { completedCommands } from './words.ts';

/** `latent-sr completion SHELL`: the script with which a shell completes commands and options. */
export function registerCompletion(commands: () => Readonly<Record<string, Listed>>): Register {
  return (program) => {
    program
      .command('completion')
      .description('print the script with which a shell completes commands, options and their values')
      .addArgument(new Argument('<shell>', 'which shell').choices(Object.keys(shells)))
      .option('--json', 'print the commands and options as one JSON document')
      .action(
        answering(async (shell: string): Promise<Answer> => {
          const all = await completedCommands(commands());
          return { document: { shell, commands: all }, text: shells[shell]!(all).trimEnd() };
        }),
      );
  };
}
