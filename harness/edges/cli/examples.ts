import type { Command } from 'commander';

/** Calls to begin with, by command; a command of several has the first of each. */
const examples: Readonly<Record<string, readonly string[]>> = {
  reproduce: [
    '--only K1',
    '--profile main --jobs 4',
    '--ci --junit checks.xml --badge badge.json',
    '--executor slurm --dry-run',
  ],
  init: ['my-paper', 'my-paper --images photos/', 'my-paper --from scores.csv'],
  plan: ['', '--only K1', '--format mermaid'],
  stage: ['KEY --plan plan.json'],
  status: ['', '--only K1'],
  certificate: ['reports/runs/main --claim K1'],
  verify: ['certificate-K1'],
  report: [
    '',
    '--format fragility',
    '--format markdown',
    'reports/runs/main --format summary > comment.md',
    '--format csv > verdicts.csv',
  ],
  compare: [
    'reports/runs/main reports/runs/main-seed-7',
    'before after --html changes.html',
    'before after --all --rate 0.01',
  ],
  history: [
    '--add',
    'figures.jsonl --add reports/runs/main --commit 1a2b3c4 --date 2026-11-28',
    '--all --html history.html',
  ],
  'golden update': ['--reason "first values"', '--only K1 --reason "the sampler draws anew" --seeds 5'],
  'golden networks': ['', '--only K1'],
  'audit record': ['', 'record.json', '--claim K1'],
  'audit scores': [
    'ours.json theirs.json --dataset brain',
    'scores.csv#method=ours scores.csv#method=theirs',
  ],
  'audit export': ['reports/runs/main --cell CELL > scores.json'],
  record: ['paper.tex --out record.json', 'table.csv --figures'],
  'infer p': ['--test wilcoxon --n 120 --printed 9.9e-22'],
  'infer ci': ['--delta 2.91 --d 1.858 --n 120 --low 2.52 --high 3.30'],
  'infer d': ['--printed 1.858 --n 120 --delta 2.91 --low 2.52 --high 3.30'],
  'infer psnr': [
    'sr/ hr/ --printed 25.26 --n 120',
    "'sr/*.png' 'hr/*.png' --printed 25.26 --choices crop,peak",
  ],
  'infer ssim': ['sr/ hr/ --printed 0.712'],
  'infer ms-ssim': ['sr/ hr/ --printed 0.93'],
  'infer lpips': ['sr/ hr/ --printed 0.21'],
  metric: [
    'psnr SR.png HR.png',
    'ssim SR.png HR.png --window uniform',
    "psnr 'sr/*.png' 'hr/*.png' --out psnr.csv",
  ],
  stat: ['wilcoxon scores.csv --x ours --y theirs --id image', 'summary scores.csv --x psnr --level 0.9'],
  rank: [
    'scores.csv --score psnr',
    'scores.csv --methods ours,bicubic,esrgan --score psnr',
    'ours.csv bicubic.csv esrgan.csv --score psnr --common',
  ],
  auc: [
    'readers.csv --truth lesion --scores ours,baseline',
    'readers.csv --truth finding=lesion --scores ours,baseline,hr --subject patient',
    'ratings.csv --truth finding=lesion --scores ours,baseline --reader reader',
  ],
  denoise: ['LR.npy SR.npy --size 16 --sampler truncated,steps=50,startScale=0.5 --denoiser unet=UNET.ckpt'],
  restore: ['LR.png SR.png --restorer esrgan-slim-x4'],
  degrade: [
    '--kernel bicubic --size 64 HR.png LR.png',
    '--blur 1.5 --box 4 HR.png LR.npy',
    '--k-space 4 --rician 0.02 HR.png LR.npy',
  ],
  'vae reconstruct': [
    '--vae onnx=ENCODER.onnx,DECODER.onnx IN.png OUT.png',
    '--vae autoencoder-medical-seed-0 IN.png OUT.png',
  ],
  'vae encode': ['--vae onnx=ENCODER.onnx,DECODER.onnx IN.png LATENTS.npy'],
  'vae decode': ['--vae onnx=ENCODER.onnx,DECODER.onnx LATENTS.npy OUT.png'],
  screen: [
    '--images scans/ --vae autoencoder-medical-seed-0 autoencoder-natural-seed-0',
    '--images scans/ --vae onnx=E.onnx,D.onnx --select axial=50% --html screen.html',
  ],
  'export-onnx': ['--vae autoencoder-medical-seed-0 --part encoder encoder.onnx'],
  prepare: ['SET download/', 'SET download/ --procedure described --split test --out prepared/'],
  assets: [''],
  'assets fetch': ['lpips-alex-v0.1', 'real-images'],
  check: ['', 'experiments/claims/K1.json'],
  explain: ['respaced', 'rules'],
  doctor: ['', '--engine tfjs'],
  completion: [
    'bash > ~/.local/share/bash-completion/completions/latent-sr',
    'zsh > ~/.zfunc/_latent-sr',
    'fish > ~/.config/fish/completions/latent-sr.fish',
  ],
};

/** Adds examples to the help of a command and of those in it. */
export function addExamples(command: Command, path = command.name()): void {
  const calls = examplesOf(command, path);
  if (calls.length > 0)
    command.addHelpText('after', `\nExamples:\n${calls.map((call) => `  ${call}`).join('\n')}`);
  for (const inner of command.commands) addExamples(inner, `${path} ${inner.name()}`);
}

/** The calls that a command's help shows. */
export function examplesOf(command: Command, path = command.name()): readonly string[] {
  const own = (examples[path] ?? []).map((args) => `latent-sr ${path} ${args}`.trimEnd());
  const first = command.commands.flatMap((inner) => examplesOf(inner, `${path} ${inner.name()}`).slice(0, 1));
  return [...own, ...first];
}
