import { mean } from '../numeric/moments.ts';
import type { PredictedSr, PrintedLine } from '../record/predicted-sr.ts';
import { procedureNamed } from '../statistics/catalogue.ts';

/** What an autoencoder made of each image. */
export interface Reconstructed {
  readonly vae: string;
  /** Sizes [C, H, W] of the first image's latent. */
  readonly latent: readonly number[];
  /** Numbers in the latent for one pixel. */
  readonly perPixel: number;
  /** PSNR in dB, by image. */
  readonly psnr: readonly number[];
  /** PSNR in dB by Haar subband, by image. */
  readonly subbands: readonly Readonly<Record<string, number>>[];
}

/** A mean over images, in dB, with its 95 % interval, subjects as the units that are drawn. */
export interface Mean {
  readonly mean: number;
  readonly ci95: readonly [low: number, high: number];
}

/** An autoencoder among the candidates, best first. */
export interface Candidate extends Omit<Reconstructed, 'psnr' | 'subbands'> {
  readonly rank: number;
  readonly ceiling: Mean & { readonly images: Readonly<Record<string, number>> };
  readonly worst: { readonly image: string; readonly psnr: number };
  /** Mean PSNR in dB by subband over the images with signal there; null where none has. */
  readonly subbands: Readonly<Record<string, number | null>>;
  /** PSNR of the first candidate less this one's; null for the first. */
  readonly behindFirst: (Mean & { readonly imagesAhead: number }) | null;
  /** Null where no line is declared. */
  readonly predictedSr: PredictedSr | null;
}

/**
 * Ranks autoencoders by their ceilings over the same images.
 * @param line what predicts SR PSNR from a ceiling, where that is declared
 */
export function rankCandidates(
  ids: readonly string[],
  clusters: readonly string[],
  reconstructed: readonly Reconstructed[],
  line: PrintedLine | undefined,
): readonly Candidate[] {
  const procedure = procedureNamed('bootstrap');
  const options = procedure.resolve({ scheme: 'subject' });
  const interval = (values: Float64Array): Mean => {
    const found = procedure.compute({ ids, clusters, x: values }, options) as Mean;
    return { mean: found.mean, ci95: found.ci95 };
  };
  const ranked = reconstructed.toSorted((a, b) => mean(b.psnr) - mean(a.psnr));
  return ranked.map(({ psnr, subbands, ...rest }, i) => {
    const first = ranked[0]!.psnr;
    const behind = Float64Array.from(psnr, (value, j) => first[j]! - value);
    const ceiling = interval(Float64Array.from(psnr));
    const worst = psnr.indexOf(Math.min(...psnr));
    return {
      rank: i + 1,
      ...rest,
      ceiling: { ...ceiling, images: Object.fromEntries(ids.map((id, j) => [id, psnr[j]!])) },
      worst: { image: ids[worst]!, psnr: psnr[worst]! },
      subbands: profileOf(subbands),
      behindFirst: i === 0 ? null : { ...interval(behind), imagesAhead: behind.filter((d) => d < 0).length },
      predictedSr: line?.at([ceiling.mean])[0] ?? null,
    };
  });
}

function profileOf(images: Reconstructed['subbands']): Candidate['subbands'] {
  const bands = Object.keys(images[0]!);
  return Object.fromEntries(
    bands.map((band) => {
      const values = images.map((image) => image[band]!).filter(Number.isFinite);
      return [band, values.length > 0 ? mean(values) : null];
    }),
  );
}
