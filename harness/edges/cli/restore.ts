import type { Command } from 'commander';
import { imageNames } from '../files/images/format.ts';
import { type Answer, answering } from './answer.ts';
import { type EngineFlags, withEngine } from './engine-options.ts';
import type { Register } from './program.ts';
import { type ScaleFlag, scaleAsked, withScale } from './scale-option.ts';
import { withThreads } from './threads.ts';

/** `latent-sr restore IN OUT`: an image through a network that enlarges. */
export const registerRestore: Register = (program) => {
  const command = program
    .command('restore')
    .description('write what a network that enlarges, such as SwinIR or ESRGAN, makes of an image');
  withScale(withThreads(withEngine(command)), 'as they are, in [0, 1]')
    .argument('<image>', `image in [0, 1], or with --scale in any units: ${imageNames}`)
    .argument('<enlarged>', 'where to write what it makes: .png or .npy')
    .requiredOption(
      '--restorer <spec>',
      "a restorer's asset by its id, ID=FILE (weights of a checkpoint), esrgan-slim-x4 (of the npm package), or one that ships, as restorer-swinir-for-...",
    )
    .option('--json', 'print one JSON document')
    .action(answering(restore));
};

interface Flags extends EngineFlags, ScaleFlag {
  readonly restorer: string;
  readonly threads: number;
}

async function restore(input: string, output: string, flags: Flags, _command: Command): Promise<Answer> {
  const [
    { loadRestorer },
    { restoreWith },
    { openEngine },
    { readImageFile },
    { clampedText, writeImage },
    { workspaceAt },
    { scaled, scaleText },
    { assertScale },
    { assertBitsUsed },
  ] = await Promise.all([
    import('../networks/named-restorer.ts'),
    import('../networks/restorer.ts'),
    import('../engines/open-engine.ts'),
    import('../files/images/read-image.ts'),
    import('../files/images/write-image.ts'),
    import('../files/workspace.ts'),
    import('../files/images/scaled.ts'),
    import('../files/images/comparable.ts'),
    import('../files/images/bits-used.ts'),
  ]);
  const restorer = loadRestorer(flags.restorer, workspaceAt(undefined));
  const { file, scale } = scaled(await readImageFile(input), scaleAsked(flags), input);
  if (!scale) assertBitsUsed(file, input);
  const { image, bits } = file;
  assertScale({ path: input, image }, 1, 'name --scale, such as window or p0.5-99.5');
  const engine = await openEngine(flags.engine, { threads: flags.threads });
  const target = { height: restorer.factor * image.height, width: restorer.factor * image.width };
  const [enlarged] = await restoreWith(engine, restorer, [image], [target], 'output');
  const written = await writeImage(enlarged!, output, bits === 16 ? 16 : 8);
  const document = {
    command: 'restore',
    restorer: restorer.network.name,
    weights: restorer.path,
    engine: engine.name,
    factor: restorer.factor,
    input: { path: input, width: image.width, height: image.height, channels: image.channels },
    ...(scale && { scale }),
    output: { path: output, ...target, channels: enlarged!.channels, ...written },
  };
  const text = `${input} (${image.width} x ${image.height}) -> ${output} (${target.width} x ${target.height}) by ${restorer.network.name} on ${engine.name}${clampedText(written, enlarged!)}`;
  return { document, text: scale ? `${text}\nscale: ${scaleText(scale)}` : text };
}
