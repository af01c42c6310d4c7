import { interpolateBilinear } from '../../degrade/interpolate.ts';
import { latentAgreement } from '../../diffusion/latent-agreement.ts';
import type { Autoencoder } from '../../networks/autoencoder.ts';
import { createImage, shapeOf } from '../../numeric/image.ts';
import { InputError } from '../../numeric/input-error.ts';
import { evenlySpaced } from '../../pipeline/evenly-spaced.ts';
import { decodeStack, encodeStack, type StackItem } from '../../pipeline/image-stack.ts';
import type { StageKind } from '../../pipeline/stage.ts';
import { imagesOf, latentsOf, plainSamples, signedSamples } from './stack-samples.ts';
import { stageEngine } from './stage-engine.ts';
import { type NamedAutoencoder, openAutoencoder } from './stage-networks.ts';
import { decodedSamples, encodedSamples } from './through-autoencoder.ts';

interface CheckedParams {
  readonly autoencoder: NamedAutoencoder;
  /** The declaration that a message names. */
  readonly declared: string;
}

/** So many latents are held to the encoder. */
const HELD = 3;

/**
 * The largest root mean square of the difference from what the encoder gives, in standard deviations of that. Half
 * precision and draws from the posterior move an image's latent by thousandths; a decoded latent is not quite the image.
 */
const APART = { image: 0.1, decoded: 0.5 };

/**
 * Cached `latents` in place of what `autoencoder` would encode: those of `images` in their order, or all where there are
 * none; resized to the latents `clean` where these are given, which those of LR images are. A few are held to the
 * encoder: of the image, else, of HR images, of the latent decoded.
 */
export const checkedLatentsStage: StageKind<CheckedParams> = {
  name: 'checked-latents',
  code: import.meta.url,
  runsNetworks: true,
  async run(params, inputs, location, context) {
    const { autoencoder, weights } = openAutoencoder(params.autoencoder, inputs['autoencoder'], location);
    const where = `experiments/latents/${params.declared}.json`;
    const cached = decodeStack(inputs['latents']!, 'latents');
    const images = inputs['images'] && decodeStack(inputs['images']);
    const items = images ? latentsOfImages(cached, images, where) : cached;
    for (const [i, item] of items.entries()) assertFits(item, images?.[i], autoencoder, where);

    const [clean] = inputs['clean'] ? decodeStack(inputs['clean'], 'latents') : [];
    if (images || !clean) {
      const engine = await stageEngine(context);
      const held = evenlySpaced(items, HELD);
      const shown = images
        ? evenlySpaced(images, HELD)
        : imagesOf(held, await decodedSamples(autoencoder, weights, plainSamples(held), engine));
      const signed = signedSamples(shown, autoencoder.imageChannels);
      const encoded = latentsOf(held, await encodedSamples(autoencoder, weights, signed, engine));
      const of = images ? 'image' : 'decoded';
      for (const [i, item] of held.entries()) assertAgrees(item, encoded[i]!.image.data, of, where);
    }
    return encodeStack(clean ? items.map((item) => resized(item, clean.image)) : items, 'latents');
  },
};

/** The latents of images, in their order. @throws InputError for an image that has none, or another subject */
function latentsOfImages(
  cached: readonly StackItem[],
  images: readonly StackItem[],
  where: string,
): readonly StackItem[] {
  const known = new Map(cached.map((item) => [item.id, item]));
  return images.map(({ id, subject }) => {
    const item = known.get(id);
    const fault = (expected: string, got: string, remedy: string) =>
      new InputError({ where: `${where}, image ${id}`, expected, got, remedy });
    if (!item)
      throw fault('a line of filenames.txt for every image', 'none', 'take the cache of these very images');
    if (item.subject === subject) return item;
    throw fault(`the subject of the image, ${subject}`, item.subject, 'give both declarations one "subject"');
  });
}

/** @throws InputError where a latent is none of this autoencoder, or not of this image's size */
function assertFits(
  { id, image: latent }: StackItem,
  of: StackItem | undefined,
  { latentChannels, factor }: Autoencoder,
  where: string,
): void {
  const expected = of
    ? `[${latentChannels}, ${of.image.height / factor}, ${of.image.width / factor}]`
    : `[${latentChannels}, ${latent.height}, ${latent.width}]`;
  if (shapeOf(latent) === expected) return;
  throw new InputError({
    where: `${where}, image ${id}`,
    expected: `${expected}, what this autoencoder makes of ${of ? shapeOf(of.image) : 'images'}`,
    got: shapeOf(latent),
    remedy: "name the autoencoder that encoded them, and give them their images' sizes",
  });
}

/** @throws InputError where a latent is not what the encoder gives */
function assertAgrees(
  { id, image: { data } }: StackItem,
  encoded: Float64Array,
  of: keyof typeof APART,
  where: string,
): void {
  const { apart, along } = latentAgreement(data, encoded);
  if (apart <= APART[of]) return;
  throw new InputError({
    where: `${where}, image ${id}`,
    expected: `what its autoencoder encodes of the ${of === 'image' ? 'image' : 'decoded latent'}, within ${100 * APART[of]} % of its spread`,
    got: `a latent that is ${Math.round(100 * apart)} % apart, and ${along.toPrecision(2)} times it along it`,
    remedy:
      'name the autoencoder and the images that they are of, and in "scale" what they were multiplied by',
  });
}

/** Bilinear, as the encoded LR image is brought to the latent's size. */
function resized(item: StackItem, { height, width }: StackItem['image']): StackItem {
  if (item.image.height === height && item.image.width === width) return item;
  const { channels, data } = interpolateBilinear(item.image, height, width);
  return { ...item, image: createImage(channels, height, width, data.map(Math.fround)) };
}
