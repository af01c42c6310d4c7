import { Command } from 'commander';

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
  const program = new Command('latent-sr')
    .description('Reproducibility harness for latent-diffusion super-resolution of medical images')
    .version(version)
    .showHelpAfterError('(latent-sr COMMAND --help shows how a command is called)');
  const asked = args.filter((arg) => !arg.startsWith('-'));
  const wanted = asked[0] === 'help' ? asked[1] : asked[0];
  for (const [name, { summary, load }] of Object.entries(commands)) {
    if (name === wanted) (await load())(program);
    else program.command(name).summary(summary);
  }
  return program;
}
