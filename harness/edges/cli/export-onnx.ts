import { type Command, Option } from 'commander';
import { InputError } from '../../numeric/input-error.ts';
import { type Answer, answering } from './answer.ts';
import type { Register } from './program.ts';

/** `latent-sr export-onnx OUT`: half of an autoencoder as an ONNX model. */
export const registerExportOnnx: Register = (program) => {
  program
    .command('export-onnx')
    .description('write the encoder or decoder of an autoencoder as an ONNX model')
    .argument('<model>', 'where to write the model: .onnx')
    .requiredOption('--vae <spec>', "one of the paper's autoencoders by its id, ID=FILE, or one that ships")
    .addOption(
      new Option('--part <half>', 'which half').choices(['encoder', 'decoder']).makeOptionMandatory(),
    )
    .option('--size <pixels>', 'height and width of the image (default: the model takes any)')
    .option('--batch <number>', 'images at once, with --size (default: 1)')
    .option('--json', 'print one JSON document')
    .action(answering(exportModel));
};

interface Flags {
  readonly vae: string;
  readonly part: 'encoder' | 'decoder';
  readonly size?: string;
  readonly batch?: string;
}

async function exportModel(output: string, flags: Flags, _command: Command): Promise<Answer> {
  const [
    { loadAutoencoder },
    { onnxModel, openOnnxModel, AXES },
    { OPSET },
    { replaceFile },
    { workspaceAt },
  ] = await Promise.all([
    import('../networks/vae.ts'),
    import('../engines/onnx/model.ts'),
    import('../engines/onnx/ops.ts'),
    import('../files/images/write-image.ts'),
    import('../files/workspace.ts'),
  ]);
  const size = flags.size === undefined ? undefined : whole('--size', flags.size);
  const batch = flags.batch === undefined ? undefined : whole('--batch', flags.batch);
  if (batch !== undefined && size === undefined) throw misfit('--batch', 'a --size beside it', flags.batch!);
  const { autoencoder, weights, path } = loadAutoencoder(flags.vae, workspaceAt(undefined));
  const { factor, imageChannels, latentChannels } = autoencoder;
  if (size !== undefined && size % factor !== 0)
    throw misfit('--size', `a number that ${factor} divides`, flags.size!);
  const network = autoencoder[flags.part];
  const [input] = network.inputs as [string];
  const [channels, scale] = flags.part === 'encoder' ? [imageChannels, factor] : [latentChannels, 1];
  const shapes = (images: number, height: number, width: number) => ({
    [input]: [images, channels, scale * height, scale * width],
  });
  const side = (size ?? 0) / factor;
  const fixed = shapes(batch ?? 1, side, side);
  const bytes =
    size === undefined
      ? openOnnxModel(network, shapes, weights)
      : onnxModel(network, fixed, weights, false).bytes;
  const shape = size === undefined ? [AXES[0], channels, AXES[2], AXES[3]] : fixed[input]!;
  await replaceFile(output, bytes);
  const document = {
    command: 'export-onnx',
    vae: autoencoder.name,
    part: flags.part,
    weights: path,
    output: { path: output, bytes: bytes.length, opset: OPSET },
    input: { name: input, shape, ...(size === undefined && { multiple: scale }) },
  };
  const any = size === undefined && scale > 1 ? `, any height and width that ${scale} divides` : '';
  const text = `${output}: ${flags.part} of ${autoencoder.name}, input ${input} ${shape.join(' x ')}${any}, opset ${OPSET}, ${bytes.length} bytes`;
  return { document, text };
}

function whole(where: string, text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value > 0 && value <= 4096) return value;
  throw misfit(where, 'a whole number from 1 to 4096', text);
}

function misfit(where: string, expected: string, got: string): InputError {
  return new InputError({ where, expected, got: JSON.stringify(got), remedy: 'correct it' });
}
