import { InputError } from '../../harness/numeric/input-error.ts';
import { audit } from '../../harness/record/audit/audit.ts';
import type { Patch } from '../../harness/record/check.ts';
import type { Severity } from '../../harness/record/finding.ts';
import { rules } from '../../harness/record/rules/catalogue.ts';
import { type Case, type Draw, drawFrom, recordOf } from '../laws/record-case.ts';
import { ruleCases } from '../laws/record-cases.ts';

/** What `latent-sr explain` says of every rule besides its text: an example, its law and its power, as phrases. */
export function ruleFacts(): Readonly<Record<string, Readonly<Record<string, string>>>> {
  return Object.fromEntries(
    rules.map(({ name }) => {
      const cases = ruleCases.get(name);
      if (cases === undefined) throw new Error(`spec/laws: no cases of the rule ${name}`);
      const draw = (trial: number) => cases.draw(drawFrom(trial, name));
      return [name, { example: exampleOf(name, draw(1)), law, power: powerOf(name, draw) }];
    }),
  );
}

const law =
  'figures printed from true values are never called inconsistent, and a planted error is found (200 random sets)';

function exampleOf(rule: string, drawn: Case): string {
  const list = (values: Case['values']) =>
    Object.entries(values)
      .map(([id, value]) => `${id} ${typeof value === 'string' ? value : value.text}`)
      .join(', ');
  const truthful = severityOf(rule, drawn, {});
  const wrong = severityOf(rule, drawn, drawn.planted);
  return `${list(drawn.values)} with ${JSON.stringify(drawn.with)} is ${truthful}; with ${list(drawn.planted)} it is ${wrong}`;
}

/** Sets of figures over which a rule's power is measured. */
const SETS = 100;

const errors: Readonly<Record<string, (text: string, random: Draw) => string>> = {
  'last digit one off': (text, random) => offByOne(text, random.below(2) === 0 ? 1 : -1),
  'two digits swapped': swapped,
  '10 % off': (text, random) => scaled(text, random.below(2) === 0 ? 0.9 : 1.1),
};

function powerOf(rule: string, draw: (trial: number) => Case): string {
  const shares = Object.entries(errors).map(([label, spoil]) => {
    let found = 0;
    for (let trial = 0; trial < SETS; trial++) {
      const drawn = draw(trial);
      const random = drawFrom(trial, rule, label);
      const ids = Object.keys(drawn.values);
      const id = ids[random.below(ids.length)];
      const value = drawn.values[id];
      const severity = severityOf(rule, drawn, {
        [id]: spoil(typeof value === 'string' ? value : value.text, random),
      });
      if (severity === 'inconsistent' || severity === 'suspicious' || severity === 'refused') found++;
    }
    return `${label} ${((100 * found) / SETS).toFixed(0)} %`;
  });
  return `of one printed value that is wrong it finds: ${shares.join(', ')}`;
}

/** `refused`: the rule says that it cannot be asked of such figures, as of a correlation of two points. */
function severityOf(rule: string, drawn: Case, patch: Patch): Severity | 'refused' {
  try {
    return audit(recordOf(rule, drawn), patch)[0].severity;
  } catch (error) {
    if (error instanceof InputError) return 'refused';
    throw error;
  }
}

function offByOne(text: string, step: number): string {
  const digits = mantissa(text);
  return text.replace(digits, (Number(digits) + step * unitOf(digits)).toFixed(decimalsOf(digits)));
}

function scaled(text: string, factor: number): string {
  const digits = mantissa(text);
  return text.replace(digits, (Number(digits) * factor).toFixed(decimalsOf(digits)));
}

/** Swaps the first neighbours that differ, from a random place on. */
function swapped(text: string, random: Draw): string {
  const digits = mantissa(text).replace('.', '');
  const from = random.below(digits.length);
  for (let turn = 0; turn < digits.length - 1; turn++) {
    const at = (from + turn) % (digits.length - 1 || 1);
    if (digits[at] === digits[at + 1]) continue;
    const moved = `${digits.slice(0, at)}${digits[at + 1]}${digits[at]}${digits.slice(at + 2)}`;
    const decimals = decimalsOf(mantissa(text));
    const pointed = decimals === 0 ? moved : `${moved.slice(0, -decimals)}.${moved.slice(-decimals)}`;
    return text.replace(mantissa(text), pointed);
  }
  return offByOne(text, 1);
}

function mantissa(text: string): string {
  return /\d+(?:\.\d+)?/.exec(text)![0];
}

function decimalsOf(digits: string): number {
  return digits.split('.')[1]?.length ?? 0;
}

function unitOf(digits: string): number {
  return 10 ** -decimalsOf(digits);
}
