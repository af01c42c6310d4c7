type Schema = Readonly<Record<string, unknown>>;

/** What a key may hold, in a few words: `a number above 0`, `one of a, b`, `a list of 1 or more`, `a metric`. */
export function valuesPhrase(schema: Schema): string {
  const alternatives = (schema['anyOf'] ?? schema['oneOf'] ?? schema['allOf']) as
    | readonly Schema[]
    | undefined;
  if (alternatives)
    return [...new Set(alternatives.map(valuesPhrase).filter((one) => one !== ''))].join(', or ');
  if ('const' in schema) return JSON.stringify(schema['const']);
  if (Array.isArray(schema['enum'])) return `one of ${schema['enum'].join(', ')}`;
  if (typeof schema['$ref'] === 'string') return referred(schema['$ref']);
  const { type, items } = schema as { readonly type?: string | readonly string[]; readonly items?: Schema };
  if (type === 'array') {
    const of = items ? valuesPhrase(items) : '';
    return of === '' || of === 'an object' ? 'a list' : `a list: ${of}`;
  }
  if (
    type === 'object' &&
    schema['properties'] === undefined &&
    typeof schema['additionalProperties'] === 'object'
  ) {
    const of = valuesPhrase(schema['additionalProperties'] as Schema);
    return of === '' ? 'an object' : `an object: ${of} by name`;
  }
  return [type ?? []]
    .flat()
    .map((one) => ranged(one, schema))
    .join(' or ');
}

/** What a definition is called: that of a catalogue's names by the catalogue. */
function referred(ref: string): string {
  const name = ref.slice(ref.lastIndexOf('/') + 1);
  if (!ref.startsWith('catalogue.schema.json')) return '';
  return name === 'samplerSetting' || name.endsWith('Setting') || name.endsWith('Level')
    ? `a ${name.replace(/Setting|Level/, '')} with its options`
    : `a ${name}`;
}

function ranged(type: string, { minimum, exclusiveMinimum, maximum }: Schema): string {
  const bounds = [
    ...(minimum === undefined ? [] : [`at least ${minimum}`]),
    ...(exclusiveMinimum === undefined ? [] : [`above ${exclusiveMinimum}`]),
    ...(maximum === undefined || (maximum as number) >= Number.MAX_SAFE_INTEGER
      ? []
      : [`at most ${maximum}`]),
  ].join(' and ');
  const nouns: Readonly<Record<string, string>> = {
    string: 'a text',
    number: 'a number',
    integer: 'an integer',
    boolean: 'true or false',
    object: 'an object',
    null: 'null',
  };
  return bounds === '' || type === 'null' ? (nouns[type] ?? '') : `${nouns[type]} ${bounds}`;
}
