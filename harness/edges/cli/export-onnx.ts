import { type Command, Option } from 'commander';
import { InputError } from '../../numeric/input-error.ts';
import type { Asked } from '../networks/exportable.ts';
import { type Answer, answering } from './answer.ts';
import type { Register } from './program.ts';

/** `latent-sr export-onnx OUT`: half of an autoencoder, a denoiser or a restorer as an ONNX model. */
export const registerExportOnnx: Register = (program) => {
  program
    .command('export-onnx')
    .description('write half of an autoencoder, a denoiser or a restorer as an ONNX model')
    .argument('<model>', 'where to write the model: .onnx')
    .option('--vae <spec>', "one of the paper's autoencoders by its id, ID=FILE, or one that ships")
    .addOption(new Option('--part <half>', 'which half of it').choices(['encoder', 'decoder']))
    .option('--denoiser <spec>', 'as latent-sr denoise takes it; with --size, that of the latents')
    .option('--restorer <spec>', 'as latent-sr restore takes it')
    .option('--size <pixels>', 'height and width of the first input (default: the model takes any)')
    .option('--batch <number>', 'images at once, with --size (default: 1)')
    .option('--json', 'print one JSON document')
    .action(answering(exportModel));
};

interface Flags extends Asked {
  readonly size?: string;
  readonly batch?: string;
}

async function exportModel(output: string, flags: Flags, _command: Command): Promise<Answer> {
  const [{ exportable }, { onnxModel, openOnnxModel, AXES }, { OPSET }, { replaceFile }, { workspaceAt }] =
    await Promise.all([
      import('../networks/exportable.ts'),
      import('../engines/onnx/model.ts'),
      import('../engines/onnx/ops.ts'),
      import('../files/images/write-image.ts'),
      import('../files/workspace.ts'),
    ]);
  const size = flags.size === undefined ? null : whole('--size', flags.size);
  const batch = flags.batch === undefined ? undefined : whole('--batch', flags.batch);
  if (batch !== undefined && size === null) throw misfit('--batch', 'a --size beside it', flags.batch!);
  const { kind, name, path, multiple, shapes, at } = exportable(flags, workspaceAt(undefined));
  if (size !== null && size % multiple !== 0)
    throw misfit('--size', `a number that ${multiple} divides`, flags.size!);
  const { network, weights } = at(size);
  const side = (size ?? multiple) / multiple;
  const fixed = shapes(batch ?? 1, side, side);
  const open = () => {
    try {
      return openOnnxModel(network, shapes, weights);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      throw misfit('--size', `the height and width of ${kind} ${name}, which cannot be left open`, 'none');
    }
  };
  const bytes = size === null ? open() : onnxModel(network, fixed, weights, false).bytes;
  await replaceFile(output, bytes);
  const inputs = network.inputs.map((input) => ({
    name: input,
    shape: fixed[input]!.map((length, axis) => (size === null && axis !== 1 ? AXES[axis]! : length)),
  }));
  const document = {
    command: 'export-onnx',
    network: { kind, name, weights: path },
    output: { path: output, bytes: bytes.length, opset: OPSET },
    inputs,
    ...(size === null && { multiple }),
  };
  const any = size === null && multiple > 1 ? `, any height and width that ${multiple} divides` : '';
  const told = inputs.map((input) => `input ${input.name} ${input.shape.join(' x ')}`).join(', ');
  const text = `${output}: ${kind} ${name}, ${told}${any}, opset ${OPSET}, ${bytes.length} bytes`;
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
