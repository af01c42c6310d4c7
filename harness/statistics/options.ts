import { type Option, type Options, readOptions } from '../language/option.ts';
import { InputError } from '../numeric/input-error.ts';

/** Most replicates that a call may ask for; 10^6 of 1000 pairs take some seconds. */
const MOST_RESAMPLES = 1_000_000;

/** Options that several procedures share. */
export const seedOption: Option<number> = {
  type: 'integer',
  minimum: 0,
  maximum: Number.MAX_SAFE_INTEGER,
  default: 42,
  description:
    "Names the streams of random numbers: the same seed gives the same result. The release's is 42.",
};

/** @param preset how many where none are asked for */
export function resamplesOption(preset: number, description: string): Option<number> {
  return { type: 'integer', minimum: 100, maximum: MOST_RESAMPLES, default: preset, description };
}

/**
 * The complete options of a procedure: those given, and the defaults.
 * @throws InputError for an unknown option, a value that it cannot have, or one that is missing.
 */
export function resolveOptions<Setting extends object>(
  where: string,
  options: Options<Setting>,
  given: Readonly<Record<string, unknown>>,
): Setting {
  const known = Object.keys(options);
  for (const key of Object.keys(given)) {
    if (known.includes(key)) continue;
    throw new InputError({
      where,
      expected: known.length > 0 ? `options among ${known.join(', ')}` : 'no options',
      got: JSON.stringify(key),
      remedy: 'correct or leave out the option',
    });
  }
  return readOptions(options, given, (key) => `${where}: option ${key}`);
}
