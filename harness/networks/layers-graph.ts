import { type Fields, fields } from '../numeric/fields.ts';
import { InputError } from '../numeric/input-error.ts';

/** What a layer computes of the results of other layers. */
export type LayerOperation =
  /** A convolution of stride 1 that keeps the image's size. */
  | {
      readonly kind: 'conv';
      readonly filters: number;
      readonly kernel: readonly [number, number];
      readonly bias: boolean;
    }
  | { readonly kind: 'relu' }
  /** Behind one another along the channels. */
  | { readonly kind: 'concat' }
  | { readonly kind: 'add' }
  /** Every pixel repeated. */
  | { readonly kind: 'repeat'; readonly factor: number }
  /** Channels to pixels, in TensorFlow's order. */
  | { readonly kind: 'depth-to-space'; readonly factor: number }
  | { readonly kind: 'multiply'; readonly factor: number };

/** A layer with the names of those that it reads. */
export interface GraphLayer {
  readonly name: string;
  readonly from: readonly string[];
  readonly operation: LayerOperation;
}

/** A model of one image in and one image out, as a graph of layers, each after those that it reads. */
export interface LayersGraph {
  readonly input: string;
  readonly inputChannels: number;
  readonly output: string;
  readonly layers: readonly GraphLayer[];
}

/**
 * The graph of a Keras functional model, from the `modelTopology` of TensorFlow.js's layers format. Takes the
 * layers that super-resolution networks are made of, those of ESRGAN's npm packages among them, and no other.
 * @param where the file, for messages
 * @throws InputError on any layer or setting that is not known, naming it.
 */
export function layersGraph(topology: unknown, where: string): LayersGraph {
  const model = fields(fields(topology, where).raw('model_config'), `${where} /model_config`);
  model.oneOf('class_name', ['Functional', 'Model']);
  const config = fields(model.raw('config'), model.at('config'));
  const input = ends(config, 'input_layers');
  const output = ends(config, 'output_layers');
  const listed = list(config.raw('layers'), config.at('layers'));
  const known = new Set<string>();
  const layers: GraphLayer[] = [];
  let inputChannels = 0;
  for (const [i, entry] of listed.entries()) {
    const layer = fields(entry, `${config.at('layers')}/${i}`);
    const name = layer.text('name');
    const from = inbound(layer);
    if (known.has(name)) throw fault(layer.at('name'), 'a name that stands once', name);
    const unseen = from.find((source) => !known.has(source));
    if (unseen !== undefined) throw fault(layer.at('inbound_nodes'), 'layers that stand before', unseen);
    known.add(name);
    const settings = fields(layer.raw('config'), layer.at('config'));
    if (name === input) inputChannels = imageChannels(layer, settings);
    else layers.push({ name, from, operation: operation(layer, settings, from.length) });
  }
  if (inputChannels === 0) throw fault(config.at('input_layers'), 'a layer of the model', input);
  if (!known.has(output)) throw fault(config.at('output_layers'), 'a layer of the model', output);
  return { input, inputChannels, output, layers };
}

const shuffles = ['PixelShuffle2x', 'PixelShuffle3x', 'PixelShuffle4x', 'PixelShuffle8x'] as const;
const classes = [
  'Conv2D',
  'Activation',
  'Concatenate',
  'Add',
  'UpSampling2D',
  'MultiplyBeta',
  ...shuffles,
] as const;

function operation(layer: Fields, settings: Fields, sources: number): LayerOperation {
  const name = layer.oneOf('class_name', classes);
  const several = name === 'Concatenate' || name === 'Add';
  if (several ? sources < 2 : sources !== 1) {
    throw fault(layer.at('inbound_nodes'), several ? 'several layers' : 'one layer', `${sources}`);
  }
  switch (name) {
    case 'Conv2D':
      return convolution(settings);
    case 'Activation':
      settings.oneOf('activation', ['relu']);
      return { kind: 'relu' };
    case 'Concatenate':
      // Axis 3 of TensorFlow's [B, H, W, C].
      settings.integer('axis', { atLeast: 3, atMost: 3 });
      return { kind: 'concat' };
    case 'Add':
      return { kind: 'add' };
    case 'UpSampling2D':
      only(settings, { data_format: 'channels_last', interpolation: 'nearest' });
      return { kind: 'repeat', factor: square(settings, 'size') };
    case 'MultiplyBeta':
      return { kind: 'multiply', factor: settings.number('beta', {}) };
    default: {
      const factor = Number(name.slice('PixelShuffle'.length, -1));
      return {
        kind: 'depth-to-space',
        factor: settings.integer('scale', { atLeast: factor, atMost: factor }),
      };
    }
  }
}

