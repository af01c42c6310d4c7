import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Ajv, ErrorObject, ValidateFunction } from 'ajv';
import { InputError } from '../../numeric/input-error.ts';
import { meantErrors, type Schemas } from './meant-errors.ts';
import { packageRoot } from './package-root.ts';

const require = createRequire(import.meta.url);
const compiled = new Map<string, ValidateFunction>();
const folder = join(packageRoot, 'harness', 'schemas');

/**
 * The document, found to be what the schema `harness/schemas/<name>.schema.json` describes.
 * @param where the file it came from, for the message
 * @param placeOf where in it a part stands, by its pointer, where the document is not just what the file holds
 * @throws InputError with the file, the JSON pointer, what was expected there and what stands there.
 */
export function validated<T>(
  name: string,
  document: unknown,
  where: string,
  placeOf: (pointer: string) => string = (pointer) => pointer,
): T {
  const validate = compiled.get(name) ?? compile(name);
  if (validate(document)) return document as T;
  const error = mostTelling(validate.errors!);
  throw faultOf(error, `${where} ${placeOf(error.instancePath) || '/'}`);
}

/**
 * Every fault of the document by its schema, as `validated` words them; of alternatives, those of the one that was
 * meant.
 */
export function schemaFaults(
  name: string,
  document: unknown,
  where: string,
  placeOf: (pointer: string) => string = (pointer) => pointer,
): readonly InputError[] {
  everything ??= { ajv: compiler(true), documents: documents() };
  const found = meantErrors(everything, `${file(name)}#`, document);
  const told = found.map((error) => faultOf(error, `${where} ${placeOf(error.instancePath) || '/'}`));
  return [...new Map(told.map((fault) => [fault.message, fault])).values()];
}

let everything: Schemas | undefined;

function compile(name: string): ValidateFunction {
  const built = join(packageRoot, '.build', 'schemas', `${name}.cjs`);
  const validate = isCurrent(built, name)
    ? (require(built) as ValidateFunction)
    : compiler().getSchema(file(name))!;
  compiled.set(name, validate);
  return validate;
}

/** Schemas that others refer to. */
const shared = ['catalogue', 'definitions', 'record', 'verdict'];

/** The build holds every validator as code; it may be absent or older under the specifications. */
function isCurrent(built: string, name: string): boolean {
  if (!existsSync(built)) return false;
  const { mtimeMs } = statSync(built);
  return [name, ...shared].every((one) => mtimeMs >= statSync(join(folder, file(one))).mtimeMs);
}

/** A compiler that knows every schema, by the name of its file. */
function compiler(allErrors = false): Ajv {
  const { Ajv: Compiler } = require('ajv') as { Ajv: typeof Ajv };
  // A specification checks the schemas themselves, strictly.
  return new Compiler({
    strict: false,
    validateSchema: false,
    verbose: true,
    allErrors,
    code: { optimize: false },
    schemas: [...documents().values()],
  });
}

/** Every schema by its file, which is its `$id`. */
function documents(): ReadonlyMap<string, object> {
  loaded ??= new Map(
    readdirSync(folder)
      .filter((name) => name.endsWith('.schema.json'))
      .map((name) => [name, JSON.parse(readFileSync(join(folder, name), 'utf8')) as object]),
  );
  return loaded;
}

let loaded: ReadonlyMap<string, object> | undefined;

function file(name: string): string {
  return `${name}.schema.json`;
}

/** Of the errors of all alternatives of a `oneOf`, the deepest says most. */
function mostTelling(errors: readonly ErrorObject[]): ErrorObject {
  const depth = (error: ErrorObject) =>
    error.instancePath.split('/').length + (error.keyword === 'additionalProperties' ? 1 : 0);
  return errors.reduce((best, error) => (depth(error) > depth(best) ? error : best));
}

function faultOf(error: ErrorObject, at: string): InputError {
  const value = shown(error.data);
  switch (error.keyword) {
    case 'additionalProperties': {
      const key = String(error.params['additionalProperty']);
      const known = Object.keys((error.parentSchema?.['properties'] as object | undefined) ?? {}).filter(
        (name) => name !== '$schema',
      );
      return fault(
        at,
        `keys among ${known.join(', ')}`,
        JSON.stringify(key),
        'remove the key or correct its spelling',
      );
    }
    case 'required':
      return fault(at, `the key "${error.params['missingProperty']}"`, 'nothing', 'add it');
    case 'enum':
      return fault(
        at,
        `one of ${(error.params['allowedValues'] as unknown[]).join(', ')}`,
        value,
        'choose one of them',
      );
    case 'type':
      return fault(at, article(String(error.params['type'])), value, 'correct the value');
    default: {
      const { limit, pattern, allowedValue } = error.params as Readonly<Record<string, unknown>>;
      const bounded: Readonly<Record<string, string>> = {
        minItems: `a list of at least ${limit}`,
        maxItems: `a list of at most ${limit}`,
        uniqueItems: 'a list in which nothing stands twice',
        minLength: 'a text that is not empty',
        minProperties: `at least ${limit} keys`,
        minimum: `a number of at least ${limit}`,
        exclusiveMinimum: `a number above ${limit}`,
        maximum: `a number of at most ${limit}`,
        exclusiveMaximum: `a number below ${limit}`,
        pattern: `a text that matches ${pattern}`,
        const: JSON.stringify(allowedValue),
      };
      const expected = bounded[error.keyword] ?? `a value that ${error.message}`;
      return fault(at, expected, value, 'correct the value');
    }
  }
}

function fault(where: string, expected: string, got: string, remedy: string): InputError {
  return new InputError({ where, expected, got, remedy });
}

function article(type: string): string {
  return /^[aeiou]/.test(type) ? `an ${type}` : `a ${type}`;
}

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}
