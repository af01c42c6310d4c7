import { Command } from 'commander';

/** A command of the program: adds its own name, arguments and options, and imports its work when it runs. */
export type Register = (program: Command) => void;

/** The program `latent-sr` with the given commands. */
export function createProgram(version: string, commands: readonly Register[]): Command {
  const program = new Command('latent-sr')
    .description('Reproducibility harness for latent-diffusion super-resolution of medical images')
    .version(version)
    .showHelpAfterError('(latent-sr COMMAND --help shows how a command is called)');
  for (const register of commands) register(program);
  return program;
}
