import { InputError } from '../numeric/input-error.ts';
import { decodeStack, encodeStack } from './image-stack.ts';
import { type Artifact, type Cut, ofPart, type Params, type Stage, type StagePart } from './stage.ts';

const ROWS = 'rows.jsonl';

/** A stage put together from `of` parts. It keeps its key, since its result is the same. */
export function inParts(whole: Stage, of: number): Stage {
  const { key, declaration, flop, bytes, ...own } = whole;
  const parts = Array.from({ length: of }, (_, index): Stage => {
    const part = { index, of };
    return {
      ...own,
      key: ofPart(key, part),
      declaration: ofPart(declaration, part),
      part,
      label: `${own.label}, part ${index + 1} of ${of}`,
      // Whole numbers that come to the whole.
      work: Math.floor(((index + 1) * own.work) / of) - Math.floor((index * own.work) / of),
      ...(flop !== undefined && { flop: flop / of }),
      ...(bytes !== undefined && { bytes: bytes / of }),
    };
  });
  const { calls: _, ...joined } = own;
  return { ...joined, key, declaration, parts, work: 1, ...(bytes !== undefined && { bytes }) };
}

/**
 * A part's own samples of a stage's inputs; undefined where it has none, as there are fewer batches than parts.
 * @param declared how many samples go through its networks at once, where that is declared
 */
export function inputsOfPart(
  { index, of }: StagePart,
  { roles, together }: Cut,
  params: Params,
  inputs: Readonly<Record<string, Artifact>>,
  declared?: number,
): Readonly<Record<string, Artifact>> | undefined {
  const count = Math.max(
    ...stacksIn(inputs[roles[0]!]!).map((name) => decodeStack(inputs[roles[0]!]!, name).length),
  );
  const batch = declared ?? together(params, inputs);
  const batches = Math.ceil(count / batch);
  const at = (part: number) => Math.min(count, Math.floor((part * batches) / of) * batch);
  const [from, to] = [at(index), at(index + 1)];
  if (from === to) return undefined;
  const own = roles.map((role) => [role, samples(inputs[role]!, from, to)] as const);
  return { ...inputs, ...Object.fromEntries(own) };
}

/**
 * The result of a stage from those of its parts, in order; parts without samples are empty.
 * @throws InputError where they hold what cannot be put together
 */
export function joinedParts(parts: readonly Artifact[]): Artifact {
  const held = parts.filter((part) => Object.keys(part).length > 0);
  const [first] = held;
  if (!first) return {};
  if (ROWS in first) return { [ROWS]: joinedBytes(held.map((part) => part[ROWS]!)) };
  const names = stacksIn(first);
  if (names.length * 2 !== Object.keys(first).length) {
    throw new InputError({
      where: 'parts of a stage',
      expected: 'rows, or stacks of images',
      got: Object.keys(first).join(', '),
      remedy: 'do not cut stages of this kind',
    });
  }
  return Object.assign(
    {},
    ...names.map((name) =>
      encodeStack(
        held.flatMap((part) => decodeStack(part, name)),
        name,
      ),
    ),
  );
}

function samples(artifact: Artifact, from: number, to: number): Artifact {
  const stacks = stacksIn(artifact).map((name) =>
    encodeStack(decodeStack(artifact, name).slice(from, to), name),
  );
  return Object.assign({}, ...stacks);
}

/** The names of the stacks of images in an artifact. */
function stacksIn(artifact: Artifact): readonly string[] {
  return Object.keys(artifact).flatMap((file) => {
    const name = file.replace(/\.bin$/, '');
    return name !== file && `${name}.json` in artifact ? [name] : [];
  });
}

function joinedBytes(parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    bytes.set(part, offset);
    offset += part.length;
  }
  return bytes;
}
