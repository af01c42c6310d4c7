import { spawn } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A scientific fault: what the harness would be if somebody had written `to` for `from`. */
export interface PlantedFault {
  readonly id: string;
  readonly file: string;
  /** Stands once in the file. */
  readonly from: string;
  readonly to: string;
  /** What would be wrong, in a few words. */
  readonly why: string;
  /** The specifications that must see it; those of its folder and the folder's laws where they are left out. */
  readonly specs?: readonly string[];
  /** Why the smoke profile cannot see it, where the specifications alone must. */
  readonly unseenBySmoke?: string;
}

/** What saw a fault. */
export interface Caught {
  /**
   * Exit code of the smoke profile's gate: 2 for golden values, 3 for verdicts, 1 for a stage that failed; absent where
   * it was not asked.
   */
  readonly smoke?: number;
  readonly smokeSeconds?: number;
  /** Exit code of the specifications. */
  readonly specs: number;
}

const root = fileURLToPath(new URL('../../', import.meta.url));

export const { faults } = JSON.parse(readFileSync(new URL('./faults.json', import.meta.url), 'utf8')) as {
  readonly faults: readonly PlantedFault[];
};

/** The specifications that must see a fault: those of its folder, then the folder's laws. */
export function specsOf({ file, specs }: PlantedFault): readonly string[] {
  if (specs) return specs;
  const folder = file.split('/')[1]!;
  const own = readdirSync(join(root, 'spec', folder)).filter((name) => name.endsWith('.spec.ts'));
  const laws = `spec/laws/${folder}.spec.ts`;
  return [...own.map((name) => `spec/${folder}/${name}`), ...(existsSync(join(root, laws)) ? [laws] : [])];
}

/** A copy of the harness to plant faults in, one after the other. */
export class Copy {
  readonly #folder = mkdtempSync(join(tmpdir(), 'planted-'));

  constructor() {
    for (const part of [
      'harness',
      'experiments',
      'golden',
      'spec',
      'reports',
      '.build',
      'package.json',
      'package-lock.json',
      'tsconfig.json',
      '.mocharc.json',
    ])
      if (existsSync(join(root, part)))
        cpSync(join(root, part), join(this.#folder, part), { recursive: true, preserveTimestamps: true });
    symlinkSync(join(root, 'node_modules'), join(this.#folder, 'node_modules'));
  }

  /** Computes the smoke profile once, so that a fault costs what it reaches. */
  async warm(): Promise<void> {
    const { code, output } = await this.#smoke();
    if (code !== 0) throw new Error(`the smoke profile without a fault ends with ${code}:\n${output}`);
  }

  /** Plants a fault, asks both gates, and takes it out again. */
  async gates(fault: PlantedFault): Promise<Caught> {
    const path = join(this.#folder, fault.file);
    const sound = readFileSync(path, 'utf8');
    writeFileSync(
      path,
      sound.replace(fault.from, () => fault.to),
    );
    try {
      const smoke = fault.unseenBySmoke === undefined ? await this.#gate(fault) : {};
      return { ...smoke, specs: await this.#specified(fault) };
    } finally {
      writeFileSync(path, sound);
    }
  }

  async #gate({ id }: PlantedFault) {
    const built = await this.#node('harness/setup.mjs', '--build');
    if (built.code !== 0) throw new Error(`${id} does not compile:\n${built.output}`);
    const started = performance.now();
    // What a part of the profile sees, the profile sees: most faults turn a value of its instruments.
    const { code: part } = await this.#smoke('--only', 'instruments');
    const code = part === 0 ? (await this.#smoke()).code : part;
    return { smoke: code, smokeSeconds: (performance.now() - started) / 1000 };
  }

  /** Exit code of the specifications: of the file's own ones, and of all those that must see the fault where they do not. */
  async #specified(fault: PlantedFault): Promise<number> {
    const all = specsOf(fault);
    const mirror = fault.file.replace(/^harness/, 'spec').replace(/ts$/, 'spec.ts');
    const mocha = async (specs: readonly string[]) =>
      (await this.#node('node_modules/mocha/bin/mocha.js', '--no-parallel', '--bail', ...specs)).code;
    const own = all.filter((file) => file === mirror);
    return (own.length > 0 && (await mocha(own))) || mocha(all);
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #smoke(...only: readonly string[]) {
    return this.#node(
      'harness/latent-sr.mjs',
      'reproduce',
      '--profile',
      'smoke',
      '--ci',
      '--jobs',
      '1',
      ...only,
    );
  }

  #node(...args: readonly string[]): Promise<{ readonly code: number; readonly output: string }> {
    return new Promise((resolve, reject) => {
      const child = spawn(process.execPath, args, { cwd: this.#folder });
      let output = '';
      for (const stream of [child.stdout, child.stderr])
        stream.on('data', (chunk) => {
          output += chunk;
        });
      child.on('error', reject);
      child.on('close', (code) => resolve({ code: code ?? -1, output }));
    });
  }
}
