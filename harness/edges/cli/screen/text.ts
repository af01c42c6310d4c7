import { summaryText } from '../../files/images/scaled.ts';
import { countedText, passedOverOf } from './passed-over.ts';
import type { ScreenDocument } from './screened.ts';

/** Items of each list that the text names; the document has all. */
const NAMED = 5;

/** The ranking as tables for people. */
export function screenText(document: ScreenDocument, page?: string): string {
  const { images, candidates, line } = document;
  const bands = Object.keys(candidates[0]!.subbands);
  const of = (count: number, what: string) => (count > 0 ? [`${count} ${what}`] : []);
  return [
    ...wrapped(countedText(document)),
    'PSNR in dB of the grey images, peak 1, mean [95 % interval]',
    ...images.scale.flatMap((each) => wrapped(`scale: ${summaryText(each)}`)),
    ...of(images.padded, 'of a size that a factor does not divide: mirrored at the edge, cropped back'),
    ...of(images.tiled, 'in tiles that overlap, which give what the whole would'),
    ...passedOverOf(document).flatMap(({ reason, items }) => [
      `${items.length} ${reason}`,
      ...items.slice(0, NAMED).map((item) => `  ${item}`),
      ...(items.length > NAMED ? [`  and ${items.length - NAMED} more (--json lists all)`] : []),
    ]),
    '',
    ...columns([
      ['', 'autoencoder', 'values/pixel', 'ceiling', 'behind the first', 'ahead on'],
      ...candidates.map(({ rank, vae, perPixel, ceiling, behindFirst }) => [
        ...[`${rank}`, vae, perPixel.toPrecision(2), `${db(ceiling.mean)} ${range(ceiling.ci95)}`],
        ...(behindFirst
          ? [`${db(behindFirst.mean)} ${range(behindFirst.ci95)}`, `${behindFirst.imagesAhead}`]
          : []),
      ]),
    ]),
    '',
    ...columns([
      ['autoencoder', 'latent', 'worst image', ...(line ? ['SR, predicted'] : [])],
      ...candidates.map(({ vae, latent, worst, predictedSr: sr }) => [
        ...[vae, latent.join(' x '), `${db(worst.psnr)} (${worst.image})`],
        ...(sr ? [`${db(sr.value)} ${range(sr.prediction)}${sr.beyond ? ' *' : ''}`] : []),
      ]),
    ]),
    '',
    'PSNR by Haar subband, finest last',
    ...columns([
      ['autoencoder', ...bands],
      ...candidates.map(({ vae, subbands }) => [
        vae,
        ...bands.map((band) => (subbands[band] === null ? 'no signal' : db(subbands[band]!))),
      ]),
    ]),
    ...(line ? predictionText(document, line) : []),
    ...(page === undefined ? [] : ['', `page in ${page}`]),
  ].join('\n');
}

function predictionText(
  { candidates }: ScreenDocument,
  line: NonNullable<ScreenDocument['line']>,
): readonly string[] {
  return [
    '',
    `SR, predicted: the line through the paper's ${line.n} printed points (R2 ${line.r2.toFixed(2)})`,
    'with the 95 % interval of one more point. It is of other images and of scores against the',
    "autoencoder's own: an orientation, no measurement.",
    ...(candidates.some(({ predictedSr }) => predictedSr?.beyond)
      ? [`* beyond the points, whose ceilings go from ${db(line.range[0])} to ${db(line.range[1])} dB`]
      : []),
  ];
}

/** Lines of at most 100 columns, the later ones indented. */
function wrapped(text: string): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last === undefined) lines.push(word);
    else if (last.length + word.length < 100) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(`  ${word}`);
  }
  return lines;
}

function db(value: number): string {
  return value.toFixed(2);
}

function range([low, high]: readonly [number, number]): string {
  return `[${db(low)}, ${db(high)}]`;
}

function columns(rows: readonly (readonly string[])[]): string[] {
  const widths = rows[0]!.map((_, i) => Math.max(...rows.map((row) => row[i]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, i) => cell.padEnd(widths[i]!))
      .join('  ')
      .trimEnd(),
  );
}
