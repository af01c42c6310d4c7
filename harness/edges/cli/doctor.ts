import type { Command } from 'commander';
import { type Answer, answering } from './answer.ts';
import type { Register } from './program.ts';

/** `latent-sr doctor`: what this machine can run, and what it lacks. */
export const registerDoctor: Register = (program) => {
  program
    .command('doctor')
    .description('say which engines are here, which would be used and why')
    .option('--json', 'print one JSON document')
    .action(answering(examine));
};

async function examine(_flags: object, _command: Command): Promise<Answer> {
  const { engineReport } = await import('../tensor/engine-report.ts');
  const { engines, inference, training } = await engineReport();
  const node = { version: process.version, platform: `${process.platform} ${process.arch}` };
  const lines = engines.map(({ name, lacks, detail }) =>
    lacks === null
      ? `present  ${name}${detail === null ? '' : `: ${detail}`}`
      : `absent   ${name}: lacks ${lacks}`,
  );
  return {
    document: { command: 'doctor', node, engines, inference, training },
    text: [
      `Node.js ${node.version} on ${node.platform}`,
      ...lines,
      `inference: ${inference.engine ?? 'none'} (${inference.reason})`,
      `training: ${training.engine ?? 'none'} (${training.reason})`,
    ].join('\n'),
  };
}
