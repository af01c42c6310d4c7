import { count } from '../../../networks/shapes.ts';
import type { Tensor } from '../../../networks/tensor.ts';
import { storedNumbers } from './numbers.ts';
import { parsePickle } from './pickle/parse-pickle.ts';
import type { Pickled } from './pickle/pickled.ts';
import { misread, type Source, saveTheState, told } from './source.ts';
import { type Storage, type StoredTensor, torchNames } from './torch-names.ts';
import { type Archive, openArchive } from './zip.ts';

/**
 * The tensors of a PyTorch checkpoint (`torch.save`, the zip archive or the older form), as 32-bit floats.
 * The pickle is parsed, never executed. Of a checkpoint that holds more than tensors, the dictionary under
 * `entry` is read, by default `state_dict` (Lightning, CompVis), `params_ema` or `params` (BasicSR).
 * @throws InputError on anything but tensors and plain containers, and where there is no such dictionary.
 */
export function readTorch(source: Source, entry?: string): Map<string, Tensor> {
  const [value, storage] = isArchive(source) ? fromArchive(source) : fromStream(source);
  const stored = stateOf(source.where, value, entry);
  const numbers = new Map<string, Float32Array>();
  const valuesOf = (of: Storage): Float32Array => {
    const id = `${of.key} ${of.type} ${of.length}`;
    const held = numbers.get(id) ?? storedNumbers[of.type]!.floats(storage(of));
    numbers.set(id, held);
    return held;
  };
  const budget = { left: source.size };
  return new Map(
    [...stored].map(([name, tensor]) => [
      name,
      { shape: tensor.shape, data: viewed(source.where, name, tensor, valuesOf(tensor.storage), budget) },
    ]),
  );
}

type ReadStorage = (storage: Storage) => Uint8Array<ArrayBuffer>;

function isArchive(source: Source): boolean {
  return source.size >= 4 && new DataView(source.read(0, 4).buffer).getUint32(0, true) === 0x04034b50;
}

function fromArchive(source: Source): [Pickled, ReadStorage] {
  const { where } = source;
  const archive = openArchive(source);
  const pickles = archive.names.filter((name) => /(?:^|\/)data\.pkl$/.test(name));
  if (pickles.length !== 1)
    throw misread(where, 'an archive of torch.save with one data.pkl', `${pickles.length}`);
  const [pickle] = pickles as [string];
  const folder = pickle.slice(0, -'data.pkl'.length);
  assertLittleEndian(where, archive, `${folder}byteorder`);
  const { value } = parsePickle(where, archive.read(pickle), 0, torchNames(where));
  return [
    value,
    ({ key, type, length }) => {
      const name = `${folder}data/${key}`;
      const bytes = length * storedNumbers[type]!.size;
      if (!archive.has(name) || archive.size(name) !== bytes) {
        throw misread(
          `${where} ${told(name)}`,
          `${bytes} bytes`,
          archive.has(name) ? `${archive.size(name)}` : 'none',
        );
      }
      return archive.read(name);
    },
  ];
}

function assertLittleEndian(where: string, archive: Archive, name: string): void {
  if (!archive.has(name)) return;
  const order = archive.size(name) > 16 ? 'a long text' : new TextDecoder().decode(archive.read(name));
  if (order !== 'little') throw misread(where, 'little-endian numbers', told(order));
}

/** How much of an older checkpoint may be pickles, which come before the numbers. */
const LONGEST_PICKLES = 2 ** 26;
const MAGIC = [0x80, 0x02, 0x8a, 0x0a, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19, 0x2e];

