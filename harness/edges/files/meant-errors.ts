import type { Ajv, ErrorObject } from 'ajv';

/** Schemas with a compiler that finds all errors, and verbosely. */
export interface Schemas {
  readonly ajv: Ajv;
  /** Each by its `$id`. */
  readonly documents: ReadonlyMap<string, object>;
}

/**
 * The errors of a document by a schema, all of them, without what only says that an error is there: of a `oneOf` or
 * `anyOf` those of the alternative that was meant, the one that the document is nearest to.
 * @param ref a schema, or a part of one: `claim.schema.json#/definitions/part`
 */
export function meantErrors(
  schemas: Schemas,
  ref: string,
  document: unknown,
  at = '',
): readonly ErrorObject[] {
  const errors = allErrors(schemas, ref, document, at);
  const choices = errors.filter(({ keyword }) => keyword === 'oneOf' || keyword === 'anyOf');
  const alternatives = choices.map((choice) => alternativesOf(schemas, choice));
  const within = alternatives.flat(2).flatMap(({ all }) => all);
  const outer = errors.filter((error) => !within.some((inner) => isSame(inner, error)));
  return outer.flatMap((error) => {
    if (error.keyword === 'if') return [];
    const choice = choices.indexOf(error);
    return choice < 0 ? [error] : nearest(schemas, error, alternatives[choice]!);
  });
}

interface Alternative {
  readonly ref: string;
  /** Everything that is wrong by it. */
  readonly all: readonly ErrorObject[];
}

function alternativesOf(
  schemas: Schemas,
  { schema, data, instancePath }: ErrorObject,
): readonly Alternative[] {
  return (schema as readonly object[]).map((one) => {
    const ref = placeOf(one, schemas.documents);
    return { ref, all: allErrors(schemas, ref, data, instancePath) };
  });
}

function allErrors({ ajv }: Schemas, ref: string, document: unknown, at: string): readonly ErrorObject[] {
  const validate = ajv.getSchema(ref) ?? ajv.compile({ $ref: ref });
  if (validate(document)) return [];
  return validate.errors!.map((error) => ({ ...error, instancePath: at + error.instancePath }));
}

function nearest(
  schemas: Schemas,
  choice: ErrorObject,
  alternatives: readonly Alternative[],
): readonly ErrorObject[] {
  const away = alternatives.map(({ all }) => distanceOf(all, choice.instancePath));
  const { ref } = alternatives[away.indexOf(Math.min(...away))]!;
  return meantErrors(schemas, ref, choice.data, choice.instancePath);
}

/** What is of another type or kind is far away, whatever else is wrong with it. */
function distanceOf(errors: readonly ErrorObject[], at: string): number {
  return errors.reduce((sum, { keyword, instancePath }) => {
    if (instancePath === at && keyword === 'type') return sum + 10_000;
    const ofKind = keyword === 'const' && /\/(kind|rule)$/.test(instancePath);
    return sum + (ofKind ? 1_000 : 1);
  }, 0);
}

function isSame(a: ErrorObject, b: ErrorObject): boolean {
  const alike =
    a.instancePath === b.instancePath && a.keyword === b.keyword && a.parentSchema === b.parentSchema;
  return alike && JSON.stringify(a.params) === JSON.stringify(b.params);
}

/** Where a part of a schema stands: an error holds the part, but its path counts from the nearest reference. */
function placeOf(part: object, documents: ReadonlyMap<string, object>): string {
  for (const [id, document] of documents) {
    const pointer = pointerOf(part, document);
    if (pointer !== undefined) return `${id}#${pointer}`;
  }
  throw new Error('an alternative of no schema');
}

function pointerOf(part: object, document: unknown): string | undefined {
  if (document === part) return '';
  if (typeof document !== 'object' || document === null) return undefined;
  for (const [key, value] of Object.entries(document)) {
    const pointer = pointerOf(part, value);
    if (pointer === undefined) continue;
    return `/${encodeURIComponent(key.replaceAll('~', '~0').replaceAll('/', '~1'))}${pointer}`;
  }
  return undefined;
}
