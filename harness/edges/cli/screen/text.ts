import type { PrintedLine } from '../../../record/predicted-sr.ts';
import type { Candidate } from '../../../report/screening.ts';

/** The ranking as tables for people. */
export function screenText(
  candidates: readonly Candidate[],
  line: Omit<PrintedLine, 'at'> | null,
  head: string,
) {
  const ranking = candidates.map(
    ({ rank, vae, latent, perPixel, ceiling, worst, behindFirst, predictedSr }) => [
      `${rank}`,
      vae,
      latent.join(' x '),
      perPixel.toPrecision(2),
      `${db(ceiling.mean)} ${range(ceiling.ci95)}`,
      `${db(worst.psnr)} (${worst.image})`,
      behindFirst ? `${db(behindFirst.mean)} ${range(behindFirst.ci95)}` : '',
      behindFirst ? `${behindFirst.imagesAhead}` : '',
      ...(predictedSr
        ? [`${db(predictedSr.value)} ${range(predictedSr.prediction)}${predictedSr.beyond ? ' *' : ''}`]
        : []),
    ],
  );
  const bands = Object.keys(candidates[0]!.subbands);
  const profile = candidates.map(({ vae, subbands }) => [
    vae,
    ...bands.map((band) => (subbands[band] === null ? 'no signal' : db(subbands[band]!))),
  ]);
  const titles = [
    '',
    'autoencoder',
    'latent',
    'values/pixel',
    'ceiling',
    'worst image',
    'behind the first',
    'images ahead',
    ...(line ? ['SR, predicted'] : []),
  ];
  return [
    head,
    ...columns([titles, ...ranking]),
    '',
    'PSNR by Haar subband, finest last',
    ...columns([['autoencoder', ...bands], ...profile]),
    ...(line ? predictionText(candidates, line) : []),
  ].join('\n');
}

function predictionText(candidates: readonly Candidate[], line: Omit<PrintedLine, 'at'>): readonly string[] {
  return [
    '',
    `SR, predicted: the line through the paper's ${line.n} printed points (R2 ${line.r2.toFixed(2)}) with the 95 % interval of one more point. It is of other images and of scores against the autoencoder's own: an orientation, no measurement.`,
    ...(candidates.some(({ predictedSr }) => predictedSr?.beyond)
      ? [`* beyond the points, whose ceilings go from ${db(line.range[0])} to ${db(line.range[1])} dB`]
      : []),
  ];
}

function db(value: number): string {
  return value.toFixed(2);
}

function range([low, high]: readonly [number, number]): string {
  return `[${db(low)}, ${db(high)}]`;
}

function columns(rows: readonly (readonly string[])[]): string[] {
  const widths = rows[0]!.map((_, i) => Math.max(...rows.map((row) => row[i]!.length)));
  return rows.map((row) =>
    row
      .map((cell, i) => cell.padEnd(widths[i]!))
      .join('  ')
      .trimEnd(),
  );
}
