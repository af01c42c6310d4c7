import { fields } from '../numeric/fields.ts';
import { assertFinite, type Image } from '../numeric/image.ts';
import { InputError } from '../numeric/input-error.ts';
import type { Degradation, DegradationKind } from './degradation.ts';
import {
  boxMeanKind,
  gaussianBlurKind,
  kSpaceTruncationKind,
  refinementKind,
  resizeKind,
  ricianNoiseKind,
} from './kinds.ts';
import { degradationPresets } from './presets.ts';

/** Every kind of degradation that is one step. A `chain` of `steps` holds any of them, and presets. */
export const degradationKinds = [
  resizeKind,
  boxMeanKind,
  gaussianBlurKind,
  refinementKind,
  kSpaceTruncationKind,
  ricianNoiseKind,
] as const;

/**
 * The complete degradation that a declaration means: an object with its `kind`, or a preset's name.
 * @param where the declaration's place, for messages
 * @throws InputError on an unknown preset, kind or key and on values that are not allowed.
 */
export function resolveDegradation(declaration: unknown, where: string): Degradation {
  if (typeof declaration === 'string') return resolvePreset(declaration, where);
  const declared = fields(declaration, where);
  const kind = declared.oneOf('kind', [...degradationKinds.map((known) => known.kind), 'chain']);
  const resolved =
    kind === 'chain'
      ? { kind, steps: resolveSteps(declared.raw('steps'), declared.at('steps')) }
      : { kind, ...kindNamed(kind).resolve(declared) };
  declared.end();
  return resolved as Degradation;
}

/**
 * The degraded image.
 * @param id of the image, by which noise is drawn; what draws none needs none
 * @throws InputError when the image holds NaN or an infinity, a factor does not divide its size, or noise has no id.
 */
export function degrade(image: Image, degradation: Degradation, id?: string): Image {
  assertFinite('degradation', image);
  if (degradation.kind === 'chain') {
    return degradation.steps.reduce((current, step) => degrade(current, step, id), image);
  }
  const { kind, ...setting } = degradation;
  return kindNamed(kind).apply(image, setting, id);
}

/**
 * Stops where something stands on a degradation that is linear in the image.
 * @throws InputError at the first step that is not.
 */
export function assertLinear(degradation: Degradation, where: string): void {
  if (degradation.kind === 'chain') {
    for (const step of degradation.steps) assertLinear(step, where);
  } else if (kindNamed(degradation.kind).nature !== 'linear') {
    throw new InputError({
      where,
      expected: 'a degradation that is linear in the image',
      got: degradation.kind,
      remedy: `take one of ${degradationKinds.flatMap(({ kind, nature }) => (nature === 'linear' ? kind : [])).join(', ')}`,
    });
  }
}

function kindNamed(kind: string): DegradationKind {
  return degradationKinds.find((known) => known.kind === kind) as unknown as DegradationKind;
}

function resolvePreset(name: string, where: string): Degradation {
  if (Object.hasOwn(degradationPresets, name)) {
    return resolveDegradation(degradationPresets[name].declaration, `${where} (${name})`);
  }
  throw new InputError({
    where,
    expected: `an object with a "kind", or one of ${Object.keys(degradationPresets).join(', ')}`,
    got: JSON.stringify(name),
    remedy: 'correct the name',
  });
}

function resolveSteps(steps: unknown, where: string): readonly Degradation[] {
  if (Array.isArray(steps) && steps.length > 0) {
    return steps.map((step, i) => resolveDegradation(step, `${where}/${i}`));
  }
  throw new InputError({
    where,
    expected: 'a list of at least one degradation',
    got: JSON.stringify(steps) ?? 'nothing',
    remedy: 'write the steps in the order in which they apply',
  });
}