/** The form before PyTorch 1.6: five pickles one after the other, then the storages in the order of their keys. */
function fromStream(source: Source): [Pickled, ReadStorage] {
  const { where } = source;
  const bytes = source.read(0, Math.min(source.size, LONGEST_PICKLES));
  if (!MAGIC.every((byte, i) => bytes[i] === byte)) {
    throw misread(where, 'a checkpoint of torch.save', 'another kind of file');
  }
  const names = torchNames(where);
  let at = MAGIC.length;
  const next = (): Pickled => {
    const { value, end } = parsePickle(where, bytes, at, names);
    at = end;
    return value;
  };
  const version = next();
  if (version !== 1001) throw misread(where, 'protocol 1001 of torch.save', told(version));
  const system = next();
  if (system instanceof Map && system.get('little_endian') === false) {
    throw misread(where, 'little-endian numbers', 'big-endian ones');
  }
  const value = next();
  const keys = next();
  if (!Array.isArray(keys)) throw misread(where, 'a list of storages', told(keys));
  const place = { at };
  // Every storage says only its length, so its type, and with it the next one's place, comes from the tensors.
  const found = new Map<string, Storage>();
  collect(value, found);
  const begins = new Map<string, number>();
  for (const key of keys) {
    const storage = typeof key === 'string' ? found.get(key) : undefined;
    if (!storage) throw misread(where, 'storages that tensors use', told(key));
    const length = Number(new DataView(source.read(place.at, 8).buffer).getBigUint64(0, true));
    if (length !== storage.length)
      throw misread(where, `${storage.length} numbers in storage ${told(key)}`, `${length}`);
    begins.set(storage.key, place.at + 8);
    place.at += 8 + length * storedNumbers[storage.type]!.size;
  }
  return [
    value,
    ({ key, type, length }) => {
      const begin = begins.get(key);
      const stored = found.get(key);
      if (begin === undefined || stored?.type !== type || stored.length !== length) {
        throw misread(where, `a storage ${told(key)} of ${length} ${type}`, 'another one or none');
      }
      return source.read(begin, length * storedNumbers[type]!.size);
    },
  ];
}

/** Every storage below a value; each container is entered once. */
function collect(value: Pickled, found: Map<string, Storage>): void {
  const seen = new Set<unknown>();
  const open: Pickled[] = [value];
  while (open.length > 0) {
    const next = open.pop()!;
    if (typeof next !== 'object' || next === null || seen.has(next)) continue;
    seen.add(next);
    if (Array.isArray(next)) for (const item of next) open.push(item);
    else if (next instanceof Map) for (const item of next.values()) open.push(item);
    else if ((next as StoredTensor).kind === 'tensor') {
      const { storage } = next as StoredTensor;
      found.set(storage.key, storage);
    }
  }
}

/** The tensors of the dictionary that is the network's state. */
function stateOf(where: string, value: Pickled, entry: string | undefined): Map<string, StoredTensor> {
  if (!(value instanceof Map)) {
    const kind = Array.isArray(value) ? 'a list' : (value as StoredTensor | null)?.kind;
    throw misread(where, 'a dictionary of tensors', kind ?? 'something else', saveTheState);
  }
  const entries = entry === undefined ? ['state_dict', 'params_ema', 'params'] : [entry];
  const key = entries.find((name) => value.get(name) instanceof Map);
  if (entry !== undefined && key === undefined) {
    throw misread(where, `a dictionary ${told(entry)}`, [...value.keys()].slice(0, 20).map(told).join(', '));
  }
  const state = key === undefined ? value : (value.get(key) as Map<Pickled, Pickled>);
  const tensors = new Map<string, StoredTensor>();
  for (const [name, tensor] of state) {
    const stored = tensor as StoredTensor | null;
    // Counters and notes beside the tensors are left out.
    if (typeof name === 'string' && stored?.kind === 'tensor') tensors.set(name, stored);
  }
  if (tensors.size === 0) {
    throw misread(
      where,
      'a dictionary of tensors',
      [...state.keys()].slice(0, 20).map(told).join(', ') || 'none',
      saveTheState,
    );
  }
  return tensors;
}

/** A tensor's values: a part of its storage where they stand in order, else copied in order. */
function viewed(
  where: string,
  name: string,
  { shape, strides, offset }: StoredTensor,
  values: Float32Array,
  budget: { left: number },
): Float32Array {
  const length = count(shape);
  const inOrder = shape.every((size, i) => size === 1 || strides[i] === count(shape.slice(i + 1)));
  if (inOrder || length === 0) return values.subarray(offset, offset + length);
  // Many views of one storage could ask for more memory than the file ever held.
  budget.left -= length;
  if (budget.left < 0) throw misread(`${where} ${told(name)}`, 'no more values than the file holds', 'more');
  const data = new Float32Array(length);
  for (let i = 0; i < length; i++) {
    let rest = i;
    let at = offset;
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      at += (rest % shape[axis]!) * strides[axis]!;
      rest = Math.floor(rest / shape[axis]!);
    }
    data[i] = values[at]!;
  }
  return data;
}
