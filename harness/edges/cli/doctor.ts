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
    .option('--probe', 'measure how fast networks run, by which latent-sr plan tells time')
    .option('--json', 'print one JSON document')
    .action(answering(examine));
};

interface Flags extends EngineFlags {
  readonly probe?: boolean;
}

async function examine({ engine: asked, probe }: Flags, _command: Command): Promise<Answer> {
  const { engineReport, tryEngine } = await import('../engines/engine-report.ts');
  const { engines, ...choices } = await engineReport();
  const tried = asked && { asked, engine: await tryEngine(asked) };
  const probed = probe ? await measured(asked) : undefined;
  const node = { version: process.version, platform: `${process.platform} ${process.arch}` };
  const lines = engines.map(({ name, lacks, detail }) =>
    lacks === null
      ? `present  ${name}${detail === null ? '' : `: ${detail}`}`
      : `absent   ${name}: lacks ${lacks}`,
  );
  return {
    document: {
      command: 'doctor',
      node,
      engines,
      ...choices,
      ...(tried && { tried }),
      ...(probed && { probed }),
    },
    text: [
      `Node.js ${node.version} on ${node.platform}`,
      ...lines,
      `networks run and train on: ${choices.default.engine ?? 'nothing'} (${choices.default.reason})`,
      `--engine tfjs takes: ${choices.tfjs.engine ?? 'nothing'} (${choices.tfjs.reason})`,
      ...(tried ? [`--engine ${asked}: ${tried.engine} loads and computes`] : []),
      ...(probed
        ? [
            `${probed.engine}: ${(probed.flops / 1e9).toFixed(1)} GFLOP/s in one thread, ${probed.seconds.toFixed(2)} s for a call of a denoiser of full size`,
            ...(probed.threads > 1
              ? [`  ${probed.gain.toFixed(1)} times as fast in ${probed.threads} threads`]
              : []),
          ]
        : []),
    ].join('\n'),
  };
}

/** The speed of an engine, which plans of this workspace's store count with from now on. */
async function measured(asked: EngineFlags['engine']) {
  const [
    { probeEngine },
    { engineVersion },
    { DEFAULT_ENGINE },
    { engineNamed },
    { keepSpeed },
    { workspaceAt },
    { serialShare },
    { availableParallelism },
  ] = await Promise.all([
    import('../engines/probe.ts'),
    import('../engines/engine-version.ts'),
    import('../engines/default-engine.ts'),
    import('../engines/open-engine.ts'),
    import('../files/store/speeds.ts'),
    import('../files/workspace.ts'),
    import('../../study/cost/thread-gain.ts'),
    import('node:os'),
  ]);
  const choice = asked ?? DEFAULT_ENGINE;
  const engine = engineVersion(engineNamed(choice));
  const { flops, seconds } = await probeEngine(choice, 1);
  // Other engines run stages in one thread.
  const threads = choice === DEFAULT_ENGINE ? availableParallelism() : 1;
  const gain = threads > 1 ? (await probeEngine(choice, threads)).flops / flops : 1;
  const serial = threads > 1 ? { serial: serialShare(gain, threads) } : {};
  await keepSpeed(workspaceAt(undefined).store, engine, { flops, ...serial });
  return { engine, flops, seconds, threads, gain };
}
