import { InputError } from '../numeric/input-error.ts';
import type { Figure, Figures } from './figures.ts';
import { add, divide, type Interval, largest, multiply, point, smallest, subtract } from './interval.ts';

/**
 * What a rule works on: the id of a figure, an exact number, or arithmetic on such, as
 * `{ "difference": ["table1/ours/psnr", "table1/theirs/psnr"] }`.
 */
export type Operand = string | number | { readonly [operation in Operation]?: readonly Operand[] };

/** `spread` is the largest less the smallest, `percent` a ratio in percent. */
export type Operation =
  | 'sum'
  | 'difference'
  | 'ratio'
  | 'percent'
  | 'product'
  | 'largest'
  | 'smallest'
  | 'spread';

/** A number with what is known of it. */
export interface Quantity {
  readonly label: string;
  readonly interval: Interval;
  /** The value as printed, where it is a figure. */
  readonly text?: string;
  readonly figures: readonly Figure[];
}

/**
 * One quantity.
 * @throws InputError when the operand is no operand, or a pattern that means several figures.
 */
export function evaluate(operand: unknown, figures: Figures): Quantity {
  const quantities = evaluateAll([operand], figures);
  if (quantities.length === 1) return quantities[0];
  throw fault('one quantity', `${quantities.length} (${quantities.map(({ label }) => label).join(', ')})`);
}

/** The quantities of a list of operands, in order; a pattern with `*` gives several. */
export function evaluateAll(operands: unknown, figures: Figures): readonly Quantity[] {
  const list = Array.isArray(operands) ? operands : [operands];
  return list.flatMap((operand: unknown): readonly Quantity[] => {
    if (typeof operand === 'string') return figures.all(operand).map(ofFigure);
    if (typeof operand === 'number')
      return [{ label: String(operand), interval: point(operand), figures: [] }];
    const [[operation, parts] = ['', []], ...more] = Object.entries(
      (operand ?? {}) as Record<string, unknown>,
    );
    if (!isOperation(operation) || more.length > 0 || !Array.isArray(parts)) {
      throw fault(
        `an id, a number, or { "${Object.keys(operations).join(' | ')}": [...] }`,
        JSON.stringify(operand),
      );
    }
    return [combine(operation, evaluateAll(parts, figures))];
  });
}

function combine(operation: Operation, parts: readonly Quantity[]): Quantity {
  const { arity, compute, show } = operations[operation];
  if (parts.length === 0 || (arity !== undefined && parts.length !== arity)) {
    throw fault(`${arity ?? 'some'} operands of ${operation}`, `${parts.length}`);
  }
  return {
    label: show(parts.map(shown)),
    interval: compute(parts.map(({ interval }) => interval)),
    figures: parts.flatMap((part) => part.figures),
  };
}

const operations: Readonly<
  Record<Operation, { arity?: number; compute(of: Interval[]): Interval; show(of: string[]): string }>
> = {
  sum: { compute: (of) => of.reduce(add), show: (of) => of.join(' + ') },
  difference: { arity: 2, compute: ([a, b]) => subtract(a, b), show: ([a, b]) => `${a} - ${b}` },
  ratio: { arity: 2, compute: ([a, b]) => divide(a, b), show: ([a, b]) => `${a} / ${b}` },
  percent: {
    arity: 2,
    compute: ([a, b]) => multiply(point(100), divide(a, b)),
    show: ([a, b]) => `100 x ${a} / ${b}`,
  },
  product: { compute: (of) => of.reduce(multiply), show: (of) => of.join(' x ') },
  largest: { compute: largest, show: (of) => `the largest of ${of.join(', ')}` },
  smallest: { compute: smallest, show: (of) => `the smallest of ${of.join(', ')}` },
  // Largest and smallest vary over the same values, which may all be one, hence at least 0.
  spread: {
    compute: (of) => {
      const { low, high } = subtract(largest(of), smallest(of));
      return { low: Math.max(0, low), high };
    },
    show: (of) => `the largest less the smallest of ${of.join(', ')}`,
  },
};

/** A quantity as it is printed, else by what it was computed from. */
export function asPrinted({ text, label }: Quantity): string {
  return text ?? label;
}

/** The quantity that a figure is. */
export function ofFigure(figure: Figure): Quantity {
  return { label: figure.id, text: figure.text, interval: figure.interval, figures: [figure] };
}

function shown({ label, text }: Quantity): string {
  if (text !== undefined) return text;
  return /[ ]/.test(label) ? `(${label})` : label;
}

function isOperation(name: string): name is Operation {
  return Object.hasOwn(operations, name);
}

function fault(expected: string, got: string): InputError {
  return new InputError({ where: 'record check', expected, got, remedy: "correct the check's operands" });
}
