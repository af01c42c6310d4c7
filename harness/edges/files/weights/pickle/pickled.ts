/** What a pickle may hold: plain values, lists (and tuples), dictionaries, what the resolver makes, opaque values. */
export type Pickled =
  | null
  | boolean
  | number
  | string
  | Uint8Array
  | Pickled[]
  | Map<Pickled, Pickled>
  | { readonly kind: string };

/** A name that a pickle mentions: an inert word, unless calling it makes a tensor or a plain container. */
export interface Known {
  readonly kind: 'known';
  readonly name: string;
  /** What a call becomes; undefined, as without this, where it is no plain value: an opaque one stands for it. */
  readonly call?: (args: readonly Pickled[]) => Pickled | undefined;
}

/** An object that the pickle would have constructed. It never is: only its name and what it was given are kept. */
export interface Opaque {
  readonly kind: 'opaque';
  /** Of the class or function, such as `argparse.Namespace`. */
  readonly name: string;
  /** Arguments, attributes and items. */
  readonly parts: Pickled[];
}

/** What the names and outside objects of a pickle stand for. */
export interface Resolver {
  global(module: string, name: string): Known;
  persistent(id: Pickled): Pickled;
}

/** A value that is not constructed. */
export function opaque(name: string, parts: Pickled[]): Opaque {
  return { kind: 'opaque', name, parts };
}

export function isOpaque(value: Pickled | undefined): value is Opaque {
  return (value as Opaque | null | undefined)?.kind === 'opaque';
}
