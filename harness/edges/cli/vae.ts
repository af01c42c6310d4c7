import type { Command } from 'commander';
import { InputError } from '../../numeric/input-error.ts';
import { type Answer, answering } from './answer.ts';
import { type EngineFlags, withEngine } from './engine-options.ts';
import type { Register } from './program.ts';
import { threadsOf } from './threads.ts';
import { vaeSpec } from './vae-spec.ts';

/** `latent-sr vae reconstruct --vae SPEC IN OUT`: an image through an autoencoder and back. */
export const registerVae: Register = (program) => {
  const vae = program.command('vae').description('encode and decode images with an autoencoder');
  withEngine(
    vae
      .command('reconstruct')
      .description('write what an autoencoder makes of an image: its ceiling for super-resolution'),
  )
    .argument('<image>', 'image in [0, 1]: .png, .npy')
    .argument('<copy>', 'where to write the reconstruction: .png or .npy')
    .requiredOption('--vae <spec>', vaeSpec)
    .option('--threads <number>', 'threads of the engine', '1')
    .option('--json', 'print one JSON document')
    .action(answering(reconstruct));
};

interface Flags extends EngineFlags {
  readonly vae: string;
  readonly threads: string;
}

async function reconstruct(input: string, output: string, flags: Flags, _command: Command): Promise<Answer> {
  const [
    { openVae },
    { DEFAULT_ENGINE, openEngine },
    { readImageFile },
    { writeImage },
    { workspaceAt },
    { psnr },
  ] = await Promise.all([
    import('../networks/vae.ts'),
    import('../engines/open-engine.ts'),
    import('../files/images/read-image.ts'),
    import('../files/images/write-image.ts'),
    import('../files/workspace.ts'),
    import('../../metrics/psnr.ts'),
  ]);
  const options = { threads: threadsOf(flags.threads) };
  const engine = await openEngine(flags.engine ?? DEFAULT_ENGINE, options);
  const { image, bits } = await readImageFile(input);
  const vae = await openVae(flags.vae, workspaceAt(undefined), engine, options);
  const latent = await vae.encode(image);
  const copy = await vae.decode(latent);
  await vae.dispose();
  if (copy.height !== image.height || copy.width !== image.width) {
    throw new InputError({
      where: vae.name,
      expected: `an image of ${image.height}x${image.width} back`,
      got: `${copy.height}x${copy.width}`,
      remedy: "crop or resize the image to sizes that the autoencoder's factor divides",
    });
  }
  const written = await writeImage(copy, output, bits === 16 ? 16 : 8);
  const { toGrey } = await import('../../numeric/image.ts');
  const score = psnr.compute({ image: toGrey(copy), reference: toGrey(image) }, psnr.resolve({}));
  const document = {
    command: 'vae reconstruct',
    vae: vae.name,
    engine: engine.name,
    input: { path: input, width: image.width, height: image.height, channels: image.channels },
    latent: latent.shape.slice(1),
    output: { path: output, width: copy.width, height: copy.height, channels: copy.channels, ...written },
    psnr: Number.isFinite(score) ? score : String(score),
  };
  const text = `${input} -> ${output} through ${vae.name} (latent ${latent.shape.slice(1).join(' x ')}), psnr ${(score as number).toFixed(2)} dB of the grey images`;
  return { document, text };
}
