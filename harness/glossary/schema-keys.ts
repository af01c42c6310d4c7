/** A key that a schema describes. */
export interface SchemaKey {
  readonly key: string;
  /** The schema's file. */
  readonly schema: string;
  /** Where it may stand in a document, `*` for an entry of a list; from the definition where it belongs to one. */
  readonly pointer: string;
  /** Empty where the schema says nothing. */
  readonly description: string;
  /** The key's own part of the schema. */
  readonly values: Readonly<Record<string, unknown>>;
}

type Schema = Readonly<Record<string, unknown>>;

/**
 * Every key of a schema's objects, in their order, those of its definitions after its own; what it refers to in
 * another file is that file's.
 * @param schemas all schemas by their file, for the descriptions of what is referred to
 */
export function schemaKeys(
  file: string,
  schema: object,
  schemas: ReadonlyMap<string, object>,
): readonly SchemaKey[] {
  const { definitions = {}, ...own } = schema as { readonly definitions?: Readonly<Record<string, Schema>> };
  const keys = keysIn(own, '');
  for (const [name, definition] of Object.entries(definitions)) keys.push(...keysIn(definition, `#${name}`));
  return keys.map(([pointer, values]) => ({
    key: pointer.slice(pointer.lastIndexOf('/') + 1),
    schema: file,
    pointer,
    description: descriptionOf(values, file, schemas),
    values,
  }));
}

/** `if` tells alternatives apart and describes nothing. */
function keysIn(schema: unknown, at: string): [string, Schema][] {
  if (typeof schema !== 'object' || schema === null) return [];
  if (Array.isArray(schema)) return schema.flatMap((one) => keysIn(one, at));
  const {
    properties = {},
    items,
    additionalProperties,
    ...rest
  } = schema as { readonly properties?: Schema } & Schema;
  const own = Object.entries(properties).filter(([, values]) => typeof values === 'object') as [
    string,
    Schema,
  ][];
  return [
    ...own.flatMap(([key, values]) => [
      [`${at}/${key}`, values] as [string, Schema],
      ...keysIn(values, `${at}/${key}`),
    ]),
    ...keysIn(items, `${at}/*`),
    ...keysIn(additionalProperties, `${at}/*`),
    ...['oneOf', 'anyOf', 'allOf', 'then', 'else'].flatMap((word) => keysIn(rest[word], at)),
  ];
}

/** Its own description, or that of what it refers to. */
function descriptionOf(values: Schema, file: string, schemas: ReadonlyMap<string, object>): string {
  if (typeof values['description'] === 'string') return values['description'];
  if (typeof values['$ref'] !== 'string') return '';
  const [target, pointer = ''] = values['$ref'].split('#') as [string, string?];
  const path = pointer.split('/').slice(1);
  const found = path.reduce<unknown>((at, key) => (at as Schema)?.[key], schemas.get(target || file));
  return found === undefined ? '' : descriptionOf(found as Schema, target || file, schemas);
}

/**
 * The keys as people read them: a definition by its name without what tells its forms apart (`part: /checks`), and
 * a key that says the same in several places once, with all of them.
 */
export function readableKeys(keys: readonly SchemaKey[]): readonly SchemaKey[] {
  const alike = new Map<string, SchemaKey & { readonly places: Set<string> }>();
  for (const key of keys) {
    const place = key.pointer.replace(/^#(\w+?)(InFull)?(Body)?(?=\/|$)/, '$1: ');
    const said = `${key.schema} ${key.key} ${key.description}`;
    alike.set(said, alike.get(said) ?? { ...key, places: new Set() });
    alike.get(said)!.places.add(place);
  }
  return [...alike.values()].map(({ places, ...key }) => ({ ...key, pointer: [...places].join(', ') }));
}
