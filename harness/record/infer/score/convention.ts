import { type ChoiceName, choiceNamed } from './choices.ts';

/** A level of every choice that a metric leaves open. */
export type Convention = Readonly<Partial<Record<ChoiceName, string>>>;

/** The levels that come into question, by choice; the first is the plain one. */
export type Levels = Readonly<Partial<Record<ChoiceName, readonly string[]>>>;

/** The choices in which a convention is not the described one. */
export function departuresOf(convention: Convention, described: Convention): readonly ChoiceName[] {
  return namesOf(convention).filter((name) => convention[name] !== described[name]);
}

/**
 * How far a convention is from the described one: about a step for each departure, more for those that are rarer, and a
 * little more for a border that is further off.
 */
export function distanceBetween(convention: Convention, described: Convention): number {
  const steps = departuresOf(convention, described).map((name) => {
    const apart = Math.abs(Number(convention[name]) - Number(described[name]));
    return (choiceNamed(name).weight ?? 1) + (name === 'crop' ? apart / 100 : 0);
  });
  return steps.reduce((sum, step) => sum + step, 0);
}

/**
 * Every convention of at most so many departures from the described one, the described one first.
 * @param matters whether its departures make a difference together: one that does not is no convention of its own
 */
export function conventionsNear(
  described: Convention,
  levels: Levels,
  departures: number,
  matters: (convention: Convention) => boolean,
): readonly Convention[] {
  let found: { readonly convention: Convention; readonly left: number }[] = [
    { convention: described, left: departures },
  ];
  for (const name of namesOf(levels)) {
    const others = levels[name]!.filter((level) => level !== described[name]);
    found = found.flatMap(({ convention, left }) => [
      { convention, left },
      ...(left === 0
        ? []
        : others.map((level) => ({ convention: { ...convention, [name]: level }, left: left - 1 }))),
    ]);
  }
  return found.map(({ convention }) => convention).filter((one) => one === described || matters(one));
}

/** Its departures in words: `crop 4, average pooled`; `as described` where there are none. */
export function conventionText(convention: Convention, described: Convention): string {
  const names = departuresOf(convention, described);
  return names.length === 0 ? 'as described' : names.map((name) => `${name} ${convention[name]}`).join(', ');
}

/** The same for some of its choices only: those that a reading depends on. */
export function keyOf(convention: Convention, names: readonly ChoiceName[]): string {
  return names.map((name) => convention[name]).join('|');
}

function namesOf(of: object): ChoiceName[] {
  return Object.keys(of) as ChoiceName[];
}
