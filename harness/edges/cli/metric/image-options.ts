import { type Command, Option } from 'commander';
import type { Metric } from '../../../metrics/metric.ts';
import { InputError } from '../../../numeric/input-error.ts';
import { exactCount } from '../counts.ts';
import { type ScaleFlag, scaleAsked, withScale } from '../scale-option.ts';
import { channelMeanings, type Preparation } from './prepared-images.ts';

/** What is done to images before they are compared, as the command line says it. */
export interface ImageFlags extends ScaleFlag {
  readonly channels?: NonNullable<Preparation['channels']>;
  readonly cropBorder?: string;
}

/** Adds `--scale`, `--channels` and `--crop-border`, for all metrics. */
export function withImageOptions(command: Command): Command {
  return withScale(command, 'as they are')
    .addOption(
      new Option(
        '--channels <which>',
        `what is compared of colours: y (${channelMeanings.y}), rgb or grey (their mean)`,
      ).choices(Object.keys(channelMeanings)),
    )
    .option('--crop-border <pixels>', 'pixels left out at each border, as papers on super-resolution do');
}

/** @throws InputError on a rule or number that is none. */
export function preparationOf(flags: ImageFlags): Preparation {
  const { channels, cropBorder: pixels = '0' } = flags;
  const scale = scaleAsked(flags);
  return {
    ...(scale && { scale }),
    ...(channels && { channels }),
    cropBorder: exactCount('--crop-border', pixels, 0, 2 ** 20),
  };
}

/**
 * The options of a metric where `--channels rgb` was asked for, for metrics that take the mean of the channels otherwise.
 * @throws InputError where its option `channels` says something else.
 */
export function withAllChannels(
  { name, options: known }: Pick<Metric, 'name' | 'options'>,
  options: Readonly<Record<string, unknown>>,
  { channels }: Preparation,
): Readonly<Record<string, unknown>> {
  if (channels === undefined || !Object.hasOwn(known, 'channels')) return options;
  if (Object.hasOwn(options, 'channels')) {
    throw new InputError({
      where: `latent-sr metric ${name}`,
      expected: '--channels or --option channels=...',
      got: 'both',
      remedy: 'keep one of them',
    });
  }
  return channels === 'rgb' ? { ...options, channels: 'all' } : options;
}
