import { createImage, type Image } from '../numeric/image.ts';
import { InputError } from '../numeric/input-error.ts';
import type { Artifact } from './stage.ts';

/** An image of a data set, or what a method made of it. */
export interface StackItem {
  readonly id: string;
  readonly subject: string;
  readonly image: Image;
}

interface Header {
  readonly items: readonly {
    readonly id: string;
    readonly subject: string;
    readonly shape: readonly [number, number, number];
    /** Levels of the grey scale, where every value is an exact multiple of 1 / levels; 0 for doubles. */
    readonly levels: 0 | 255 | 65535;
  }[];
}

/**
 * Images as an artifact, without loss: an image whose values are exact multiples of 1/255 or 1/65535 takes
 * one or two bytes a pixel, any other eight.
 */
export function encodeStack(items: readonly StackItem[]): Artifact {
  const header: Header = {
    items: items.map(({ id, subject, image }) => ({
      id,
      subject,
      shape: [image.channels, image.height, image.width],
      levels: levelsOf(image.data),
    })),
  };
  const parts = items.map(({ image }, i) => bytesOf(image.data, header.items[i]!.levels));
  const pixels = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    pixels.set(part, offset);
    offset += part.length;
  }
  return { 'images.json': new TextEncoder().encode(JSON.stringify(header)), 'images.bin': pixels };
}

/**
 * The images of `encodeStack`.
 * @throws InputError when the artifact holds no image stack.
 */
export function decodeStack(artifact: Artifact): readonly StackItem[] {
  const [json, pixels] = [artifact['images.json'], artifact['images.bin']];
  if (!json || !pixels) {
    throw new InputError({
      where: 'image stack',
      expected: 'the files images.json and images.bin',
      got: Object.keys(artifact).join(', ') || 'nothing',
      remedy: 'give a stage that makes images as input',
    });
  }
  const header = JSON.parse(new TextDecoder().decode(json)) as Header;
  let offset = 0;
  return header.items.map(({ id, subject, shape, levels }) => {
    const [channels, height, width] = shape;
    const length = channels * height * width;
    const size = length * bytesPerValue(levels);
    const data = valuesOf(pixels.slice(offset, offset + size), levels, length);
    offset += size;
    return { id, subject, image: createImage(channels, height, width, data) };
  });
}

function levelsOf(data: Float64Array): 0 | 255 | 65535 {
  for (const levels of [255, 65535] as const) {
    // Negative zero equals zero and is not it.
    if (data.every((value) => value <= 1 && Object.is(Math.round(value * levels) / levels, value) && value >= 0))
      return levels;
  }
  return 0;
}

function bytesPerValue(levels: number): number {
  return levels === 255 ? 1 : levels === 65535 ? 2 : 8;
}

function bytesOf(data: Float64Array, levels: 0 | 255 | 65535): Uint8Array {
  if (levels === 0) return new Uint8Array(data.slice().buffer);
  const integers = levels === 255 ? new Uint8Array(data.length) : new Uint16Array(data.length);
  for (let i = 0; i < data.length; i++) integers[i] = Math.round(data[i] * levels);
  return new Uint8Array(integers.buffer);
}

function valuesOf(bytes: Uint8Array, levels: 0 | 255 | 65535, length: number): Float64Array {
  if (levels === 0) return new Float64Array(bytes.buffer, 0, length);
  const integers = levels === 255 ? bytes : new Uint16Array(bytes.buffer, 0, length);
  const data = new Float64Array(length);
  for (let i = 0; i < length; i++) data[i] = integers[i] / levels;
  return data;
}
