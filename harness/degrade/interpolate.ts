import { createImage, type Image } from '../numeric/image.ts';

/**
 * Bilinear interpolation to `[C, height, width]` between pixel centres, without antialiasing, as
 * `torch.nn.functional.interpolate(mode="bilinear", align_corners=False)`: how the denoiser's condition is
 * brought to the size of the latent. To shrink an image without aliasing, take `resize`.
 */
export function interpolateBilinear(image: Image, height: number, width: number): Image {
  const result = createImage(image.channels, height, width);
  const rows = neighbours(image.height, height);
  const columns = neighbours(image.width, width);
  const { data } = image;
  for (let c = 0, i = 0; c < image.channels; c++) {
    for (let y = 0; y < height; y++) {
      const above = (c * image.height + rows.low[y]) * image.width;
      const below = (c * image.height + rows.high[y]) * image.width;
      const v = rows.share[y];
      for (let x = 0; x < width; x++, i++) {
        const left = columns.low[x];
        const right = columns.high[x];
        const u = columns.share[x];
        const upper = (1 - u) * data[above + left] + u * data[above + right];
        const lower = (1 - u) * data[below + left] + u * data[below + right];
        result.data[i] = (1 - v) * upper + v * lower;
      }
    }
  }
  return result;
}

function neighbours(from: number, to: number) {
  const [low, high, share] = [new Int32Array(to), new Int32Array(to), new Float64Array(to)];
  for (let i = 0; i < to; i++) {
    const at = Math.max(0, (from / to) * (i + 0.5) - 0.5);
    low[i] = Math.min(Math.floor(at), from - 1);
    high[i] = Math.min(low[i] + 1, from - 1);
    share[i] = at - low[i];
  }
  return { low, high, share };
}
