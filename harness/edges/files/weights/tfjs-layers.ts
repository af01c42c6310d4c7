import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { count } from '../../../networks/shapes.ts';
import type { Tensor } from '../../../networks/tensor.ts';
import { type Fields, fields } from '../../../numeric/fields.ts';
import { unreadable } from '../read-bytes.ts';
import { misread, told } from './source.ts';

/** A model in TensorFlow.js's layers format. */
export interface LayersModel {
  /** `modelTopology` as it stands. */
  readonly topology: unknown;
  readonly tensors: ReadonlyMap<string, Tensor>;
  /** The files that it came from, `model.json` first, by their names in its folder. */
  readonly files: readonly { readonly name: string; readonly sha256: string }[];
}

/**
 * Reads a model that TensorFlow.js's converter wrote: `model.json`, and weights of 32-bit floats in the files
 * beside it that its manifest names.
 * @throws InputError when a file is missing, lies outside the folder, or does not hold what the manifest says.
 */
export function readTfjsLayers(path: string): LayersModel {
  const json = bytesOf(path);
  const model = fields(parsed(json, path), path);
  model.oneOf('format', ['layers-model']);
  const files = [{ name: basename(path), sha256: sha256(json) }];
  const tensors = new Map<string, Tensor>();
  for (const [i, entry] of listAt(model, 'weightsManifest').entries()) {
    const group = fields(entry, `${model.at('weightsManifest')}/${i}`);
    const parts = listAt(group, 'paths').map((name) => {
      if (typeof name !== 'string' || !/^\w[\w.-]*$/.test(name)) {
        throw misread(path, 'names of files beside it', told(name));
      }
      const bytes = bytesOf(join(dirname(path), name));
      files.push({ name, sha256: sha256(bytes) });
      return bytes;
    });
    unpack(path, Buffer.concat(parts), listAt(group, 'weights'), tensors);
  }
  return { topology: model.raw('modelTopology'), tensors, files };
}

/** Adds the tensors that stand behind one another in `bytes`. */
function unpack(
  path: string,
  bytes: Uint8Array,
  weights: readonly unknown[],
  tensors: Map<string, Tensor>,
): void {
  let offset = 0;
  for (const entry of weights) {
    const weight = fields(entry, `${path} /weightsManifest`);
    const name = weight.text('name');
    weight.oneOf('dtype', ['float32']);
    if (weight.has('quantization')) throw misread(path, `${name} as it was trained`, 'quantised numbers');
    if (tensors.has(name)) throw misread(path, 'every tensor once', `${name} twice`);
    const shape = listAt(weight, 'shape') as readonly number[];
    const whole = shape.every((size) => Number.isSafeInteger(size) && size > 0);
    const length = 4 * count(shape);
    if (!whole || offset + length > bytes.length) {
      throw misread(path, `a tensor ${name} within ${bytes.length} bytes`, `${told(shape)}`);
    }
    // The bytes are little-endian, as every machine is that the engines run on.
    const data = new Float32Array(
      bytes.buffer.slice(bytes.byteOffset + offset, bytes.byteOffset + offset + length) as ArrayBuffer,
    );
    tensors.set(name, { shape: [...shape], data });
    offset += length;
  }
  if (offset !== bytes.length) throw misread(path, `${offset} bytes of weights`, `${bytes.length}`);
}

function listAt(document: Fields, key: string): readonly unknown[] {
  const value = document.raw(key);
  if (Array.isArray(value)) return value;
  throw misread(document.at(key), 'a list', told(value));
}

function parsed(json: Uint8Array, where: string): object {
  try {
    const document: unknown = JSON.parse(new TextDecoder().decode(json));
    if (typeof document === 'object' && document !== null) return document;
  } catch (error) {
    throw misread(where, 'JSON', (error as Error).message);
  }
  throw misread(where, 'an object', 'another value');
}

function bytesOf(path: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch (error) {
    throw unreadable(path, error, 'a file of a model');
  }
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
