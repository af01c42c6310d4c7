import { type Fields, fields } from '../numeric/fields.ts';
import type { Image } from '../numeric/image.ts';
import { InputError } from '../numeric/input-error.ts';
import { mappingOf } from './mapping.ts';
import { declaredRulesMeant, parseScaleRule } from './scale-text.ts';
import { isNeedingHeader, type ScaleRule, type Scaling } from './scaling-rule.ts';

/**
 * The scaling that a declaration means: a text as `--scale` takes it (`p0.5-99.5`), a rule's name, or an object with
 * the rule and what it needs.
 * @throws InputError on an unknown rule or key, and on a rule that reads the header of a file.
 */
export function resolveScaling(declaration: unknown, where: string): Scaling {
  if (typeof declaration === 'string') return ofText(declaration, where);
  const declared = fields(declaration, where);
  const rule = declared.oneOf('rule', [
    'unit',
    'bit-depth',
    'slice-min-max',
    'volume-min-max',
    'slice-percentile',
    'volume-percentile',
    'range',
  ]);
  const scaling = ((): Scaling => {
    if (rule === 'bit-depth') return { rule, bits: declared.integer('bits', { atLeast: 1, atMost: 32 }) };
    if (rule === 'range') {
      const low = declared.number('low', { above: Number.NEGATIVE_INFINITY });
      return { rule, low, high: declared.number('high', { above: low }), ...named(declared) };
    }
    if (rule !== 'slice-percentile' && rule !== 'volume-percentile') return { rule };
    const low = declared.number('low', { atLeast: 0, atMost: 100 });
    return { rule, low, high: declared.number('high', { above: low, atMost: 100 }) };
  })();
  declared.end();
  return scaling;
}

/** A range that a rule of the command line named keeps its name. */
function named(declared: Fields): { readonly name?: string } {
  return declared.has('name') ? { name: declared.text('name') } : {};
}

/** The same for a file that is one image, whose header a rule may read. @throws InputError as {@link resolveScaling} does */
export function resolveFileScaling(declaration: unknown, where: string): ScaleRule {
  const completed = declaration as { readonly rule?: string; readonly nth?: number } | null;
  const text =
    typeof declaration === 'object'
      ? `${headerRules[completed?.rule ?? '']}${completed?.nth ?? ''}`
      : declaration;
  const rule = typeof text === 'string' ? parseScaleRule(text) : undefined;
  return rule && isNeedingHeader(rule) ? rule : resolveScaling(declaration, where);
}

/** What a completed declaration has, by the text that it was completed from. */
const headerRules: Readonly<Record<string, string>> = {
  auto: 'auto',
  'header-window': 'window',
  'stored-range': 'bits',
};

/**
 * Slices scaled to [0, 1].
 * @param volume all values of the volume that the slices were taken from, in parts
 * @throws InputError when values lie outside of the range that the rule states, or all are the same where it
 * divides by their range.
 */
export function scaleSlices(
  slices: readonly Image[],
  volume: readonly Float64Array[],
  scaling: Scaling,
  where: string,
): Image[] {
  const whole = scaling.rule.startsWith('volume');
  const common = whole ? mappingOf(scaling, { volume }, where) : undefined;
  return slices.map((slice) => {
    const mapping = common ?? mappingOf(scaling, { slice: slice.data, volume }, where);
    return { ...slice, data: mapping.apply(slice.data, where) };
  });
}

function ofText(text: string, where: string): Scaling {
  const rule = parseScaleRule(text);
  if (rule && !isNeedingHeader(rule)) return rule;
  throw new InputError({
    where,
    expected: `${declaredRulesMeant}, none that reads a file's header`,
    got: JSON.stringify(text),
    remedy: 'name another',
  });
}
