import { count } from '../../../networks/shapes.ts';
import type { Tensor } from '../../../networks/tensor.ts';
import { storedNumbers } from './numbers.ts';
import { parsePickle } from './pickle/parse-pickle.ts';
import { isOpaque, type Opaque, type Pickled } from './pickle/pickled.ts';
import { misread, type Source, saveTheState, told } from './source.ts';
import { otherSizes, type Storage, type StoredTensor, torchNames } from './torch-names.ts';
import { type Archive, openArchive } from './zip.ts';

/**
 * The tensors of a PyTorch checkpoint (`torch.save`, the zip archive or the older form), as 32-bit floats.
 * The pickle is parsed, never executed: other objects are passed over. Of a checkpoint that holds more than tensors,
 * the dictionary under `entry` is read, by default `state_dict` (Lightning, CompVis), `params_ema` or `params`
 * (BasicSR), `model_state_dict` or `model`, else the only one that holds tensors.
 * @throws InputError where there is no such dictionary, and where a tensor of it is no plain one.
 */
export function readTorch(source: Source, entry?: string): Map<string, Tensor> {
  const [value, storage] = isArchive(source) ? fromArchive(source) : fromStream(source);
  const stored = stateOf(source.where, value, entry);
  const numbers = new Map<string, Float32Array>();
  const valuesOf = (name: string, of: Storage): Float32Array => {
    if (!Object.hasOwn(storedNumbers, of.type)) {
      const known = Object.keys(storedNumbers).join(', ');
      throw misread(`${source.where} ${told(name)}`, `numbers of ${known}`, of.type);
    }
    const id = `${of.key} ${of.type} ${of.length}`;
    const held = numbers.get(id) ?? storedNumbers[of.type]!.floats(storage(of));
    numbers.set(id, held);
    return held;
  };
  const budget = { left: source.size };
  return new Map(
    [...stored].map(([name, tensor]) => [
      name,
      {
        shape: tensor.shape,
        data: viewed(source.where, name, tensor, valuesOf(name, tensor.storage), budget),
      },
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
/** The number by which such a file is known, as a double. */
const MAGIC = Number(0x1950a86a20f9469cfc6cn);

/** The form before PyTorch 1.6: five pickles one after the other, then the storages in the order of their keys. */
function fromStream(source: Source): [Pickled, ReadStorage] {
  const { where } = source;
  const bytes = source.read(0, Math.min(source.size, LONGEST_PICKLES));
  const names = torchNames(where);
  let at = 0;
  const next = (): Pickled => {
    const { value, end } = parsePickle(where, bytes, at, names);
    at = end;
    return value;
  };
  if (next() !== MAGIC)
    throw misread(where, 'a checkpoint of torch.save', "another program's pickle", saveTheState);
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
  // Every storage says only its length: its type, and with it the next one's place, was told where it is used.
  const found = names.storages;
  const begins = new Map<string, number>();
  for (const key of keys) {
    const storage = typeof key === 'string' ? found.get(key) : undefined;
    if (!storage) throw misread(where, 'storages that tensors use', told(key));
    const length = Number(new DataView(source.read(place.at, 8).buffer).getBigUint64(0, true));
    if (length !== storage.length)
      throw misread(where, `${storage.length} numbers in storage ${told(key)}`, `${length}`);
    begins.set(storage.key, place.at + 8);
    place.at += 8 + length * sizeOf(where, storage.type);
  }
  if (place.at > source.size) throw misread(where, `a file of at least ${place.at} bytes`, `${source.size}`);
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

function sizeOf(where: string, type: string): number {
  const size = storedNumbers[type]?.size ?? otherSizes[type];
  if (size === undefined) throw misread(where, 'storages of known numbers', type, saveTheState);
  return size;
}

/** Names of the dictionary that is the network's state, in the order of preference. */
const STATES = ['state_dict', 'params_ema', 'params', 'model_state_dict', 'model'];

/** The tensors of the dictionary that is the network's state. */
function stateOf(where: string, value: Pickled, entry: string | undefined): Map<string, StoredTensor> {
  if (!(value instanceof Map)) throw misread(where, 'a dictionary of tensors', shortly(value), saveTheState);
  if (entry !== undefined) {
    const state = value.get(entry);
    if (state instanceof Map) return tensorsOf(where, state);
    throw misread(where, `a dictionary ${told(entry)}`, contents(value));
  }
  const states = [...value].filter(([, state]) => state instanceof Map && holdsTensors(state));
  const named = STATES.find((name) => states.some(([key]) => key === name));
  if (named !== undefined) return tensorsOf(where, value.get(named) as Map<Pickled, Pickled>);
  if (states.length === 0 && holdsTensors(value)) return tensorsOf(where, value);
  if (states.length === 1 && !holdsTensors(value))
    return tensorsOf(where, states[0]![1] as Map<Pickled, Pickled>);
  // Several networks beside each other: who takes one of them tells them apart by their names.
  if (states.length > 0) return allTensors(value);
  const empty = STATES.map((name) => value.get(name)).find((state) => state instanceof Map);
  return tensorsOf(where, empty ?? value);
}

function holdsTensors(state: Map<Pickled, Pickled>): boolean {
  return [...state.values()].some(isTensor);
}

function isTensor(value: Pickled): value is StoredTensor {
  return (value as StoredTensor | null)?.kind === 'tensor';
}

/** The tensors of a dictionary and of those in it, under joined names. */
function allTensors(value: Map<Pickled, Pickled>): Map<string, StoredTensor> {
  const below = [...value].flatMap(([key, state]) =>
    state instanceof Map ? [...state].map(([name, tensor]) => [`${key}.${name}`, tensor] as const) : [],
  );
  const plain = [...value, ...below].filter(
    ([, tensor]) => isTensor(tensor) && Object.hasOwn(storedNumbers, tensor.storage.type),
  );
  return new Map(plain.map(([name, tensor]) => [String(name), tensor as StoredTensor]));
}

/** Counters and notes beside the tensors are left out. */
function tensorsOf(where: string, state: Map<Pickled, Pickled>): Map<string, StoredTensor> {
  const tensors = new Map<string, StoredTensor>();
  for (const [name, value] of state) {
    if (typeof name !== 'string') continue;
    if (isTensor(value)) tensors.set(name, value);
    else if (madeOfTensor(value))
      throw misread(`${where} ${told(name)}`, 'a plain tensor', `one that ${value.name} makes`, saveTheState);
  }
  if (tensors.size > 0) return tensors;
  throw misread(where, 'a dictionary of tensors', contents(state) || 'none', saveTheState);
}

/** Whether an object that is not constructed would be a tensor of a kind that no network here has, such as sparse. */
function madeOfTensor(value: Pickled): value is Opaque {
  return isOpaque(value) && /^torch\._(?:utils\._rebuild_|tensor\.)/.test(value.name);
}

/** What stands in a dictionary, for messages. */
function contents(state: Map<Pickled, Pickled>): string {
  const shown = [...state].slice(0, 20).map(([name, value]) => {
    const what = isOpaque(value) ? ` (${shortly(value)})` : '';
    return `${told(name)}${what}`;
  });
  return [...shown, ...(state.size > 20 ? [`and ${state.size - 20} more`] : [])].join(', ');
}

function shortly(value: Pickled): string {
  if (Array.isArray(value)) return 'a list';
  if (isOpaque(value)) return `an object of ${told(value.name)}, which is never constructed`;
  return isTensor(value) ? 'a tensor' : 'something else';
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
