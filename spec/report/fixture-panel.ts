import { createImage, type Image } from '../../harness/numeric/image.ts';
import { colourBar, magnitudeMap } from '../../harness/report/colour-map.ts';
import { errorMap } from '../../harness/report/error-map.ts';
import { hallucinationMap } from '../../harness/report/hallucination-map.ts';
import type { PanelView } from '../../harness/report/view-model.ts';

/** A drawn disc, its coarse image, a mixture of the two as restoration, and the error of that. */
export function fixturePanel(): PanelView {
  const size = 128;
  const hr = disc(size);
  const lr = coarse(hr, 8);
  const sr = createImage(
    1,
    size,
    size,
    lr.data.map((value, i) => 0.7 * value + 0.3 * hr.data[i]),
  );
  const lowRes = createImage(
    1,
    16,
    16,
    Float64Array.from({ length: 256 }, (_, i) => lr.data[(i >> 4) * 8 * size + (i & 15) * 8]),
  );
  return {
    id: 'multiscale-panel',
    caption: 'A phantom at 8×; the sample whose score is the median.',
    images: [
      {
        label: 'HR',
        note: '128 × 128',
        alt: 'The original phantom, a bright ring with a dark core.',
        image: hr,
      },
      { label: 'LR', note: '16 × 16', alt: 'The same in coarse pixels.', image: lowRes },
      {
        label: 'SR, bicubic',
        note: '24.4 dB',
        alt: 'A blurred ring.',
        image: sr,
        maps: [
          {
            label: 'Error',
            note: 'absolute',
            alt: 'Errors follow the edges of the ring.',
            image: errorMap(sr, hr, { kind: 'absolute', range: 0.3 }),
          },
          {
            label: 'Beyond',
            note: '±0.1',
            alt: 'The inner edge is hallucinated.',
            image: hallucinationMap(sr, hr, 0.1).map,
          },
        ],
      },
    ],
    scales: [{ image: colourBar(magnitudeMap, 160), low: '0', high: '0.3', title: 'Absolute error' }],
  };
}

function disc(size: number): Image {
  const image = createImage(1, size, size);
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      const radius = Math.hypot(x - size / 2, (y - size / 2) * 1.2) / size;
      const texture = 0.08 * Math.sin(x / 2.3) * Math.cos(y / 3.1);
      image.data[y * size + x] =
        radius > 0.45 ? 0.02 : radius > 0.4 ? 0.9 : radius > 0.15 ? 0.5 + texture : 0.2;
    }
  }
  return image;
}

/** Each block of `step` x `step` pixels becomes its mean. */
function coarse({ height, width, data }: Image, step: number): Image {
  const image = createImage(1, height, width);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      let sum = 0;
      for (let i = 0; i < step * step; i++) {
        sum += data[(y - (y % step) + Math.floor(i / step)) * width + x - (x % step) + (i % step)];
      }
      image.data[y * width + x] = sum / step ** 2;
    }
  }
  return image;
}
