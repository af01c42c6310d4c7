/** What a pickle may hold: plain values, lists (and tuples), dictionaries, and what the resolver makes. */
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
  /** What a call becomes; a call of a name without this is refused. */
  readonly call?: (args: readonly Pickled[]) => Pickled;
}

/** What the names and outside objects of a pickle stand for. */
export interface Resolver {
  global(module: string, name: string): Known;
  persistent(id: Pickled): Pickled;
}
