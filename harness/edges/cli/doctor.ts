import type { Command } from 'commander';
import { type Answer, answering } from './answer.ts';
import { type EngineFlags, withEngine } from './engine-options.ts';
import type { Register } from './program.ts';

/** `latent-sr doctor`: what this machine can run, and what it lacks. */
export const registerDoctor: Register = (program) => {
  withEngine(
    program
      .command('doctor')
      .description('say which engines are here, which would be used and why; with --engine, try that one'),
  )
    .option('--json', 'print one JSON document')
    .action(answering(examine));
};

async function examine({ engine: asked }: EngineFlags, _command: Command): Promise<Answer> {
  const { engineReport, tryEngine } = await import('../engines/engine-report.ts');
  const { engines, ...choices } = await engineReport();
  const tried = asked && { asked, engine: await tryEngine(asked) };
  const node = { version: process.version, platform: `${process.platform} ${process.arch}` };
  const lines = engines.map(({ name, lacks, detail }) =>
    lacks === null
      ? `present  ${name}${detail === null ? '' : `: ${detail}`}`
      : `absent   ${name}: lacks ${lacks}`,
  );
  return {
    document: { command: 'doctor', node, engines, ...choices, ...(tried && { tried }) },
    text: [
      `Node.js ${node.version} on ${node.platform}`,
      ...lines,
      `networks run and train on: ${choices.default.engine ?? 'nothing'} (${choices.default.reason})`,
      `--engine tfjs takes: ${choices.tfjs.engine ?? 'nothing'} (${choices.tfjs.reason})`,
      ...(tried ? [`--engine ${asked}: ${tried.engine} loads and computes`] : []),
    ].join('\n'),
  };
}
