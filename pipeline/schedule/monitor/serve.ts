import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { programVersion } from '../../quarter/fingerprint.js';
import { isLoopback } from '../../workspace/loopback.js';
import { healthOf, type Looks } from './health.js';
import { measureProcess, metricsText } from './metrics.js';
import type { MonitorState } from './state.js';

/** What the endpoint tells of. */
export interface Watched {
  /** Reads the ledger; it may throw. */
  readonly readState: () => Promise<MonitorState>;
  readonly looks: () => Looks;
  readonly now: () => Date;
}

/** The endpoint, listening. */
export interface Monitor {
  readonly port: number;
  close(): Promise<void>;
}

/** Answers within this are given again, however often anybody asks. */
const KEEP_MS = 2_000;

/**
 * Serves `/health` (JSON; 200, or 503 and why) and `/metrics` (Prometheus) on 127.0.0.1 alone: what is told is no child's, but it is nobody
 * else's either. A monitoring system on another machine comes through its agent on this one.
 * @param port 0 for any free port
 */
export async function serveMonitor(port: number, watched: Watched): Promise<Monitor> {
  measureProcess();
  const version = await programVersion();
  const state = kept(watched);
  const server = createServer((request, response) => {
    // Whatever goes wrong in an answer, the schedule goes on.
    answer(request, response).catch(() => {
      if (!response.headersSent) respond(response, 500, 'text/plain', 'No answer could be made.\n');
      else response.destroy();
    });
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = (request.url ?? '/').split('?')[0];
    if (!isAskedHere(request)) {
      // A page in a browser on this machine may have its own name lead here.
      respond(response, 421, 'text/plain', 'Ask for 127.0.0.1 or localhost.\n');
      return;
    }
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      respond(response, 405, 'text/plain', 'Only GET is allowed.\n');
      return;
    }
    if (path !== '/health' && path !== '/metrics') {
      respond(response, 404, 'text/plain', 'There is /health and /metrics.\n');
      return;
    }
    const found = await state();
    const health = healthOf(found, watched.looks(), watched.now());
    if (path === '/health') {
      const body = { ...health, version, state: found };
      respond(
        response,
        health.isHealthy ? 200 : 503,
        'application/json',
        `${JSON.stringify(body)}\n`,
      );
    } else if (found === null) {
      respond(response, 503, 'text/plain', "The ledger can't be read.\n");
    } else {
      respond(
        response,
        200,
        'text/plain; version=0.0.4; charset=utf-8',
        await metricsText(found, health, version),
      );
    }
  }

  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  server.on('error', () => undefined);
  return {
    port: (server.address() as AddressInfo).port,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Whether a request names this machine itself in its Host header. */
function isAskedHere({ headers }: IncomingMessage): boolean {
  const host = (headers.host ?? '').replace(/:\d+$/, '');
  return isLoopback(host);
}

/** Reads the state at most every {@link KEEP_MS}; null where it can't be read. */
function kept({ readState, now }: Watched): () => Promise<MonitorState | null> {
  let last: { readonly at: number; readonly state: Promise<MonitorState | null> } | undefined;
  return () => {
    const at = now().getTime();
    if (last === undefined || Math.abs(at - last.at) > KEEP_MS)
      last = { at, state: readState().catch(() => null) };
    return last.state;
  };
}

function respond(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' });
  response.end(body);
}
