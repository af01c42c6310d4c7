import type { Image } from '../numeric/image.ts';
import type { PanelItem } from '../pipeline/stages/panel.ts';
import { colourBar, signedMap } from './colour-map.ts';
import { errorMap } from './error-map.ts';
import type { ExperimentOutcome } from './experiment-outcome.ts';
import { formatNumber } from './format-number.ts';
import { beyondColours, hallucinationMap, swatch } from './hallucination-map.ts';
import type { ColourKinds, ColourScale, PanelImage, PanelView } from './view-model.ts';

/** The range of the error maps: differences of this size and more take the end colours. */
const errorRange = 0.25;

/** The images of one sample: HR, LR, then each restored image over the maps of its errors. */
export function panelView({ id, title, dataset, panel }: ExperimentOutcome['panels'][number]): PanelView {
  const hr = panel.items.find(({ role }) => role === 'hr')!;
  const varying = varyingFactors(panel.items);
  const thresholds = panel.items.some(({ threshold }) => threshold !== undefined);
  return {
    id: `${id}-${dataset}`,
    caption: `${title}: ${panel.sample} of ${dataset}.`,
    images: panel.items.filter(isFirstOfItsKind).map((item) => imageOf(item, hr, varying)),
    scales: [errorScale()],
    ...(thresholds && { kinds: [beyondKinds()] }),
  };
}

function errorScale(): ColourScale {
  return {
    image: colourBar(signedMap, 128),
    low: `−${errorRange}`,
    high: `+${errorRange}`,
    title: 'Error: image less HR',
  };
}

function beyondKinds(): ColourKinds {
  return {
    title: "Beyond the autoencoder's own error",
    kinds: (['lost', 'hallucinated'] as const).map((label) => ({
      label,
      image: swatch(beyondColours[label]),
    })),
  };
}

/** Cells with one degradation share their LR image. */
function isFirstOfItsKind(item: PanelItem, at: number, items: readonly PanelItem[]): boolean {
  const same = (other: PanelItem) =>
    other.role === 'lr' && other.levels['degradation'] === item.levels['degradation'];
  return item.role !== 'lr' || items.findIndex(same) === at;
}

/** The factors in which the restored images differ, and the method. */
function varyingFactors(items: readonly PanelItem[]): readonly string[] {
  const shown = items.filter(({ role }) => role === 'sr');
  const factors = [...new Set(shown.flatMap(({ levels }) => Object.keys(levels)))];
  return factors.filter(
    (factor) =>
      factor === 'method' ||
      (factor !== 'dataset' && new Set(shown.map(({ levels }) => levels[factor])).size > 1),
  );
}

function imageOf(item: PanelItem, hr: PanelItem, varying: readonly string[]): PanelImage {
  const { image, role, levels, scores } = item;
  const size = `${image.width} x ${image.height}`;
  if (role === 'hr') return { label: 'HR', note: size, alt: 'High-resolution reference image', image };
  if (role === 'lr') {
    const task = levels['degradation'];
    const name = task === 'task' ? 'LR' : `LR ${task}`;
    return { label: name, note: size, alt: `Low-resolution image, ${task}`, image };
  }
  if (role === 'reconstruction') {
    const name = `${levels['autoencoder']} autoencoder alone`;
    return {
      label: name,
      note: '',
      alt: `Reconstruction by the ${name}`,
      image,
      maps: mapsOf(item, hr, name),
    };
  }
  const name = varying.flatMap((factor) => levels[factor] ?? []).join(', ');
  const note = Object.entries(scores)
    .filter(([score]) => !score.includes('/'))
    .map(
      ([score, value]) => `${score.toUpperCase()} ${typeof value === 'number' ? formatNumber(value) : value}`,
    )
    .slice(0, 3)
    .join(', ');
  return {
    label: name,
    note,
    alt: `Restored image, ${name}${note && `: ${note}`}`,
    image,
    maps: mapsOf(item, hr, name),
  };
}

function mapsOf(
  { image, threshold }: PanelItem,
  hr: PanelItem,
  name: string,
): NonNullable<PanelImage['maps']> {
  const error = {
    label: 'Error',
    note: '',
    alt: `Map of the image less HR, ${name}: ${rangeOf(image, hr.image)}`,
    image: errorMap(image, hr.image, { kind: 'signed', range: errorRange }),
  };
  if (threshold === undefined) return [error];
  const { map, hallucinated, lost } = hallucinationMap(image, hr.image, threshold);
  const shares = `lost ${percent(lost)}, hallucinated ${percent(hallucinated)}`;
  return [
    error,
    {
      label: `Beyond ±${formatNumber(threshold)}`,
      note: shares,
      alt: `Map of lost and hallucinated structure, ${name}: ${shares} of the pixels`,
      image: map,
    },
  ];
}

/** `from −0.21 to 0.34, on average 0.03 off`. */
function rangeOf(image: Image, reference: Image): string {
  let [low, high, sum] = [Infinity, -Infinity, 0];
  image.data.forEach((value, i) => {
    const difference = value - reference.data[i];
    [low, high, sum] = [Math.min(low, difference), Math.max(high, difference), sum + Math.abs(difference)];
  });
  const [least, most, mean] = [low, high, sum / image.data.length].map((value) =>
    formatNumber(Number(value.toPrecision(2))),
  );
  return `from ${least} to ${most}, on average ${mean} off`;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}
