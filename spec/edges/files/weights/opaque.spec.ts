import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import fc from 'fast-check';
import { zipSync } from 'fflate';
import { readWeights, weightsIn } from '../../../../harness/edges/files/weights/read-weights.ts';
import { sourceOf } from '../../../../harness/edges/files/weights/source.ts';
import { InputError } from '../../../../harness/numeric/input-error.ts';
import { runs } from '../../../runs.ts';

describe('objects in a checkpoint that are no tensors', () => {
  it('whatever they are, leave the tensors beside them as they were', () =>
    fc.assert(
      fc.property(object(), (beside) => {
        const whole = dictionary([
          ['hyper_parameters', beside],
          [
            'state_dict',
            dictionary([
              ['w', TENSOR],
              ['_extra_state', beside],
            ]),
          ],
        ]);
        expect(read(whole)).to.eql(new Map([['w', { shape: [2], data: Float32Array.of(1, 2) }]]));
      }),
      { numRuns: runs(500) },
    ));

  it('refuse the state where one of them would be a tensor, by the names of both', () =>
    fc.assert(
      fc.property(object(), fc.constantFrom(...forms), fc.constantFrom(...makers), (beside, form, maker) => {
        const state = dictionary([
          ['extra', beside],
          ['v', TENSOR],
          ['w', form(maker, TENSOR)],
        ]);
        expect(() => read(dictionary([['state_dict', state]]))).to.throw(
          InputError,
          `"w": expected a plain tensor, got one that ${maker.join('.')} makes; save `,
        );
      }),
      { numRuns: runs(200) },
    ));

  for (const [how, name, code] of [
    ['REDUCE', 'os.system', [...global('os', 'system'), ...unicode('touch nothing'), 0x85, 0x52]],
    ['NEWOBJ', 'builtins.eval', [...global('builtins', 'eval'), ...unicode('1'), 0x85, 0x81]],
    ['STACK_GLOBAL', 'posix.system', [...unicode('posix'), ...unicode('system'), 0x93, 0x29, 0x52]],
    ['INST', 'os.system', [0x28, 0x69, ...text('os\nsystem\n')]],
  ] as const) {
    it(`${name} by ${how} is never called, and is no state where it is all there is`, () => {
      expect(() => read(code)).to.throw(
        InputError,
        `got an object of "${name}", which is never constructed; save `,
      );
      const beside = dictionary([
        ['callbacks', code],
        ['state_dict', dictionary([['w', TENSOR]])],
      ]);
      expect([...read(beside).keys()]).to.eql(['w']);
    });
  }

  for (const form of ['zip', 'older']) {
    for (const protocol of [2, 5]) {
      it(`of thirty kinds that PyTorch saved (${form}, protocol ${protocol}) leave the state as it was`, () => {
        const tensors = readWeights(checkpoint(`objects-${form}-${protocol}.ckpt`));
        expect([...tensors.keys()]).to.eql(['wave']);
        const wave = Float32Array.from({ length: 12 }, (_, i) => Math.sin(i));
        for (const [i, value] of wave.entries())
          expect(tensors.get('wave')!.data[i]).to.be.closeTo(value, 1e-7);
      });
    }
  }

  for (const [file, message] of [
    [
      'whole-model.pth',
      'expected a dictionary of tensors, got an object of "torch.nn.modules.container.Sequential", which is never constructed; save the state alone',
    ],
    [
      'whole-model-entry.pth',
      'expected a dictionary of tensors, got "model" (an object of "torch.nn.modules.conv.Conv2d", which is never constructed), "epoch"; save the state alone',
    ],
    [
      'quantised.pth',
      '"wave": expected a plain tensor, got one that torch._utils._rebuild_qtensor makes; save the state alone',
    ],
    [
      'complex.pth',
      '"wave": expected numbers of F32, F64, F16, BF16, I64, I32, I16, I8, U8, BOOL, got torch.ComplexFloatStorage; ',
    ],
    ['plain.pkl', "expected a checkpoint of torch.save, got another program's pickle; save the state alone"],
  ] as const) {
    it(`${file} is refused by what it is`, () => {
      expect(() => readWeights(checkpoint(file))).to.throw(InputError, message);
    });
  }

  it('the only dictionary with tensors is the state, and several stand under their names', () => {
    expect([...readWeights(checkpoint('only-net.pth')).keys()]).to.eql(['wave']);
    expect([...readWeights(checkpoint('two-networks.pth')).keys()]).to.eql([
      'generator.wave',
      'discriminator.wave',
    ]);
  });
});

