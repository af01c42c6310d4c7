import type { Command } from 'commander';
import { imageNames } from '../files/images/format.ts';
import { type Answer, answering } from './answer.ts';
import { type EngineFlags, withEngine } from './engine-options.ts';
import type { Register } from './program.ts';
import { type ScaleFlag, scaleAsked, withScale } from './scale-option.ts';
import { withThreads } from './threads.ts';
import { vaeSpec } from './vae-spec.ts';

/** `latent-sr vae encode` and `decode`: the halves of an autoencoder by themselves. */
export const registerLatents: Register = (vae) => {
  const encoder = vae.command('encode').description("write an image's latent, [1, C, H, W]");
  withScale(halved(encoder), 'as they are, in [0, 1]')
    .argument('<image>', `image in [0, 1], or with --scale in any units: ${imageNames}`)
    .argument('<latent>', 'where to write the latent: .npy')
    .action(answering(encode));
  halved(vae.command('decode').description('write the image of a latent, in [0, 1]'))
    .argument('<latent>', 'a latent: a .npy of [1, C, H, W] or [C, H, W]')
    .argument('<image>', 'where to write the image: .png or .npy')
    .action(answering(decode));
};

function halved(command: Command): Command {
  return withThreads(withEngine(command))
    .requiredOption('--vae <spec>', vaeSpec)
    .option('--json', 'print one JSON document');
}

interface Flags extends EngineFlags, ScaleFlag {
  readonly vae: string;
  readonly threads: number;
}

async function encode(input: string, output: string, flags: Flags, _command: Command): Promise<Answer> {
  const [{ readImageFile }, { scaled }, { assertScale }, { assertBitsUsed }, { writeTensor }] =
    await Promise.all([
      import('../files/images/read-image.ts'),
      import('../files/images/scaled.ts'),
      import('../files/images/comparable.ts'),
      import('../files/images/bits-used.ts'),
      import('../files/tensor-file.ts'),
    ]);
  const { file, scale } = scaled(await readImageFile(input), scaleAsked(flags), input);
  if (!scale) assertBitsUsed(file, input);
  assertScale({ path: input, image: file.image }, 1, 'name --scale, such as window or p0.5-99.5');
  const { vae, engine } = await opened(flags);
  const latent = await vae.encode(file.image).finally(() => vae.dispose());
  await writeTensor(output, latent);
  return answer('encode', vae.name, engine, input, { path: output, shape: latent.shape }, scale && { scale });
}

async function decode(input: string, output: string, flags: Flags, _command: Command): Promise<Answer> {
  const [{ readTensor }, { clampedText, writeImage }, { InputError }] = await Promise.all([
    import('../files/tensor-file.ts'),
    import('../files/images/write-image.ts'),
    import('../../numeric/input-error.ts'),
  ]);
  const latent = await readTensor(input);
  if (latent.shape[0] !== 1)
    throw new InputError({
      where: input,
      expected: 'one latent',
      got: `${latent.shape[0]}`,
      remedy: 'write each to a file of its own',
    });
  const { vae, engine } = await opened(flags);
  const image = await vae.decode(latent).finally(() => vae.dispose());
  const written = await writeImage(image, output, 8);
  const shape = [1, image.channels, image.height, image.width];
  const { document, text } = answer('decode', vae.name, engine, input, { path: output, shape, ...written });
  return { document, text: text + clampedText(written, image) };
}

async function opened({ vae, engine: asked, threads }: Flags) {
  const [{ openVae }, { openEngine }, { workspaceAt }] = await Promise.all([
    import('../networks/vae.ts'),
    import('../engines/open-engine.ts'),
    import('../files/workspace.ts'),
  ]);
  const engine = await openEngine(asked, { threads });
  return { engine: engine.name, vae: await openVae(vae, workspaceAt(undefined), engine, { threads }) };
}

function answer(
  part: 'encode' | 'decode',
  vae: string,
  engine: string,
  input: string,
  output: { readonly path: string; readonly shape: readonly number[] },
  more: object = {},
): Answer {
  const document = { command: `vae ${part}`, vae, engine, input, ...more, output };
  const text = `${input} -> ${output.path}: ${output.shape.join(' x ')} by ${vae} on ${engine}`;
  return { document, text };
}
