import type { PanelItem } from '../pipeline/stages/panel.ts';
import { colourBar, signedMap } from './colour-map.ts';
import { errorMap } from './error-map.ts';
import type { ExperimentOutcome } from './experiment-outcome.ts';
import { formatNumber } from './format-number.ts';
import { hallucinationBar, hallucinationMap } from './hallucination-map.ts';
import type { ColourScale, PanelImage, PanelView } from './view-model.ts';

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
    scales: [errorScale(), ...(thresholds ? [hallucinationScale()] : [])],
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

function hallucinationScale(): ColourScale {
  return {
    image: hallucinationBar(),
    low: 'lost',
    high: 'hallucinated',
    title: "Beyond the autoencoder's own error",
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
  return { label: name, note, alt: `Restored image, ${name}`, image, maps: mapsOf(item, hr, name) };
}

function mapsOf(
  { image, threshold }: PanelItem,
  hr: PanelItem,
  name: string,
): NonNullable<PanelImage['maps']> {
  const error = {
    label: 'Error',
    note: '',
    alt: `Map of the image less HR, ${name}`,
    image: errorMap(image, hr.image, { kind: 'signed', range: errorRange }),
  };
  if (threshold === undefined) return [error];
  return [
    error,
    {
      label: 'Beyond',
      note: `±${formatNumber(threshold)}`,
      alt: `Map of hallucinated and lost structure, ${name}`,
      image: hallucinationMap(image, hr.image, threshold),
    },
  ];
}
