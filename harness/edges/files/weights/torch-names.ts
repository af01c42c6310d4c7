import { type Known, opaque, type Pickled, type Resolver } from './pickle/pickled.ts';
import { misread, told } from './source.ts';

/** A run of numbers of one type outside the pickle. */
export interface Storage {
  readonly kind: 'storage';
  readonly key: string;
  /** As safetensors calls it; another type as PyTorch does. */
  readonly type: string;
  /** How many numbers. */
  readonly length: number;
}

/** A tensor as a view of a storage. */
export interface StoredTensor {
  readonly kind: 'tensor';
  readonly storage: Storage;
  readonly offset: number;
  readonly shape: readonly number[];
  readonly strides: readonly number[];
}

/** The names that PyTorch's checkpoints mention, and what each may become. */
export interface TorchNames extends Resolver {
  /** Every storage that the pickles have referred to, by its key. */
  readonly storages: ReadonlyMap<string, Storage>;
}

/** For the pickles of one file. Names that make no tensor or plain container make opaque values. */
export function torchNames(where: string): TorchNames {
  const storages = new Map<string, Storage>();
  const refuse = (expected: string, got: string) => misread(`${where} (pickle)`, expected, got);

  const tensor = ([storage, offset, shape, strides]: readonly Pickled[]): StoredTensor | undefined => {
    const source = storage as Storage | null | undefined;
    if (source?.kind !== 'storage') return undefined;
    if (!whole(offset) || !wholes(shape) || !wholes(strides)) {
      throw refuse('a tensor over a storage', 'something else');
    }
    if (shape.length !== strides.length) throw refuse('a stride for each size', told(strides));
    const last = shape.reduce((sum, size, i) => sum + (size - 1) * strides[i]!, offset);
    const values = shape.reduce((product, size) => product * size, 1);
    if (values > source.length || (values > 0 && last >= source.length)) {
      throw refuse(`a tensor within its ${source.length} values`, `[${shape.join(', ')}] from ${offset}`);
    }
    return { kind: 'tensor', storage: source, offset, shape, strides };
  };

  const known: Readonly<Record<string, Known['call']>> = {
    'collections.OrderedDict': ([items]) => dictionary(items),
    'collections.defaultdict': () => new Map(),
    'torch._utils._rebuild_tensor': tensor,
    'torch._utils._rebuild_tensor_v2': tensor,
    'torch._utils._rebuild_parameter': ([data]) => data,
    'torch._utils._rebuild_parameter_with_state': ([data]) => data,
    // Tensors of a subclass: the function that makes the tensor, the class, and what the function takes.
    'torch._tensor._rebuild_from_type_v2': ([make, , args]) =>
      Array.isArray(args) ? (make as Known | null)?.call?.(args) : undefined,
    'torch.Size': ([sizes]) => sizes,
    'torch.device': ([name]) => name,
    'builtins.set': ([items]) => items ?? [],
    ...Object.fromEntries(
      ATTRIBUTE_DICTIONARIES.map((name) => [name, ([items]: readonly Pickled[]) => dictionary(items)]),
    ),
  };

  return {
    storages,
    global(module, name) {
      const full = `${module === '__builtin__' ? 'builtins' : module}.${name}`;
      const type = module === 'torch' && Object.hasOwn(storageTypes, name) && storageTypes[name];
      if (type) return { kind: 'known', name: type };
      const call = Object.hasOwn(known, full) ? known[full] : undefined;
      return { kind: 'known', name: full, ...(call && { call }) };
    },
    persistent(id) {
      const [tag, type, key, , length, viewed] = Array.isArray(id) ? id : [];
      if (tag !== 'storage') return opaque(typeof tag === 'string' ? tag : 'a reference', [id]);
      const named = type as Known | null | undefined;
      if (named?.kind !== 'known' || typeof key !== 'string' || !whole(length)) {
        throw refuse('a reference to a storage', 'something else');
      }
      const storage: Storage = { kind: 'storage', key, type: named.name, length };
      storages.set(key, storage);
      // Older files may refer to a part of a storage.
      return (viewed ?? null) === null ? storage : opaque('a part of a storage', [storage]);
    },
  };
}

const storageTypes: Readonly<Record<string, string>> = {
  FloatStorage: 'F32',
  DoubleStorage: 'F64',
  HalfStorage: 'F16',
  BFloat16Storage: 'BF16',
  LongStorage: 'I64',
  IntStorage: 'I32',
  ShortStorage: 'I16',
  CharStorage: 'I8',
  ByteStorage: 'U8',
  BoolStorage: 'BOOL',
};

/** Bytes of a number of the types that no network here has, for the places of what comes after them. */
export const otherSizes: Readonly<Record<string, number>> = {
  'torch.ComplexFloatStorage': 8,
  'torch.ComplexDoubleStorage': 16,
  'torch.QInt8Storage': 1,
  'torch.QUInt8Storage': 1,
  'torch.QInt32Storage': 4,
  'torch.storage.UntypedStorage': 1,
};

/** Lightning's dictionary of hyperparameters, under the names that its versions gave it. */
const ATTRIBUTE_DICTIONARIES = [
  'pytorch_lightning.utilities.parsing.AttributeDict',
  'lightning_fabric.utilities.data.AttributeDict',
  'lightning.fabric.utilities.data.AttributeDict',
];

function dictionary(items: Pickled | undefined): Map<Pickled, Pickled> {
  if (items instanceof Map) return new Map(items);
  const pairs = Array.isArray(items) ? items.filter((item) => Array.isArray(item) && item.length === 2) : [];
  return new Map(pairs as [Pickled, Pickled][]);
}

function whole(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function wholes(value: unknown): value is number[] {
  return Array.isArray(value) && value.every(whole);
}
