import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import { createServer as createHttpsServer, type ServerOptions } from 'node:https';
import { type AddressInfo, connect, type Socket } from 'node:net';

/** A file of test certificates and keys. */
export const pem = (name: string): string =>
  readFileSync(new URL(`tls/${name}`, import.meta.url), 'utf8');

/** The authority that made the test servers' certificate; nobody else trusts it. */
export const testAuthority = pem('ca.pem');

export interface TestServer {
  readonly port: number;
  /** `https://localhost:<port>`. */
  readonly origin: string;
  /** Every request that came, oldest first. */
  readonly requests: { readonly url: string; readonly headers: IncomingMessage['headers'] }[];
  stop(): Promise<void>;
}

/** An HTTPS server on loopback that answers by path; 404 for all others. `tls` replaces its certificate or the protocols that it speaks. */
export async function startHttps(
  answers: Readonly<Record<string, RequestListener>>,
  tls: ServerOptions = {},
): Promise<TestServer> {
  const requests: TestServer['requests'] = [];
  const server = createHttpsServer(
    { key: pem('server.key'), cert: pem('server.pem'), ...tls },
    (request, response) => {
      const url = request.url ?? '';
      requests.push({ url, headers: request.headers });
      const answer = answers[url.split('?')[0] ?? ''];
      if (answer === undefined) response.writeHead(404).end();
      else answer(request, response);
    },
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    origin: `https://localhost:${port}`,
    requests,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export interface TestProxy {
  readonly port: number;
  /** `host:port` of every tunnel that was asked for, and who asked. */
  readonly tunnels: { readonly to: string; readonly authorization: string | undefined }[];
  stop(): Promise<void>;
}

/** A proxy that tunnels (CONNECT) any host to one port on loopback; with a password, for those who give it. */
export async function startProxy(toPort: number, password?: string): Promise<TestProxy> {
  const tunnels: TestProxy['tunnels'] = [];
  const sockets: Socket[] = [];
  const server = createServer((_, response) => {
    response.writeHead(405).end();
  });
  server.on('connect', (request: IncomingMessage, near: Socket) => {
    const authorization = request.headers['proxy-authorization'];
    tunnels.push({ to: request.url ?? '', authorization });
    const asked = `Basic ${Buffer.from(`quarterly:${password ?? ''}`).toString('base64')}`;
    if (password !== undefined && authorization !== asked) {
      near.end('HTTP/1.1 407 Proxy Authentication Required\r\ncontent-length: 0\r\n\r\n');
      return;
    }
    const far = connect(toPort, '127.0.0.1', () => {
      near.write('HTTP/1.1 200 Connection established\r\n\r\n');
      near.pipe(far).pipe(near);
    });
    for (const socket of [near, far]) sockets.push(socket.on('error', () => undefined));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    tunnels,
    stop: async () => {
      for (const socket of sockets) socket.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
