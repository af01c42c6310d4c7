import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import { packageAddress } from '../../../harness/edges/files/package-index.ts';

const json = JSON.stringify({
  files: [{ url: '../../files/one-1.0.tar.gz#sha256=00' }, { url: 'https://example.org/one-1.0-py3.whl' }],
});
const html =
  '<a href="../../files/one-1.0.tar.gz#sha256=00">one</a> <a href="/files/one-1.0+cpu.whl?a=1&amp;b=2">two</a>';

describe('the address of a package', () => {
  let server: Server;
  let index: string;
  const before_ = process.env['PIP_INDEX_URL'];
  before(async () => {
    server = createServer(({ url }, response) => {
      if (url === '/simple/one/')
        response.writeHead(200, { 'content-type': 'application/vnd.pypi.simple.v1+json' }).end(json);
      else if (url === '/simple/two/') response.writeHead(200, { 'content-type': 'text/html' }).end(html);
      else response.writeHead(404).end();
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    index = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    process.env['PIP_INDEX_URL'] = `${index}/simple/`;
  });
  after(() => {
    server.close();
    if (before_ === undefined) delete process.env['PIP_INDEX_URL'];
    else process.env['PIP_INDEX_URL'] = before_;
  });

  it('is an address as it stands', async () =>
    expect(await packageAddress('https://example.org/a', 'a')).to.equal('https://example.org/a'));

  it('is what the configured index has under the file name, as JSON or HTML', async () => {
    expect(await packageAddress('pkg:pypi/one@1.0', 'one-1.0.tar.gz')).to.equal(
      `${index}/files/one-1.0.tar.gz#sha256=00`,
    );
    expect(await packageAddress('pkg:pypi/one@1.0', 'one-1.0-py3.whl')).to.equal(
      'https://example.org/one-1.0-py3.whl',
    );
    expect(await packageAddress('pkg:pypi/two@1.0', 'one-1.0.tar.gz')).to.equal(
      `${index}/files/one-1.0.tar.gz`,
    );
    expect(await packageAddress('pkg:pypi/two@1.0', 'one-1.0+cpu.whl')).to.equal(
      `${index}/files/one-1.0+cpu.whl?a=1&b=2`,
    );
  });

  it('is refused where the index lacks the file or the package, or does not answer', async () => {
    await refused(
      'pkg:pypi/one@1.0',
      'one-2.0.tar.gz',
      /^one 1.0: expected one-2.0.tar.gz in the index, got 2 others; /,
    );
    await refused(
      'pkg:pypi/three@1.0',
      'a',
      /^three 1.0: expected its page at .*\/simple\/three\/, got status 404; set PIP_INDEX_URL$/,
    );
    process.env['PIP_INDEX_URL'] = 'http://127.0.0.1:9/simple';
    await refused(
      'pkg:pypi/one@1.0',
      'a',
      /^one 1.0: expected an answer from .*; set PIP_INDEX_URL, or try again$/,
    );
  });
});

async function refused(url: string, file: string, message: RegExp): Promise<void> {
  const error = await packageAddress(url, file).then(
    () => undefined,
    (thrown: unknown) => thrown as Error,
  );
  expect(error?.message).to.match(message);
}
