import { InputError } from '../../../numeric/input-error.ts';
import { type ChoiceName, choiceNamed, choices, resizes } from './choices.ts';
import { type Convention, conventionsNear, type Levels } from './convention.ts';
import type { Inferable } from './inferable.ts';
import { covarianceOf } from './ssim.ts';

/** What is known of the images, so that what makes no difference to them is not tried. */
export interface SetFacts {
  readonly colour: boolean;
  /** Whether there is a reconstruction of every reference. */
  readonly reconstructions: boolean;
  /** How many subjects there are, and whether one of them has several images. */
  readonly subjects: number;
  readonly severalOfSubject: boolean;
  /** Whether some value lies outside of [0, 1]. */
  readonly beyond: boolean;
  /** Whether every value is a step of 8 bits. */
  readonly steps: boolean;
  /** Whether some image equals its reference. */
  readonly withoutError: boolean;
  /** Height and width, where all images have the same. */
  readonly size: readonly [number, number] | null;
  /** Numbers of images that come into question; the first is the described one. */
  readonly counts: readonly number[];
  readonly images: number;
}

/** How images are prepared, for every metric. */
const prepared = ['images', 'reference', 'scale', 'resize', 'order', 'values', 'channels', 'crop'] as const;

/** The choices that a metric leaves open, those about images first. */
export function choicesOf(metric: Pick<Inferable, 'choices'>): readonly ChoiceName[] {
  return [...prepared, ...metric.choices];
}

/**
 * The convention that is described: the plain level of every choice, but for what is said of it.
 * @throws InputError for a choice that the metric does not have, or a level that the choice does not.
 */
export function describedConvention(
  metric: Inferable,
  said: Readonly<Record<string, string>>,
  facts: SetFacts,
): Convention {
  const names = choicesOf(metric);
  const where = `infer ${metric.name}, --described`;
  for (const [name, level] of Object.entries(said)) {
    const known = names.includes(name as ChoiceName) && name !== 'images';
    const expected = known ? Object.keys(choiceNamed(name as ChoiceName).levels) : names.slice(1);
    if (known && expected.includes(level)) continue;
    throw new InputError({
      where: known ? `${where} ${name}` : where,
      expected: `one of ${expected.join(', ')}`,
      got: JSON.stringify(known ? level : name),
      remedy: 'correct it; latent-sr explain choices says what each means',
    });
  }
  const plain = names.map((name) => [name, choiceNamed(name).plain]);
  const described: Convention = { ...Object.fromEntries(plain), ...said, images: `${facts.counts[0]}` };
  if (metric.possible(described)) return described;
  throw new InputError({
    where,
    expected: `a peak and an average that go together`,
    got: `peak ${described.peak} with average ${described.average}`,
    remedy: 'a peak of each image goes with the mean over images, one of a subject with that or with volumes',
  });
}

/**
 * The choices of a metric that are named.
 * @throws InputError for a name that is none of them.
 */
export function choicesAmong(metric: Inferable, names: readonly string[]): readonly string[] {
  const known: readonly string[] = choicesOf(metric);
  const unknown = names.find((name) => !known.includes(name));
  if (unknown === undefined) return names;
  throw new InputError({
    where: `infer ${metric.name}, --choices`,
    expected: `some of ${known.join(', ')}`,
    got: JSON.stringify(unknown),
    remedy: 'correct it; latent-sr explain choices says what each means',
  });
}

/** Which conventions are searched, and of what images. */
export interface SearchSpace {
  readonly described: Convention;
  readonly facts: SetFacts;
  /** Choices that may depart from the described convention together. */
  readonly departures: number;
  /** Choices that may depart at all; all of them where it is null. */
  readonly among: readonly string[] | null;
}

/** Every convention of a space that can make a difference to its images, the described one first. */
export function searchedConventions(
  metric: Inferable,
  { described, facts, departures, among }: SearchSpace,
): readonly Convention[] {
  const levels: Levels = Object.fromEntries(
    choicesOf(metric)
      .filter((name) => among === null || among.includes(name))
      .map((name) => [
        name,
        name === 'images' ? facts.counts.map(String) : Object.keys(choices[name].levels),
      ]),
  );
  const departs = (convention: Convention, name: ChoiceName) => convention[name] !== described[name];
  return conventionsNear(described, levels, departures, (convention) => {
    const idle = choicesOf(metric).some(
      (name) => departs(convention, name) && !matters(name, convention, facts),
    );
    return !idle && metric.possible(convention);
  });
}

/** Whether the level of a choice can change anything, the others of the convention being what they are. */
function matters(name: ChoiceName, convention: Convention, facts: SetFacts): boolean {
  const { scale, resize = 'none', values, window, peak, order } = convention;
  const level = convention[name]!;
  const stretched = scale !== 'as-is';
  // A subject's extremes are those of its true images as they are.
  const asGiven = convention.reference === 'image' && resize === 'none';
  switch (name) {
    case 'reference':
      return facts.reconstructions;
    case 'scale':
      if (level !== 'minmax-volume') return true;
      return facts.severalOfSubject && order === 'scale-first' && convention.reference === 'image';
    case 'resize':
      return level === 'none' || facts.size?.some((side) => side !== resizes[level].side) !== false;
    case 'order':
      return stretched && scale !== 'minmax-volume' && resize !== 'none';
    case 'values':
      if (values === 'clip') return (!stretched && facts.beyond) || resize.endsWith('bicubic');
      return values === 'as-is' || stretched || resize !== 'none' || !facts.steps;
    case 'channels':
      return level !== 'grey' || facts.colour;
    case 'zeroError':
      return facts.withoutError && convention.average === 'images';
    case 'sigma':
      return window?.startsWith('gaussian') === true;
    case 'covariance':
      return level === 'own' || level !== covarianceOf({ ...convention, covariance: 'own' });
    case 'peak':
      return !peak?.endsWith('-volume') || (facts.severalOfSubject && !stretched && asGiven);
    case 'average':
      return level !== 'volumes' || (facts.subjects > 1 && facts.severalOfSubject);
    default:
      return true;
  }
}