function convolution(settings: Fields): LayerOperation {
  only(settings, {
    strides: [1, 1],
    data_format: 'channels_last',
    dilation_rate: [1, 1],
    activation: 'linear',
  });
  settings.integer('groups', { atLeast: 1, atMost: 1 }, 1);
  const sizes = list(settings.raw('kernel_size'), settings.at('kernel_size'));
  const [height, width] = sizes as [number, number];
  const odd = (size: unknown) => Number.isInteger(size) && (size as number) % 2 === 1;
  if (sizes.length !== 2 || !odd(height) || !odd(width)) {
    throw fault(settings.at('kernel_size'), 'two odd numbers', JSON.stringify(sizes));
  }
  const padding = settings.oneOf('padding', ['same', 'valid']);
  // Without padding only a kernel of one pixel keeps the size.
  if (padding === 'valid' && height * width > 1) throw fault(settings.at('padding'), '"same"', '"valid"');
  const filters = settings.integer('filters', { atLeast: 1 });
  return { kind: 'conv', filters, kernel: [height, width], bias: settings.raw('use_bias') === true };
}

function imageChannels(layer: Fields, settings: Fields): number {
  layer.oneOf('class_name', ['InputLayer']);
  const shape = list(settings.raw('batch_input_shape'), settings.at('batch_input_shape'));
  const [batch, height, width, channels] = shape;
  const free = shape.length === 4 && batch === null && height === null && width === null;
  if (free && Number.isInteger(channels) && (channels as number) > 0) return channels as number;
  throw fault(settings.at('batch_input_shape'), '[null, null, null, channels]', JSON.stringify(shape));
}

/** The one layer at an end of the model, of `[[name, 0, 0]]`. */
function ends(config: Fields, key: string): string {
  const listed = list(config.raw(key), config.at(key));
  const [first] = listed.length === 1 ? list(listed[0], config.at(key)) : [];
  if (typeof first === 'string') return first;
  throw fault(config.at(key), 'one layer', JSON.stringify(listed));
}

/** The names in `[[[name, 0, 0, {}], ...]]`; none for the input. */
function inbound(layer: Fields): string[] {
  const at = layer.at('inbound_nodes');
  const nodes = list(layer.raw('inbound_nodes'), at);
  if (nodes.length > 1) throw fault(at, 'a layer that is used once', `${nodes.length} uses`);
  return list(nodes[0] ?? [], at).map((source) => {
    const [name, node, tensor] = list(source, at);
    if (typeof name === 'string' && node === 0 && tensor === 0) return name;
    throw fault(at, '[name, 0, 0, {}]', JSON.stringify(source));
  });
}

function square(settings: Fields, key: string): number {
  const [height, width, ...rest] = list(settings.raw(key), settings.at(key));
  if (Number.isInteger(height) && (height as number) > 0 && height === width && rest.length === 0) {
    return height as number;
  }
  throw fault(settings.at(key), 'the same whole number twice', JSON.stringify([height, width, ...rest]));
}

function only(settings: Fields, wanted: Readonly<Record<string, unknown>>): void {
  for (const [key, value] of Object.entries(wanted)) {
    const found = JSON.stringify(settings.raw(key));
    if (found !== JSON.stringify(value))
      throw fault(settings.at(key), JSON.stringify(value), found ?? 'nothing');
  }
}

function list(value: unknown, where: string): readonly unknown[] {
  if (Array.isArray(value)) return value;
  throw fault(where, 'a list', JSON.stringify(value) ?? 'nothing');
}

function fault(where: string, expected: string, got: string): InputError {
  return new InputError({ where, expected, got, remedy: 'give a model of the layers that are known' });
}
