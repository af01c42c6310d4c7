import { createImage, type Image } from '../numeric/image.ts';
import { InputError } from '../numeric/input-error.ts';
import type { Artifact } from './stage.ts';

/** An image of a data set, or what a method made of it. */
export interface StackItem {
  readonly id: string;
  readonly subject: string;
  readonly image: Image;
  /** Values above 0 are inside the region. */
  readonly mask?: Image;
}

interface Header {
  readonly items: readonly {
    readonly id: string;
    readonly subject: string;
    readonly image: Stored;
    readonly mask?: Stored;
  }[];
}

interface Stored {
  readonly shape: readonly [number, number, number];
  readonly precision: Precision;
}

/** How values are kept: as whole multiples of 1/255 or 1/65535, or as floating-point numbers. */
type Precision = '1/255' | '1/65535' | 'single' | 'double';

/**
 * Images as an artifact, without loss: an image whose values are exact multiples of 1/255 or 1/65535 takes
 * one or two bytes a value, one of single precision four, any other eight.
 * @param name the stack's name in an artifact that holds several
 */
export function encodeStack(items: readonly StackItem[], name = 'images'): Artifact {
  const parts: Uint8Array[] = [];
  const store = ({ channels, height, width, data }: Image): Stored => {
    const precision = precisionOf(data);
    parts.push(bytesOf(data, precision));
    return { shape: [channels, height, width], precision };
  };
  const header: Header = {
    items: items.map(({ id, subject, image, mask }) => ({
      id,
      subject,
      image: store(image),
      ...(mask && { mask: store(mask) }),
    })),
  };
  const values = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    values.set(part, offset);
    offset += part.length;
  }
  return { [`${name}.json`]: new TextEncoder().encode(JSON.stringify(header)), [`${name}.bin`]: values };
}

/**
 * The images of `encodeStack`.
 * @throws InputError when the artifact holds no stack of that name.
 */
export function decodeStack(artifact: Artifact, name = 'images'): readonly StackItem[] {
  const [json, values] = [artifact[`${name}.json`], artifact[`${name}.bin`]];
  if (!json || !values) {
    throw new InputError({
      where: 'image stack',
      expected: `the files ${name}.json and ${name}.bin`,
      got: Object.keys(artifact).join(', ') || 'nothing',
      remedy: 'give a stage that makes images as input',
    });
  }
  const header = JSON.parse(new TextDecoder().decode(json)) as Header;
  let offset = 0;
  const take = ({ shape, precision }: Stored): Image => {
    const [channels, height, width] = shape;
    const length = channels * height * width;
    const size = length * bytesPerValue[precision];
    const data = valuesOf(values.slice(offset, offset + size), precision, length);
    offset += size;
    return createImage(channels, height, width, data);
  };
  return header.items.map(({ id, subject, image, mask }) => ({
    id,
    subject,
    image: take(image),
    ...(mask && { mask: take(mask) }),
  }));
}

const bytesPerValue: Readonly<Record<Precision, number>> = { '1/255': 1, '1/65535': 2, single: 4, double: 8 };
const levelsOf = { '1/255': 255, '1/65535': 65535 } as const;

function precisionOf(data: Float64Array): Precision {
  for (const precision of ['1/255', '1/65535'] as const) {
    const levels = levelsOf[precision];
    // Negative zero equals zero and is not it: as a whole number its sign would be lost.
    const exact = (value: number) =>
      (value > 0 || Object.is(value, 0)) && Math.round(value * levels) / levels === value;
    if (data.every((value) => value <= 1 && exact(value))) return precision;
  }
  return data.every((value) => Object.is(Math.fround(value), value)) ? 'single' : 'double';
}

function bytesOf(data: Float64Array, precision: Precision): Uint8Array {
  if (precision === 'double') return new Uint8Array(data.slice().buffer);
  if (precision === 'single') return new Uint8Array(Float32Array.from(data).buffer);
  const levels = levelsOf[precision];
  const integers = levels === 255 ? new Uint8Array(data.length) : new Uint16Array(data.length);
  for (let i = 0; i < data.length; i++) integers[i] = Math.round(data[i] * levels);
  return new Uint8Array(integers.buffer);
}

function valuesOf(bytes: Uint8Array, precision: Precision, length: number): Float64Array {
  if (precision === 'double') return new Float64Array(bytes.buffer, 0, length);
  if (precision === 'single') return Float64Array.from(new Float32Array(bytes.buffer, 0, length));
  const levels = levelsOf[precision];
  const integers = levels === 255 ? bytes : new Uint16Array(bytes.buffer, 0, length);
  const data = new Float64Array(length);
  for (let i = 0; i < length; i++) data[i] = integers[i] / levels;
  return data;
}
