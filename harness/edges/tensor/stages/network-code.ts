/** The code whose change calls for new results of stages that run networks. */
export const networkCode = [
  'numeric',
  'degrade',
  'networks',
  'diffusion',
  'training',
  'edges/tensor',
  'pipeline/image-stack.ts',
].map((path) => path.replace('.ts', import.meta.url.endsWith('.ts') ? '.ts' : '.js'));
