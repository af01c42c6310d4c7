import type { Autoencoder } from '../../networks/autoencoder.ts';
import type { Engine, Weights } from '../../networks/engine.ts';
import {
  publishedAutoencoder,
  publishedAutoencoders,
  unknownAutoencoder,
} from '../../networks/published-autoencoders.ts';
import type { Tensor } from '../../networks/tensor.ts';
import type { Image } from '../../numeric/image.ts';
import { InputError } from '../../numeric/input-error.ts';
import { requiredAsset } from '../files/assets.ts';
import { readWeights } from '../files/weights.ts';
import type { Workspace } from '../files/workspace.ts';
import type { OnnxOptions } from './onnx-engine.ts';
import { type OnnxFile, openOnnxFile } from './onnx-file.ts';
import { fromSigned, toSigned } from './pixels.ts';

/** An autoencoder that encodes and decodes images in [0, 1]. */
export interface Vae {
  readonly name: string;
  encode(image: Image): Promise<Tensor>;
  decode(latent: Tensor): Promise<Image>;
}

/**
 * The autoencoder that a SPEC names: `ID` with the weights among the assets, `ID=FILE` with those of a file,
 * or `onnx=ENCODER,DECODER`, two ONNX models of the user.
 * @throws InputError for another SPEC, missing weights, or weights that do not fit.
 */
export async function openVae(
  spec: string,
  workspace: Workspace,
  engine: Engine,
  options: OnnxOptions,
): Promise<Vae> {
  const at = spec.indexOf('=');
  const id = at < 0 ? spec : spec.slice(0, at);
  if (id === 'onnx' && at > 0) {
    if (engine.name !== 'onnx') throw onlyOnnx('--engine', 'for ONNX models', engine.name);
    return fromModels(spec.slice(at + 1).split(','), options);
  }
  const { autoencoder, weights } = loadAutoencoder(spec, workspace);
  return {
    name: id,
    async encode(image) {
      assertDivisible(image, autoencoder.factor);
      const input = toSigned(image, autoencoder.imageChannels);
      return once(engine, autoencoder, 'encoder', { image: input }, weights);
    },
    async decode(latent) {
      return fromSigned(await once(engine, autoencoder, 'decoder', { latent }, weights));
    },
  };
}

/** One of the paper's autoencoders with its weights, by `ID` or `ID=FILE`. @throws as `openVae` does. */
export function loadAutoencoder(spec: string, workspace: Workspace) {
  const at = spec.indexOf('=');
  const id = at < 0 ? spec : spec.slice(0, at);
  if (!publishedAutoencoders.includes(id)) throw unknownAutoencoder(id);
  if (at === spec.length - 1) throw unknownAutoencoder(spec);
  const [path] = at < 0 ? requiredAsset(workspace, id) : [spec.slice(at + 1)];
  return { ...publishedAutoencoder(id, readWeights(path!), path!), path: path! };
}

async function once(
  engine: Engine,
  autoencoder: Autoencoder,
  half: 'encoder' | 'decoder',
  inputs: Readonly<Record<string, Tensor>>,
  weights: Weights,
): Promise<Tensor> {
  const network = autoencoder[half];
  const shapes = Object.fromEntries(Object.entries(inputs).map(([name, { shape }]) => [name, shape]));
  const compiled = await engine.compile(network, shapes, weights);
  try {
    return (await compiled.run(inputs))[network.outputs[0]!]!;
  } finally {
    await compiled.dispose();
  }
}

async function fromModels(paths: readonly string[], options: OnnxOptions): Promise<Vae> {
  const [encoderPath, decoderPath, ...rest] = paths;
  if (!encoderPath || !decoderPath || rest.length > 0) {
    throw new InputError({
      where: '--vae',
      expected: 'onnx=ENCODER,DECODER, two files',
      got: `${paths.length}`,
      remedy: 'name both models with a comma between them',
    });
  }
  const run = async (path: string, role: string, input: (file: OnnxFile) => Tensor) => {
    const file = await openOnnxFile(path, role, options);
    const tensor = input(file);
    try {
      return (await file.at(tensor.shape).run({ [file.input]: tensor }))[file.output]!;
    } finally {
      await file.dispose();
    }
  };
  return {
    name: 'onnx',
    encode: (image) =>
      run(encoderPath, 'encoder', ({ inputShape }) => toSigned(image, inputShape[1] ?? image.channels)),
    decode: async (latent) => fromSigned(await run(decoderPath, 'decoder', () => latent)),
  };
}

/** The error for models of ONNX that are to run on another engine. */
export function onlyOnnx(where: string, what: string, got: string): InputError {
  return new InputError({ where, expected: `onnx ${what}`, got, remedy: 'leave --engine out' });
}

function assertDivisible({ height, width }: Image, factor: number): void {
  if (height % factor === 0 && width % factor === 0) return;
  throw new InputError({
    where: 'image',
    expected: `a height and a width that ${factor} divides`,
    got: `${height}x${width}`,
    remedy: 'crop or resize the image first',
  });
}
