import { metricNamed } from '../../metrics/catalogue.ts';
import type { Score, Scored } from '../../metrics/metric.ts';
import type { Image } from '../../numeric/image.ts';
import { InputError } from '../../numeric/input-error.ts';
import type { ScoreDeclaration } from '../experiment.ts';
import { decodeStack, type StackItem } from '../image-stack.ts';
import { encodeRows, type Row } from '../row.ts';
import type { Artifact, StageKind } from '../stage.ts';

interface MeasureParams {
  readonly cell: string;
  readonly scores: readonly ScoreDeclaration[];
}

/**
 * Scores every image of a cell. Inputs by role: `images` (with latents, where the method makes them),
 * `reference` (HR images and masks), and where a score asks for them `self` (what the cell's autoencoder makes of
 * the HR images), `latents` (of the HR images) and `floor ...`.
 */
export const measureStage: StageKind<MeasureParams> = {
  name: 'measure',
  code: import.meta.url,
  cut: { roles: ['images'], together: () => 1 },
  run(params, inputs) {
    const { cell, scores } = params;
    const taken = scores.map((score) => {
      const metric = metricNamed(score.metric);
      return { score, metric, convention: metric.resolve(score.convention) };
    });
    const sources = sourcesOf(inputs, cell);
    const rows: Row[] = [];
    for (const { id, subject } of sources.all) {
      for (const { score, metric, convention } of taken) {
        // Of an image without a mask there is nothing to say of the region.
        if (score.masked && !sources.of('reference', id).mask) continue;
        for (const [part, value] of numbersOf(metric.compute(scoredBy(score, id, sources), convention))) {
          const name = part === '' ? score.id : `${score.id}/${part}`;
          rows.push({ cell, sample: id, subject, score: name, value });
        }
      }
    }
    return encodeRows(rows);
  },
};

interface Sources {
  readonly all: readonly StackItem[];
  /** The item of a role with this id. */
  of(role: string, id: string, stack?: string): StackItem;
}

function sourcesOf(inputs: Readonly<Record<string, Artifact>>, cell: string): Sources {
  const opened = new Map<string, ReadonlyMap<string, StackItem>>();
  return {
    all: decodeStack(inputs['images']!),
    of(role, id, stack = 'images') {
      const name = `${role} ${stack}`;
      const items =
        opened.get(name) ?? new Map(decodeStack(inputs[role]!, stack).map((item) => [item.id, item]));
      opened.set(name, items);
      const item = items.get(id);
      if (item) return item;
      throw new InputError({
        where: `${cell}: sample ${id}`,
        expected: `an image of the same id as ${role}`,
        got: 'none',
        remedy: 'give both sets the same ids',
      });
    },
  };
}

function scoredBy({ reference, of, floor, masked }: ScoreDeclaration, id: string, sources: Sources): Scored {
  const hr = sources.of('reference', id);
  const compared = (): Image => {
    if (of === 'latent') return sources.of('latents', id, 'latents').image;
    return reference === 'self' ? sources.of('self', id).image : hr.image;
  };
  return {
    image: sources.of('images', id, of === 'latent' ? 'latents' : 'images').image,
    reference: compared(),
    ...(floor !== undefined && { floor: sources.of(`floor ${floor}`, id).image }),
    ...(masked && { mask: hr.mask! }),
  };
}

function numbersOf(score: Score): readonly (readonly [part: string, value: number])[] {
  return typeof score === 'number'
    ? [['', score]]
    : Object.entries(score).map(([part, value]) => [part, value as number]);
}
