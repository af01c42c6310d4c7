import { Command } from 'commander';
import { addExamples } from './examples.ts';

/** A command of the program: adds its own name, arguments and options, and imports its work when it runs. */
export type Register = (program: Command) => void;

/** A command as the program's help lists it, and how to get the rest of it. */
export interface Listed {
  readonly summary: string;
  load(): Promise<Register>;
}

/**
 * The program `latent-sr`, ready to parse `args`: the command that they ask for is loaded, the others stand by
 * their summaries, so that start-up does not grow with the number of commands.
 */
export async function createProgram(
  version: string,
  commands: Readonly<Record<string, Listed>>,
  args: readonly string[],
): Promise<Command> {
  const asked = args.filter((arg) => !arg.startsWith('-'));
  const wanted = asked[0] === 'help' ? asked[1] : asked[0];
  const help = wanted !== undefined && wanted in commands ? `latent-sr ${wanted} --help` : 'latent-sr --help';
  const program = new Command('latent-sr')
    .description('Reproducibility harness: the claims of a paper as seeded experiments, judged and gated')
    .version(version)
    .configureOutput({ outputError: (text, write) => write(`${inOneLine(text)}; see ${help}\n`) });
  for (const [name, { summary, load }] of Object.entries(commands)) {
    if (name === wanted) {
      (await load())(program);
      addExamples(program.commands.at(-1)!);
    } else program.command(name).summary(summary);
  }
  return program;
}

/** Commander's message for a wrong call, in the form of all others. */
function inOneLine(text: string): string {
  return `latent-sr: ${text
    .trim()
    .replace(/^error: /, '')
    .replace(/\.$/, '')
    .replace(/\s*\n\s*/g, ' ')}`;
}
