import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type Codec, type CodedFrame, type DecodedFrame, MOST_DECODER_MEMORY } from './coded-frame.ts';

/**
 * Decodes a frame by the WebAssembly build of libijg, CharLS, OpenJPEG and OpenJPH that dcmjs-codecs ships; its
 * JavaScript is left aside. What fails, or asks for more memory than {@link MOST_DECODER_MEMORY}, throws, and the
 * next frame gets a fresh instance.
 */
export function decodeFrame(frame: CodedFrame): DecodedFrame {
  instance ??= start();
  try {
    const decoded = decode(instance, frame);
    if (instance.memory.buffer.byteLength > MOST_KEPT) instance = undefined;
    return decoded;
  } catch (error) {
    instance = undefined;
    throw error;
  }
}

/** A grown memory never shrinks; one beyond this is given back. */
const MOST_KEPT = 512 * 2 ** 20;

const decoders: Readonly<Record<Codec, string>> = {
  jpeg: 'DecodeJpeg',
  'jpeg-ls': 'DecodeJpegLs',
  'jpeg-2000': 'DecodeJpeg2000',
  htj2k: 'DecodeHtJpeg2000',
};

/** Numbers of the photometric interpretations in the module's own list. */
const [MONOCHROME2, RGB, YBR_FULL] = [1, 3, 4];

interface Native {
  readonly memory: WebAssembly.Memory;
  readonly [name: string]: unknown;
  call(name: string, ...args: readonly number[]): number;
}

let instance: Native | undefined;
let compiled: WebAssembly.Module | undefined;

function decode({ memory, call }: Native, frame: CodedFrame): DecodedFrame {
  const context = call('CreateCodecsContext');
  const { bytes, samplesPerPixel } = frame;
  const set = (name: string, value: number) => call(`Set${name}`, context, value);
  set('Columns', frame.columns);
  set('Rows', frame.rows);
  set('BitsAllocated', frame.allocated);
  set('BitsStored', frame.stored);
  set('SamplesPerPixel', samplesPerPixel);
  set('PixelRepresentation', Number(frame.signed));
  set('PlanarConfiguration', 0);
  set('PhotometricInterpretation', samplesPerPixel === 1 ? MONOCHROME2 : frame.toRgb ? YBR_FULL : RGB);
  set('EncodedBufferSize', bytes.length);
  new Uint8Array(memory.buffer).set(bytes, call('GetEncodedBuffer', context));
  const parameters = call('CreateDecoderParameters');
  call('SetConvertColorspaceToRgb', parameters, Number(frame.toRgb ?? false));
  call(decoders[frame.codec], context, parameters);
  const at = call('GetDecodedBuffer', context);
  const words = new Uint8Array(memory.buffer).slice(at, at + call('GetDecodedBufferSize', context));
  const planar = call('GetPlanarConfiguration', context) === 1;
  call('ReleaseCodecsContext', context);
  call('ReleaseDecoderParameters', parameters);
  return { words, planar };
}

function start(): Native {
  const path = createRequire(import.meta.url).resolve('dcmjs-codecs/build/dcmjs-native-codecs.wasm');
  compiled ??= new WebAssembly.Module(readFileSync(path));
  const { exports } = new WebAssembly.Instance(
    compiled,
    imports(() => memory),
  );
  const memory = exports['memory'] as WebAssembly.Memory;
  const call = (name: string, ...args: readonly number[]) =>
    (exports[name] as (...args: readonly number[]) => number)(...args);
  call('_initialize');
  return { memory, call };
}

/** What the module asks of its host: it may complain and grow; there is no file, clock or environment for it. */
function imports(memory: () => WebAssembly.Memory): WebAssembly.Imports {
  const text = (at: number, length: number) =>
    new TextDecoder().decode(new Uint8Array(memory().buffer).slice(at, at + length));
  const nothing = () => 0;
  return {
    env: {
      onCodecsException(at: number, length: number) {
        throw new Error(text(at, length).replace(/^\w+::(\w+::)*/, ''));
      },
      // The decoders fill what is damaged with grey, and say so in passing.
      onCodecsInfo(at: number, length: number) {
        const told = text(at, length);
        if (/corrupt jpeg data|premature end/i.test(told))
          throw new Error(told.replace(/^\w+::(\w+::)*/, ''));
      },
      onCodecsTrace: nothing,
      emscripten_notify_memory_growth() {
        const size = memory().buffer.byteLength;
        if (size > MOST_DECODER_MEMORY) throw new Error(`it asks for ${size} bytes of memory`);
      },
    },
    wasi_snapshot_preview1: {
      proc_exit(code: number) {
        throw new Error(`the decoder gave up (${code})`);
      },
      environ_sizes_get(count: number, size: number) {
        const view = new DataView(memory().buffer);
        view.setUint32(count, 0, true);
        view.setUint32(size, 0, true);
        return 0;
      },
      clock_time_get: nothing,
      environ_get: nothing,
      fd_write: nothing,
      fd_close: nothing,
      fd_seek: nothing,
    },
  };
}
