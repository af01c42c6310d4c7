import { InputError } from '../../../../numeric/input-error.ts';
import type { Elements } from './elements.ts';
import { applyPalette } from './palette.ts';
import type { PixelHeader } from './pixel-header.ts';
import type { Planes } from './planes.ts';

/**
 * The colours of stored samples: those of a palette, or red, green and blue from luminance and chrominance; JPEG 2000
 * undoes its own colour transform. Grey stays as it is.
 * @throws InputError for other colour spaces.
 */
export function toColours(
  elements: Elements,
  header: PixelHeader,
  data: Float64Array,
  where: string,
): Planes {
  const { photometric, samplesPerPixel, stored, storage } = header;
  const peak = 2 ** stored - 1;
  if (samplesPerPixel === 1) {
    if (photometric === 'PALETTE COLOR') return applyPalette(elements, header, data, where);
    if (/^MONOCHROME[12]$/.test(photometric)) return { channels: 1, data, peak };
  } else {
    const transformed = 'codec' in storage && (storage.codec === 'jpeg-2000' || storage.codec === 'htj2k');
    if (photometric === 'RGB' || (transformed && /^YBR_(RCT|ICT)$/.test(photometric)))
      return { channels: 3, data, peak };
    if (/^YBR_FULL(_422)?$/.test(photometric)) return { channels: 3, data: ybrToRgb(data, peak), peak };
  }
  throw new InputError({
    where,
    expected: 'grey, palette, RGB, YBR_FULL or YBR_FULL_422 pixels',
    got: `${photometric} of ${samplesPerPixel} samples`,
    remedy: 'convert it to a grey image first',
  });
}

/** Inverse of the full-range transform of CCIR 601 (DICOM PS3.3, C.7.6.3.1.2), rounded to whole steps. */
function ybrToRgb(data: Float64Array, peak: number): Float64Array {
  const plane = data.length / 3;
  const middle = (peak + 1) / 2;
  const rgb = new Float64Array(data.length);
  const step = (value: number) => Math.min(peak, Math.max(0, Math.floor(value + 0.5)));
  for (let i = 0; i < plane; i++) {
    const [y, cb, cr] = [data[i], data[plane + i] - middle, data[2 * plane + i] - middle];
    rgb[i] = step(y + 1.402 * cr);
    rgb[plane + i] = step(y - (0.114 * 1.772 * cb + 0.299 * 1.402 * cr) / 0.587);
    rgb[2 * plane + i] = step(y + 1.772 * cb);
  }
  return rgb;
}
