import { hallucination as rates } from '../../metrics/hallucination.ts';
import type { Image } from '../../numeric/image.ts';
import { InputError } from '../../numeric/input-error.ts';
import type { PanelDeclaration } from '../experiment.ts';
import { decodeStack, encodeStack, type StackItem } from '../image-stack.ts';
import { decodeRows, type Row } from '../row.ts';
import type { Artifact, StageKind } from '../stage.ts';

/** An image of a panel, with its part in it. */
export interface PanelItem {
  readonly role: 'hr' | 'lr' | 'sr' | 'reconstruction';
  /** The cell it belongs to; empty for the HR image and for reconstructions. */
  readonly cell: string;
  readonly levels: Readonly<Record<string, string>>;
  readonly image: Image;
  /** The scores of an SR image; infinities as text. */
  readonly scores: Readonly<Record<string, number | string>>;
  /** The difference from HR beyond which an SR image counts as hallucinated or lost there. */
  readonly threshold?: number;
}

/** A panel: one sample as HR, and as the LR and SR of each cell. */
export interface Panel {
  readonly sample: string;
  readonly items: readonly PanelItem[];
}

interface PanelParams extends Pick<PanelDeclaration, 'sample' | 'reconstructions' | 'hallucination'> {
  readonly cells: readonly { readonly id: string; readonly levels: Readonly<Record<string, string>> }[];
}

/** Picks the images of a panel; which sample ranks lowest or highest follows from the rows. */
export const panelStage: StageKind<PanelParams> = {
  name: 'panel',
  code: import.meta.url,
  run(params, inputs) {
    const { sample, cells, reconstructions = [], hallucination } = params;
    const rows = cells.map((_, i) =>
      Object.entries(inputs)
        .filter(([role]) => role.startsWith(`rows${i}.`))
        .flatMap(([, artifact]) => decodeRows(artifact)),
    );
    const chosen = typeof sample === 'string' ? sample : ranked(rows[0]!, sample.rank, sample.score);
    const hr = pick(inputs['reference']!, chosen);
    const floor = hallucination && pick(inputs['floor']!, chosen);
    const items: PanelItem[] = [{ role: 'hr', cell: '', levels: {}, image: hr, scores: {} }];
    cells.forEach(({ id: cell, levels }, i) => {
      const scores = Object.fromEntries(
        rows[i]!.filter((row) => row.sample === chosen).map((row) => [
          row.score,
          Number.isFinite(row.value) ? row.value : String(row.value),
        ]),
      );
      items.push({ role: 'lr', cell, levels, image: pick(inputs[`low${i}`]!, chosen), scores: {} });
      const image = pick(inputs[`images${i}`]!, chosen);
      items.push({
        role: 'sr',
        cell,
        levels,
        image,
        scores,
        ...(floor && { threshold: thresholdOf(image, hr, floor, hallucination.k) }),
      });
    });
    reconstructions.forEach((autoencoder, i) => {
      const image = pick(inputs[`reconstruction${i}`]!, chosen);
      items.push({ role: 'reconstruction', cell: '', levels: { autoencoder }, image, scores: {} });
    });
    return encodePanel({ sample: chosen, items });
  },
};

function thresholdOf(image: Image, reference: Image, floor: Image, k: number): number {
  const convention = rates.resolve({ k });
  const { threshold } = rates.compute({ image, reference, floor }, convention) as Record<string, number>;
  return threshold!;
}

function ranked(rows: readonly Row[], rank: 'lowest' | 'median' | 'highest', score: string): string {
  const sorted = rows.filter((row) => row.score === score).sort((a, b) => a.value - b.value);
  const at = { lowest: 0, median: Math.floor(sorted.length / 2), highest: sorted.length - 1 }[rank];
  const row = sorted[at];
  if (row) return row.sample;
  throw new InputError({
    where: 'panel',
    expected: `rows of the score ${score}`,
    got: 'none',
    remedy: 'name a score of the experiment',
  });
}

function pick(artifact: Artifact, sample: string): Image {
  const items = decodeStack(artifact);
  const found = items.find((item) => item.id === sample);
  if (found) return found.image;
  throw new InputError({
    where: 'panel',
    expected: `a sample among ${items.map((item) => item.id).join(', ')}`,
    got: JSON.stringify(sample),
    remedy: 'correct the sample of the panel',
  });
}

function encodePanel({ sample, items }: Panel): Artifact {
  const stack: StackItem[] = items.map(({ image }, i) => ({ id: String(i), subject: '', image }));
  const header = { sample, items: items.map(({ image: _, ...item }) => item) };
  return { ...encodeStack(stack), 'panel.json': new TextEncoder().encode(JSON.stringify(header)) };
}

/** The panel of a `panel` stage's artifact. */
export function decodePanel(artifact: Artifact): Panel {
  const header = JSON.parse(new TextDecoder().decode(artifact['panel.json'])) as {
    sample: string;
    items: Omit<PanelItem, 'image'>[];
  };
  const images = decodeStack(artifact);
  return {
    sample: header.sample,
    items: header.items.map((item, i) => ({ ...item, image: images[i]!.image })),
  };
}
