import { closeSync, openSync, writeSync } from 'node:fs';
import { Zip, ZipPassThrough } from 'fflate';

/** A tensor of a checkpoint, its bytes made when they are written. */
export interface Entry {
  readonly name: string;
  readonly shape: readonly number[];
  bytes(): Uint8Array;
}

/** A checkpoint as PyTorch Lightning saves it: `{'state_dict': {name: tensor, ...}}`, one storage at a time. */
export function writeCheckpoint(path: string, entries: readonly Entry[]): void {
  const zip = new Zip();
  const file = openSync(path, 'w');
  zip.ondata = (error, chunk) => {
    if (error) throw error;
    writeSync(file, chunk);
  };
  const add = (name: string, bytes: Uint8Array) => {
    const entry = new ZipPassThrough(name);
    zip.add(entry);
    entry.push(bytes, true);
  };
  add('saved/data.pkl', pickled(entries));
  for (const [i, entry] of entries.entries()) add(`saved/data/${i}`, entry.bytes());
  zip.end();
  closeSync(file);
}

/** The dictionary in protocol 2. */
function pickled(entries: readonly Entry[]): Uint8Array {
  const text = (value: string) => [0x58, value.length, 0, 0, 0, ...Buffer.from(value)];
  const whole = (value: number) => [0x4a, ...new Uint8Array(Int32Array.of(value).buffer)];
  const tuple = (values: readonly number[]) => [0x28, ...values.flatMap(whole), 0x74];
  const name = (module: string, of: string) => [0x63, ...Buffer.from(`${module}\n${of}\n`)];
  const tensors = entries.flatMap(({ name: key, shape }, i) => {
    const length = shape.reduce((product, size) => product * size, 1);
    const strides = shape.map((_, axis) =>
      shape.slice(axis + 1).reduce((product, size) => product * size, 1),
    );
    return [
      ...text(key),
      ...name('torch._utils', '_rebuild_tensor_v2'),
      ...[0x28, 0x28, ...text('storage'), ...name('torch', 'FloatStorage'), ...text(`${i}`), ...text('cpu')],
      ...[...whole(length), 0x74, 0x51, ...whole(0), ...tuple(shape), ...tuple(strides)],
      ...[0x89, 0x7d, 0x74, 0x52],
    ];
  });
  return Uint8Array.from([0x80, 2, 0x7d, ...text('state_dict'), 0x7d, 0x28, ...tensors, 0x75, 0x73, 0x2e]);
}
