import { leastActivationBytes } from '../../networks/activation-memory.ts';
import type { Autoencoder } from '../../networks/autoencoder.ts';
import type { Compiled, Engine, Weights } from '../../networks/engine.ts';
import {
  publishedAutoencoder,
  publishedAutoencoders,
  unknownAutoencoder,
} from '../../networks/published-autoencoders.ts';
import { reachOf } from '../../networks/reach.ts';
import { type ScaleAutoencoderConfig, scaleAutoencoder } from '../../networks/scale-autoencoder.ts';
import type { Tensor } from '../../networks/tensor.ts';
import type { Image } from '../../numeric/image.ts';
import { InputError } from '../../numeric/input-error.ts';
import { type OnnxFile, openOnnxFile } from '../engines/onnx/file.ts';
import { modelOptions } from '../engines/onnx/model-options.ts';
import type { OnnxOptions } from '../engines/onnx/session-options.ts';
import { requiredAsset } from '../files/assets.ts';
import { readWeights } from '../files/weights/read-weights.ts';
import { shippedNamed } from '../files/weights/shipped.ts';
import type { Workspace } from '../files/workspace.ts';
import { fromSigned, toSigned } from './pixels.ts';

/** An autoencoder that encodes and decodes images in [0, 1]. */
export interface Vae {
  readonly name: string;
  /** What must divide height and width; null where a model does not say. */
  readonly factor: number | null;
  /** How many pixels around one its copy depends on; null for all, and where a model does not say. */
  readonly reach: number | null;
  /** Bytes of memory that an image of this size takes at least. */
  leastBytes(height: number, width: number): number;
  encode(image: Image): Promise<Tensor>;
  decode(latent: Tensor): Promise<Image>;
  /** Frees what the engine holds. */
  dispose(): Promise<void>;
}

/**
 * The autoencoder that a SPEC names: `ID` with the weights among the assets, `ID=FILE` with those of a file,
 * `onnx=ENCODER,DECODER`, two ONNX models of the user, or the name of one of the scale model that ships.
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
    return fromModels(spec.slice(at + 1).split(','), modelOptions(engine.name, options));
  }
  const { autoencoder, weights } = loadAutoencoder(spec, workspace);
  const compiled = new Map<'encoder' | 'decoder', { readonly key: string; readonly network: Compiled }>();
  /** The half for inputs of this shape. Only that of the last shape is kept: images may have any number of sizes. */
  const ready = async (half: 'encoder' | 'decoder', inputs: Readonly<Record<string, Tensor>>) => {
    const shapes = Object.fromEntries(Object.entries(inputs).map(([name, { shape }]) => [name, shape]));
    const key = JSON.stringify(shapes);
    const last = compiled.get(half);
    if (last?.key === key) return last.network;
    compiled.delete(half);
    await last?.network.dispose();
    const network = await engine.compile(autoencoder[half], shapes, weights);
    compiled.set(half, { key, network });
    return network;
  };
  const run = async (half: 'encoder' | 'decoder', inputs: Readonly<Record<string, Tensor>>) =>
    (await (await ready(half, inputs)).run(inputs))[autoencoder[half].outputs[0]!]!;
  return {
    name: id,
    factor: autoencoder.factor,
    reach: reachOf(autoencoder),
    leastBytes(height, width) {
      const { encoder, imageChannels } = autoencoder;
      return leastActivationBytes(encoder, { image: [1, imageChannels, height, width] });
    },
    async encode(image) {
      assertDivisible(image, autoencoder.factor);
      return run('encoder', { image: toSigned(image, autoencoder.imageChannels) });
    },
    decode: async (latent) => fromSigned(await run('decoder', { latent })),
    async dispose() {
      for (const { network } of compiled.values()) await network.dispose();
      compiled.clear();
    },
  };
}

/**
 * One of the paper's autoencoders with its weights, by `ID` or `ID=FILE`, or one that ships, by its name.
 * @throws as `openVae` does.
 */
export function loadAutoencoder(
  spec: string,
  workspace: Workspace,
): { readonly autoencoder: Autoencoder; readonly weights: Weights; readonly path: string } {
  const shipped = shippedAutoencoder(spec, workspace);
  if (shipped) return shipped;
  const at = spec.indexOf('=');
  const id = at < 0 ? spec : spec.slice(0, at);
  if (!publishedAutoencoders.includes(id)) throw unknownAutoencoder(id);
  if (at === spec.length - 1) throw unknownAutoencoder(spec);
  const [path] = at < 0 ? requiredAsset(workspace, id) : [spec.slice(at + 1)];
  return { ...publishedAutoencoder(id, readWeights(path!), path!), path: path! };
}

/** The shipped autoencoder of this name; undefined where none is called so. */
function shippedAutoencoder(
  name: string,
  workspace: Workspace,
): ReturnType<typeof loadAutoencoder> | undefined {
  const shipped = shippedNamed(workspace, name);
  if (!shipped) return undefined;
  const { params, path, where } = shipped;
  const { architecture } = params['recipe'] as { readonly architecture: ScaleAutoencoderConfig };
  if (architecture?.widths === undefined) {
    throw new InputError({
      where,
      expected: 'an autoencoder of the scale model',
      got: 'another network',
      remedy: 'name one of golden/networks/autoencoder-...',
    });
  }
  return { autoencoder: scaleAutoencoder(name, architecture), weights: readWeights(path), path };
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
    factor: null,
    reach: null,
    leastBytes: () => 0,
    encode: (image) =>
      run(encoderPath, 'encoder', ({ inputShape }) => toSigned(image, inputShape[1] ?? image.channels)),
    decode: async (latent) => fromSigned(await run(decoderPath, 'decoder', () => latent)),
    dispose: async () => {},
  };
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
