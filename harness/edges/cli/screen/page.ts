import { writeFile } from 'node:fs/promises';
import {
  rankingTable,
  type ScreenedImage,
  screenedPanels,
  subbandProfile,
} from '../../../report/screening-view.ts';
import { summaryText } from '../../files/images/scaled.ts';
import { unreadable } from '../../files/read-bytes.ts';
import { reconstruct } from '../../networks/reconstruct.ts';
import { renderScreenPage } from '../../render/screen-page.ts';
import { countedText, passedOverOf } from './passed-over.ts';
import { type Pictured, pictured } from './pictures.ts';
import type { Screened } from './screened.ts';

/** Bytes that a page may have, and sides of the pictures that are tried until it has no more. */
const MOST = 1e6;
const SIDES = [256, 192, 128, 96, 64];
/** Candidates whose pictures are shown, best first. */
const SHOWN = 4;

/**
 * Writes the page of a screening, below 1 MB: the ranking, the subbands, the worst and the median image.
 * @throws InputError when the file cannot be written.
 */
export async function writeScreenPage(screened: Screened, path: string): Promise<void> {
  const { images, candidates, engine } = screened.document;
  const profile = subbandProfile(candidates, images.n);
  const cuts = await picturesOf(screened);
  let html = '';
  for (const side of SIDES) {
    html = await renderScreenPage({
      title: `Autoencoders on ${images.source}`,
      lead: [
        `${countedText(screened.document)}.`,
        ...images.scale.map((each) => `Scale: ${summaryText(each)}.`),
        ...(images.padded > 0
          ? [`${images.padded} of a size that a factor does not divide: mirrored at the edge, cropped back.`]
          : []),
        ...(images.tiled > 0
          ? [`${images.tiled} in tiles that overlap, which give what the whole would.`]
          : []),
      ],
      ranking: rankingTable(
        candidates,
        images.subjects === 1
          ? `${images.n} images of one subject`
          : `${images.n} images of ${images.subjects} subjects, which are drawn whole`,
      ),
      figure: profile.figure,
      profile: profile.table,
      panels: screenedPanels(cuts(side), candidates),
      passedOver: passedOverOf(screened.document),
      conventions: [
        ...Object.entries(screened.document.conventions).map(
          ([name, each]) => `${name}: ${JSON.stringify(each)}`,
        ),
        `engine: ${engine}`,
      ],
    });
    if (Buffer.byteLength(html) < MOST) break;
  }
  await writeFile(path, html).catch((error) => {
    throw unreadable(path, error, 'a place for the page');
  });
}

/** The worst and the median image by the first candidate, through all that are shown. */
async function picturesOf({
  document: { candidates },
  images,
  read,
  using,
}: Screened): Promise<(side: number) => readonly ScreenedImage[]> {
  const { images: ceilings } = candidates[0]!.ceiling;
  const byCeiling = images.toSorted((a, b) => ceilings[a.id]! - ceilings[b.id]!);
  const chosen = [
    { name: 'Worst image', image: byCeiling[0]! },
    { name: 'Median image', image: byCeiling[(byCeiling.length - 1) >> 1]! },
  ];
  const shown = candidates.slice(0, SHOWN);
  const whole = await Promise.all(chosen.map(({ image }) => read(image)));
  const copies: (typeof whole)[] = [];
  for (const { vae: spec } of shown) {
    copies.push(
      await using(spec, async (vae) => {
        const made = [];
        for (const image of whole) made.push((await reconstruct(vae, image)).copy);
        return made;
      }),
    );
  }
  return (side) =>
    chosen.map(({ name, image: { id } }, i) => {
      const psnr = shown.map(({ ceiling }) => ceiling.images[id]!);
      const found = pictured(
        id,
        whole[i]!,
        copies.map((made) => made[i]!),
        psnr,
        side,
      );
      return { ...found, title: `${name}: ${id}`, shown: shownText(found) };
    });
}

function shownText({ part, whole }: Pictured): string {
  if (part.height === whole.height && part.width === whole.width) return 'All of it, in grey.';
  return `Rows ${part.top} to ${part.top + part.height - 1} and columns ${part.left} to ${part.left + part.width - 1} of ${whole.height} × ${whole.width}, in grey: where the first autoencoder differs most.`;
}
