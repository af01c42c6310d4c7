import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { zipSync } from 'fflate';
import type { Asset, AssetFile } from '../../../harness/edges/files/assets.ts';
import { fetchAsset } from '../../../harness/edges/files/fetch-asset.ts';
import { workspaceAt } from '../../../harness/edges/files/workspace.ts';
import { InputError } from '../../../harness/numeric/input-error.ts';

const content = Buffer.from(Array.from({ length: 4000 }, (_, i) => (i * 31) % 251));
const sha256 = createHash('sha256').update(content).digest('hex');

describe('fetching an asset', () => {
  let server: Server;
  let folder: string;
  const asked: (string | undefined)[] = [];
  let served: Buffer;
  let version: string;
  /** How many bytes go out before the connection breaks; 0 for all. */
  let breaksAfter: number;

  before(async () => {
    server = createServer((request, response) => {
      const { range } = request.headers;
      asked.push(range);
      const from = Number(/^bytes=(\d+)-$/.exec(range ?? '')?.[1] ?? 0);
      if (request.url !== '/weights') response.writeHead(404).end();
      else if (request.headers['if-range'] !== undefined && request.headers['if-range'] !== version)
        response.writeHead(200, { etag: version }).end(served);
      else if (from >= served.length) response.writeHead(416).end();
      else if (breaksAfter > 0) {
        response.writeHead(200, { etag: version, 'content-length': served.length });
        response.write(served.subarray(0, breaksAfter));
        // Once they have arrived, since what a broken connection had not delivered may be lost.
        const watched = setInterval(() => {
          if (!existsSync(`${path()}.part`) || statSync(`${path()}.part`).size < breaksAfter) return;
          clearInterval(watched);
          response.destroy();
        }, 5);
      } else response.writeHead(range ? 206 : 200, { etag: version }).end(served.subarray(from));
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  });
  after(() => server.close());
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'latent-sr-assets-'));
    asked.length = 0;
    served = content;
    version = '"one"';
    breaksAfter = 0;
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const asset = (file: Partial<AssetFile>, more: Partial<Asset> = {}): Asset => ({
    id: 'one',
    title: 'one',
    source: 'https://example.org',
    licence: 'none',
    group: null,
    unpack: null,
    single: null,
    files: [
      {
        name: 'weights',
        url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/weights`,
        size: null,
        sha256: null,
        sha256Prefix: null,
        ...file,
      },
    ],
    ...more,
  });
  const fetchIt = (one: Asset) =>
    fetchAsset(workspaceAt(undefined, { LATENT_SR_ASSETS: folder }), one, () => {});
  const path = () => join(folder, 'one', 'weights');

  it('takes a file whose published hash is right', async () => {
    const [file] = await fetchIt(asset({ sha256, size: content.length }));
    expect(file).to.eql({ name: 'weights', sha256, size: content.length, checked: 'published' });
    expect(readFileSync(path())).to.eql(content);
  });

  it('goes on where it broke off', async () => {
    mkdirSync(join(folder, 'one'));
    writeFileSync(`${path()}.part`, content.subarray(0, 1500));
    await fetchIt(asset({ sha256 }));
    expect(asked).to.eql(['bytes=1500-']);
    expect(readFileSync(path())).to.eql(content);
  });

  it('goes on after a connection that broke, and begins again where the source has another version by then', async () => {
    for (const [later, ranges] of [
      ['"one"', [undefined, 'bytes=1500-']],
      ['"two"', [undefined, 'bytes=1500-']],
    ] as const) {
      asked.length = 0;
      rmSync(join(folder, 'one'), { recursive: true, force: true });
      [version, served, breaksAfter] = ['"one"', content, 1500];
      await refused(
        fetchIt(asset({})),
        /^weights: expected the whole file, got .*; run the command again: it goes on/,
      );
      expect(statSync(`${path()}.part`).size).to.equal(1500);
      [version, breaksAfter] = [later, 0];
      if (later !== '"one"') served = Buffer.from(content).fill(9, 0, 3000);
      await fetchIt(asset({}));
      expect(asked).to.eql(ranges);
      expect(readFileSync(path())).to.eql(served);
      expect(readdirSync(join(folder, 'one')).sort()).to.eql(['weights', 'weights.sha256']);
    }
  });

  it('leaves a file alone that somebody put there, whatever its hash', async () => {
    mkdirSync(join(folder, 'one'));
    writeFileSync(path(), 'something else');
    await refused(
      fetchIt(asset({ sha256 })),
      /put that file at .*weights, or remove it and run the command again$/,
    );
    expect(readFileSync(path(), 'utf8')).to.equal('something else');
  });

  it('takes a whole file that was not yet renamed, and does not fetch what is there', async () => {
    mkdirSync(join(folder, 'one'));
    writeFileSync(`${path()}.part`, content);
    await fetchIt(asset({ sha256 }));
    await fetchIt(asset({ sha256 }));
    expect(asked).to.eql([`bytes=${content.length}-`]);
  });

  it('pins a hash that nobody published, and refuses another file from then on', async () => {
    expect((await fetchIt(asset({})))[0]!.checked).to.equal('pinned now');
    expect((await fetchIt(asset({})))[0]!.checked).to.equal('pinned');
    rmSync(path());
    served = Buffer.from(content).fill(7, 10, 11);
    await refused(
      fetchIt(asset({})),
      /^weights: expected SHA-256 .*, got .* and 4000 bytes; run the command again$/,
    );
    expect(existsSync(path()) || existsSync(`${path()}.part`)).to.equal(false);
  });

  it('refuses a hash that does not begin as the name says', async () => {
    expect((await fetchIt(asset({ sha256Prefix: sha256.slice(0, 8) })))[0]!.checked).to.equal('prefix');
    rmSync(join(folder, 'one'), { recursive: true });
    await refused(fetchIt(asset({ sha256Prefix: '00000000' })), /expected SHA-256 00000000, got/);
  });

  it('unpacks the checkpoint of an archive', async () => {
    served = Buffer.from(zipSync({ 'folder/model.ckpt': content }));
    await fetchIt(asset({}, { unpack: ['model.ckpt'] }));
    expect(readFileSync(join(folder, 'one', 'model.ckpt'))).to.eql(content);
  });

  it('tells a source that does not have the file', async () => {
    const { files } = asset({});
    const url = files[0]!.url.replace('weights', 'nothing');
    await refused(fetchIt(asset({ url })), /^weights: expected the file at .*nothing, got status 404; /);
  });

  it('tells a source that does not answer', () =>
    refused(
      fetchIt(asset({ url: 'http://127.0.0.1:9/weights' })),
      /^weights: expected an answer from .*; try again, or put the file at .*weights by hand$/,
    ).then(() => expect(readdirSync(folder)).to.eql([])));
});

async function refused(work: Promise<unknown>, message: RegExp): Promise<void> {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).to.be.instanceOf(InputError);
  expect((error as InputError).message).to.match(message);
}
