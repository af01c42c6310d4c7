import { createImage, type Image } from '../numeric/image.ts';
import { colourBar, magnitudeMap } from './colour-map.ts';
import { errorMap } from './error-map.ts';
import { linePlot } from './figures/line-plot.ts';
import type { Candidate, Mean } from './screening.ts';
import type { FigureView, PanelView, TableView } from './view-model.ts';

/** A part of an image beside what each candidate made of it, best first. */
export interface ScreenedImage {
  /** Such as `worst image: p1_z3`. */
  readonly title: string;
  /** Which part of it is shown. */
  readonly shown: string;
  readonly image: Image;
  readonly copies: readonly Image[];
  /** PSNR in dB of the whole image, by candidate. */
  readonly psnr: readonly number[];
}

/** The ranking as a table. */
export function rankingTable(candidates: readonly Candidate[], counted: string): TableView {
  return {
    id: 'ranking',
    caption: `PSNR of the reconstruction in dB, both images grey, peak 1: mean [95 % interval] over ${counted}.`,
    columns: [
      { title: 'Autoencoder', numeric: false },
      { title: 'Latent', numeric: false },
      { title: 'Values per pixel', numeric: true },
      { title: 'Ceiling', numeric: true },
      { title: 'Behind the first', numeric: true },
      { title: 'Images ahead', numeric: true },
      { title: 'Worst image', numeric: false },
    ],
    rows: candidates.map(({ vae, latent, perPixel, ceiling, behindFirst, worst }) => [
      vae,
      latent.join(' × '),
      perPixel.toPrecision(2),
      meanText(ceiling),
      behindFirst ? meanText(behindFirst) : '–',
      behindFirst ? `${behindFirst.imagesAhead}` : '–',
      `${worst.image}, ${worst.psnr.toFixed(2)}`,
    ]),
  };
}

/** PSNR by subband as a figure, and as a table for those who cannot see it. */
export function subbandProfile(
  candidates: readonly Candidate[],
  images: number,
): { readonly figure: FigureView; readonly table: TableView } {
  const bands = Object.keys(candidates[0]!.subbands);
  const caption = `Mean PSNR by Haar subband over ${images} images, coarsest first; a subband without signal has no point.`;
  const rows = candidates.flatMap(({ vae, subbands }) =>
    bands.flatMap((band) => {
      const value = subbands[band];
      return value === null || value === undefined
        ? []
        : [{ at: band, series: vae, value, low: value, high: value }];
    }),
  );
  const spec = linePlot({
    rows,
    x: { scale: 'names', title: 'Haar subband' },
    y: { title: 'PSNR', unit: 'dB' },
  });
  return {
    figure: { id: 'subbands', caption, alt: `${caption} The numbers are in the table below.`, spec },
    table: {
      id: 'subband-values',
      caption: 'The same in numbers, dB.',
      columns: [
        { title: 'Autoencoder', numeric: false },
        ...bands.map((title) => ({ title, numeric: true })),
      ],
      rows: candidates.map(({ vae, subbands }) => [
        vae,
        ...bands.map((band) => subbands[band]?.toFixed(2) ?? 'no signal'),
      ]),
    },
  };
}

/** Images beside their reconstructions, with maps of the absolute errors on one scale. */
export function screenedPanels(
  images: readonly ScreenedImage[],
  candidates: readonly Candidate[],
): readonly PanelView[] {
  const differences = images.flatMap(({ image, copies }) =>
    copies.map(({ data }) =>
      data.reduce((most, value, i) => Math.max(most, Math.abs(value - image.data[i]!)), 0),
    ),
  );
  const range = Math.max(...differences, 1e-6);
  const scales = [
    {
      image: colourBar(magnitudeMap, 160),
      low: '0',
      high: range.toPrecision(2),
      title: 'Absolute error, of a range of 1',
    },
  ];
  return images.map(({ title, shown, image, copies, psnr }, i) => ({
    id: `panel-${i}`,
    caption: `${title}. ${shown}`,
    images: [
      { label: 'image', note: '', alt: `${title}, as it is`, image: clamped(image) },
      ...copies.map((copy, j) => ({
        label: candidates[j]!.vae,
        note: `${psnr[j]!.toFixed(2)} dB`,
        alt: `${title}, reconstructed by ${candidates[j]!.vae}`,
        image: clamped(copy),
        maps: [
          {
            label: 'absolute error',
            note: '',
            alt: `where ${candidates[j]!.vae} differs from the image`,
            image: errorMap(copy, image, { kind: 'absolute', range }),
          },
        ],
      })),
    ],
    scales,
  }));
}

function clamped(image: Image): Image {
  const to = createImage(image.channels, image.height, image.width);
  to.data.set(image.data.map((value) => Math.min(1, Math.max(0, value))));
  return to;
}

function meanText({ mean, ci95: [low, high] }: Mean): string {
  return `${mean.toFixed(2)} [${low.toFixed(2)}, ${high.toFixed(2)}]`;
}
