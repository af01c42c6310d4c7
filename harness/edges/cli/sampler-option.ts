import { resolveSampler, type Sampler } from '../../diffusion/samplers/catalogue.ts';

/** The sampler of a text such as `truncated,steps=16,startScale=0.5`: its kind, then options; `latent-sr explain KIND` says which it has. @throws InputError */
export function samplerAsked(text: string): Sampler {
  const [kind, ...options] = text.split(',');
  const given = options.map((option) => {
    const at = option.indexOf('=');
    return at < 0 ? [option, null] : [option.slice(0, at), parsed(option.slice(at + 1))];
  });
  return resolveSampler({ kind, ...Object.fromEntries(given) }, '--sampler');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