describe('what stands in the place of weights', () => {
  for (const [what, content, message] of [
    [
      'a pointer of Git LFS',
      'version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 334643276\n',
      'expected a file of weights, got a pointer of Git LFS to 334643276 bytes, not the file itself; run git lfs pull',
    ],
    [
      'a web page',
      '\n<!DOCTYPE html><html><head><title>Sign in</title>',
      'got a web page (Sign in); download it again',
    ],
    [
      'an answer in XML',
      '<?xml version="1.0"?><Error><Code>AccessDenied</Code></Error>',
      'got an XML answer of a server; ',
    ],
    [
      'an answer in JSON',
      '{"error":"Repository not found"}',
      `got a server's answer {"error":"Repository not found"}; `,
    ],
    [
      'the index of a checkpoint in parts',
      '{"metadata": {"total_size": 9}, "weight_map": {"a": "model-1.safetensors"}}',
      'got the index of a checkpoint in parts; name the files of its parts',
    ],
    ['an empty file', '', 'got an empty file; '],
  ] as const) {
    it(`${what} is told as such`, () => {
      expect(() => weightsIn(sourceOf('x.ckpt', new TextEncoder().encode(content)))).to.throw(
        InputError,
        message,
      );
    });
  }
});

type Code = readonly number[];

/** A tensor (1, 2) over the storage `0`. */
const TENSOR: Code = [
  ...global('torch._utils', '_rebuild_tensor_v2'),
  ...[
    0x28,
    0x28,
    ...unicode('storage'),
    ...global('torch', 'FloatStorage'),
    ...unicode('0'),
    ...unicode('cpu'),
  ],
  ...[
    0x4b,
    2,
    0x74,
    0x51,
    0x4b,
    0,
    0x4b,
    2,
    0x85,
    0x4b,
    1,
    0x85,
    0x89,
    ...global('collections', 'OrderedDict'),
  ],
  ...[0x29, 0x52, 0x74, 0x52],
];

/** Functions that make tensors of kinds that no network here has. */
const makers = [
  ['torch._utils', '_rebuild_sparse_tensor'],
  ['torch._utils', '_rebuild_qtensor'],
  ['torch._tensor', '_rebuild_from_type_v3'],
] as const;

/** The code of an object, however it is constructed and whatever it is given, a tensor too. */
function object(): fc.Arbitrary<Code> {
  const leaf = fc.constantFrom<Code>(
    [0x4e],
    [0x4b, 7],
    unicode('x'),
    global('typing', 'Any'),
    [0x5d],
    [0x7d],
    TENSOR,
  );
  const name = fc.constantFrom<readonly [string, string]>(
    ['argparse', 'Namespace'],
    ['omegaconf.dictconfig', 'DictConfig'],
    ['os', 'system'],
    ['numpy._core.multiarray', 'scalar'],
    ['a', 'b_c'],
  );
  const built = (inner: fc.Arbitrary<Code>) =>
    fc
      .record({
        name,
        inner,
        form: fc.constantFrom(...forms),
        after: fc.array(fc.constantFrom(...afters), { maxLength: 2 }),
        value: inner,
      })
      .map(({ name, inner, form, after, value }) => [
        ...form(name, inner),
        ...after.flatMap((step) => step(value)),
      ]);
  return built(fc.oneof(leaf, built(leaf), built(built(leaf))));
}

const forms: readonly ((name: readonly [string, string], inner: Code) => Code)[] = [
  ([module, name], inner) => [...global(module, name), ...inner, 0x85, 0x52],
  ([module, name], inner) => [...global(module, name), ...inner, 0x85, 0x81],
  ([module, name], inner) => [...global(module, name), ...inner, 0x85, 0x7d, 0x92],
  ([module, name], inner) => [0x28, ...global(module, name), ...inner, 0x6f],
  ([module, name], inner) => [0x28, ...inner, 0x69, ...text(`${module}\n${name}\n`)],
  ([module, name], inner) => [...global(module, name), 0x29, 0x52, ...inner, 0x62],
  ([module, name], inner) => [...global(module, name), 0x29, 0x52, 0x29, 0x52, ...inner, 0x61],
];

/** What may follow: attributes, items of a list, of a dictionary. */
const afters: readonly ((value: Code) => Code)[] = [
  (value) => [...value, 0x62],
  (value) => [0x28, ...value, ...value, 0x65],
  (value) => [0x28, ...unicode('k'), ...value, 0x75],
  (value) => [...unicode('k'), ...value, 0x73],
];

function dictionary(entries: readonly (readonly [string, Code])[]): Code {
  return [0x7d, 0x28, ...entries.flatMap(([key, value]) => [...unicode(key), ...value]), 0x75];
}

function read(code: Code) {
  const files = {
    'a/data.pkl': Uint8Array.from([0x80, 2, ...code, 0x2e]),
    'a/data/0': new Uint8Array(Float32Array.of(1, 2).buffer),
  };
  return weightsIn(sourceOf('memory', zipSync(files, { level: 0 })));
}

function text(value: string): number[] {
  return [...new TextEncoder().encode(value)];
}

function global(module: string, name: string): number[] {
  return [0x63, ...text(`${module}\n${name}\n`)];
}

function unicode(value: string): number[] {
  return [0x58, value.length, 0, 0, 0, ...text(value)];
}

function checkpoint(name: string): string {
  return fileURLToPath(new URL(`../../../../golden/oracles/networks-checkpoints/${name}`, import.meta.url));
}
