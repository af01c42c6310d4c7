/**
 * A tensor's name in a diffusers `AutoencoderKL` as CompVis calls it. Both spellings of diffusers' attention
 * are known: `to_q` and the older `query`. A name that is already CompVis' stays.
 * @param levels how many levels the autoencoder has: diffusers counts the decoder's from the deepest
 */
export function compVisName(name: string, levels: number): string {
  return name
    .replace(/^decoder\.up_blocks\.(\d+)\./, (_, i: string) => `decoder.up.${levels - 1 - Number(i)}.`)
    .replace(/^encoder\.down_blocks\./, 'encoder.down.')
    .replace(/\.mid_block\.resnets\.(\d+)\./, (_, i: string) => `.mid.block_${Number(i) + 1}.`)
    .replace(/\.mid_block\.attentions\.(\d+)\./, (_, i: string) => `.mid.attn_${Number(i) + 1}.`)
    .replace(/\.resnets\./, '.block.')
    .replace(/\.downsamplers\.0\./, '.downsample.')
    .replace(/\.upsamplers\.0\./, '.upsample.')
    .replace(/\.conv_shortcut\./, '.nin_shortcut.')
    .replace(/\.conv_norm_out\./, '.norm_out.')
    .replace(/\.group_norm\./, '.norm.')
    .replace(/\.(?:to_q|query)\./, '.q.')
    .replace(/\.(?:to_k|key)\./, '.k.')
    .replace(/\.(?:to_v|value)\./, '.v.')
    .replace(/\.(?:to_out\.0|proj_attn)\./, '.proj_out.');
}

/**
 * Parts of published checkpoints that neither encoding nor decoding uses: a projection of the latent
 * for a consistency loss, and the discriminator and perceptual network of the training loss.
 */
export function besideAutoencoder(name: string): boolean {
  return /^(?:channel_ds|channel_proj|loss|perceptual_loss|model_ema)\./.test(name);
}
