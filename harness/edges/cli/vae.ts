import type { Command } from 'commander';
import { imageNames } from '../files/images/format.ts';
import { type Answer, answering } from './answer.ts';
import { type EngineFlags, withEngine } from './engine-options.ts';
import type { Register } from './program.ts';
import { type ScaleFlag, scaleAsked, withScale } from './scale-option.ts';
import { withThreads } from './threads.ts';
import { registerLatents } from './vae-latents.ts';
import { vaeSpec } from './vae-spec.ts';

/** `latent-sr vae`: an image through an autoencoder and back, or its halves alone. */
export const registerVae: Register = (program) => {
  const vae = program.command('vae').description('encode and decode images with an autoencoder');
  const command = vae
    .command('reconstruct')
    .description('write what an autoencoder makes of an image: its ceiling for super-resolution');
  withScale(withThreads(withEngine(command)), 'as they are, in [0, 1]')
    .argument('<image>', `image in [0, 1], or with --scale in any units: ${imageNames}`)
    .argument('<copy>', 'where to write the reconstruction: .png or .npy')
    .requiredOption('--vae <spec>', vaeSpec)
    .option('--json', 'print one JSON document')
    .action(answering(reconstruct));
  registerLatents(vae);
};

interface Flags extends EngineFlags, ScaleFlag {
  readonly vae: string;
  readonly threads: number;
}

async function reconstruct(input: string, output: string, flags: Flags, _command: Command): Promise<Answer> {
  const [
    { openVae },
    { openEngine },
    { readImageFile },
    { clampedText, writeImage },
    { workspaceAt },
    { psnr },
    { reconstruct: throughVae },
    { scaled, scaleText },
    { assertScale },
    { assertBitsUsed },
  ] = await Promise.all([
    import('../networks/vae.ts'),
    import('../engines/open-engine.ts'),
    import('../files/images/read-image.ts'),
    import('../files/images/write-image.ts'),
    import('../files/workspace.ts'),
    import('../../metrics/psnr.ts'),
    import('../networks/reconstruct.ts'),
    import('../files/images/scaled.ts'),
    import('../files/images/comparable.ts'),
    import('../files/images/bits-used.ts'),
  ]);
  const options = { threads: flags.threads };
  const engine = await openEngine(flags.engine, options);
  const rule = scaleAsked(flags);
  const { file, scale } = scaled(await readImageFile(input), rule, input);
  if (!scale) assertBitsUsed(file, input);
  const { image, bits } = file;
  assertScale({ path: input, image }, 1, 'name --scale, such as window or p0.5-99.5');
  const vae = await openVae(flags.vae, workspaceAt(undefined), engine, options);
  const { copy, latent, padded, tiles } = await throughVae(vae, image).finally(() => vae.dispose());
  const written = await writeImage(copy, output, bits === 16 ? 16 : 8);
  const { toGrey } = await import('../../numeric/image.ts');
  const score = psnr.compute({ image: toGrey(copy), reference: toGrey(image) }, psnr.resolve({}));
  const document = {
    command: 'vae reconstruct',
    vae: vae.name,
    engine: engine.name,
    input: { path: input, width: image.width, height: image.height, channels: image.channels },
    ...(scale && { scale }),
    padded,
    latent,
    tiles,
    output: { path: output, width: copy.width, height: copy.height, channels: copy.channels, ...written },
    psnr: Number.isFinite(score) ? score : String(score),
  };
  const lines = [
    `${input} -> ${output} through ${vae.name} (latent ${latent.join(' x ')}), psnr ${(score as number).toFixed(2)} dB of the grey images${clampedText(written, copy)}`,
    ...(scale ? [`scale: ${scaleText(scale)}`] : []),
    ...(padded
      ? [`${image.height}x${image.width} mirrored to ${padded.height}x${padded.width}, cropped back`]
      : []),
    ...(tiles > 1 ? [`computed in ${tiles} tiles that overlap, as the whole would be`] : []),
  ];
  return { document, text: lines.join('\n') };
}
