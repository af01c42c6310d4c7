import { Command } from 'commander';
import { examplesOf } from '../examples.ts';
import type { Listed } from '../program.ts';

/** A command as shells complete it. */
export interface CompletedCommand {
  /** As it is typed: `audit scores`. */
  readonly path: string;
  readonly summary: string;
  /** Commands in it, by name. */
  readonly commands: readonly string[];
  readonly options: readonly CompletedOption[];
  readonly examples: readonly string[];
}

export interface CompletedOption {
  readonly flag: string;
  readonly summary: string;
  /** Whether a value follows. */
  readonly takes: boolean;
  /** The values that there are; none where anything goes. */
  readonly choices: readonly string[];
}

/** Every command with its options, from the declarations that the program is made of. */
export async function completedCommands(
  commands: Readonly<Record<string, Listed>>,
): Promise<readonly CompletedCommand[]> {
  const all: CompletedCommand[] = [];
  for (const [name, { summary, load }] of Object.entries(commands)) {
    const program = new Command();
    (await load())(program);
    all.push(...completed(program.commands[0]!, name, summary));
  }
  return all;
}

function completed(command: Command, path: string, summary: string): readonly CompletedCommand[] {
  const help = { flag: '--help', summary: 'display help for command', takes: false, choices: [] };
  const options = command.options.flatMap(({ long, description, required, optional, argChoices = [] }) =>
    long ? [{ flag: long, summary: description, takes: required || optional, choices: argChoices }] : [],
  );
  return [
    {
      path,
      summary,
      commands: command.commands.map((inner) => inner.name()),
      options: [...options, help],
      examples: examplesOf(command, path),
    },
    ...command.commands.flatMap((inner) =>
      completed(inner, `${path} ${inner.name()}`, inner.summary() || inner.description()),
    ),
  ];
}
