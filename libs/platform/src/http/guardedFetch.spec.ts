import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { GuardedFetcher, type GuardedFetcherOptions } from './guardedFetch';
import { isPublicAddress } from './publicAddress';

describe('an address', () => {
  it.each([
    '127.0.0.1', '10.1.2.3', '172.16.0.1', '192.168.1.1', '169.254.169.254', '100.64.0.1', '100.100.100.200', '0.0.0.0', '168.63.129.16', '192.0.0.192',
    '224.0.0.1', '255.255.255.255', '::1', '::', 'fe80::1', 'fd00::1', 'fc00::1', '::ffff:127.0.0.1', '::ffff:a9fe:a9fe', '64:ff9b::7f00:1', '2002:7f00:1::', 'ff02::1', 'not an address',
  ])('%s is not on the open internet', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });

  it.each(['1.1.1.1', '147.92.150.194', '2606:4700:4700::1111', '::ffff:8.8.8.8'])('%s is', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });
});

describe('a guarded request', () => {
  const servers: Server[] = [];
  const fetchers: GuardedFetcher[] = [];
  let connections = 0;

  const serve = async (listener: RequestListener): Promise<{ port: number; host: string }> => {
    const server = createServer(listener);
    server.on('connection', () => {
      connections += 1;
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    servers.push(server);
    const { port } = server.address() as AddressInfo;
    return { port, host: `127.0.0.1:${port}` };
  };
  const fetcher = (options: GuardedFetcherOptions = {}) => {
    const made = new GuardedFetcher(options);
    fetchers.push(made);
    return made;
  };
  beforeEach(() => {
    connections = 0;
  });
  afterEach(async () => {
    for (const server of servers.splice(0)) {
      server.closeAllConnections();
      server.close();
    }
    await Promise.all(fetchers.splice(0).map((one) => one.close()));
  });

  it.each([
    'http://127.0.0.1/', 'http://2130706433/', 'http://0x7f000001/', 'http://0177.0.0.1/', 'http://127.1/', 'http://0/', 'http://[::1]/', 'http://[::ffff:127.0.0.1]/',
    'http://[::]/', 'http://169.254.169.254/latest/meta-data', 'http://[64:ff9b::7f00:1]/', 'https://10.0.0.1/',
  ])('to %s is refused before anything is sent', async (address) => {
    await expect(fetcher().fetch(address)).rejects.toMatchObject({ reason: 'forbiddenAddress' });
  });

  it.each(['ftp://example.com/', 'file:///etc/passwd', 'http://ann:secret@example.com/', 'http://example.com:22/', 'nonsense'])('to %s is refused as an address', async (address) => {
    await expect(fetcher().fetch(address)).rejects.toMatchObject({ reason: 'forbiddenUrl' });
  });

  it.each([
    ['a private address', [{ address: '127.0.0.1', family: 4 }]],
    ['a public and a private address', [{ address: '1.1.1.1', family: 4 }, { address: '10.0.0.7', family: 4 }]],
  ])('to a name that resolves to %s is refused at the socket', async (_what, addresses) => {
    await serve((_request, response) => response.end('secret'));
    const lookup = ((_name: string, _options: object, callback: (error: null, found: unknown) => void) => callback(null, addresses)) as never;
    await expect(fetcher({ lookup }).fetch('http://rebinding.example/')).rejects.toMatchObject({ reason: 'forbiddenAddress' });
    expect(connections).toBe(0);
  });

  it('reads a small answer of an allowed host', async () => {
    const { host } = await serve((request, response) => response.writeHead(201, { 'x-seen': request.headers['x-mine'] as string }).end('hello'));
    const answer = await fetcher({ allowHosts: [host] }).fetch(`http://${host}/a`, { method: 'POST', headers: { 'x-mine': 'yes' }, body: '{}' });
    expect({ status: answer.status, seen: answer.headers['x-seen'], body: answer.body.toString() }).toEqual({ status: 201, seen: 'yes', body: 'hello' });
  });

  it('follows no redirect into the private network', async () => {
    const inside = await serve((_request, response) => response.end('secret'));
    const outside = await serve((_request, response) => response.writeHead(302, { location: `http://${inside.host}/` }).end());
    await expect(fetcher({ allowHosts: [outside.host] }).fetch(`http://${outside.host}/`)).rejects.toMatchObject({ reason: 'forbiddenUrl' });
    expect(connections).toBe(1);
  });

  it('drops credentials when a redirect leads to another host', async () => {
    let seen: string | undefined = 'nothing';
    const second = await serve((request, response) => {
      seen = request.headers.authorization;
      response.end('ok');
    });
    const first = await serve((_request, response) => response.writeHead(307, { location: `http://${second.host}/` }).end());
    await fetcher({ allowHosts: [first.host, second.host] }).fetch(`http://${first.host}/`, { headers: { Authorization: 'Bearer x' } });
    expect(seen).toBeUndefined();
  });

  it('gives up a circle of redirects', async () => {
    const circle = await serve((_request, response) => response.writeHead(302, { location: '/again' }).end());
    await expect(fetcher({ allowHosts: [circle.host] }).fetch(`http://${circle.host}/`)).rejects.toMatchObject({ reason: 'tooManyRedirects' });
  });

  it('stops reading an answer that is too large, also one that only becomes large when unpacked', async () => {
    const packed = gzipSync(Buffer.alloc(5_000_000));
    const bomb = await serve((_request, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(packed));
    await expect(fetcher({ allowHosts: [bomb.host] }).fetch(`http://${bomb.host}/`)).rejects.toMatchObject({ reason: 'tooLarge' });
  });

  it('ends in time when the other side hangs, before or in the middle of its answer', async () => {
    const silent = await serve(() => undefined);
    const halting = await serve((_request, response) => void response.writeHead(200).write('a'));
    const impatient = fetcher({ allowHosts: [silent.host, halting.host], timeoutMs: 150 });
    await expect(impatient.fetch(`http://${silent.host}/`)).rejects.toMatchObject({ reason: 'timeout' });
    await expect(impatient.fetch(`http://${halting.host}/`)).rejects.toMatchObject({ reason: 'timeout' });
  });

  it('says that nobody listens', async () => {
    const { host } = await serve(() => undefined);
    servers[0]?.close();
    await expect(fetcher({ allowHosts: [host] }).fetch(`http://${host}/`)).rejects.toMatchObject({ reason: 'network' });
  });
});
