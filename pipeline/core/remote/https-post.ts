import { request } from 'undici';
import { dispatcherFor, type Network } from './https.js';

/** What a server answered to a post; its body is of no interest. */
export interface PostAnswer {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

/**
 * Posts a body once, without following redirects.
 * @param limitMs how long the whole exchange may take
 * @throws what undici throws where the server can't be reached, or the signal is aborted
 */
export async function postOnce(
  address: string,
  headers: Readonly<Record<string, string>>,
  body: string,
  way: { readonly network: Network; readonly limitMs: number; readonly signal: AbortSignal },
): Promise<PostAnswer> {
  const { network, limitMs, signal } = way;
  const dispatcher = dispatcherFor(network, { connectMs: limitMs, idleMs: limitMs });
  try {
    const response = await request(address, {
      method: 'POST',
      dispatcher,
      signal: AbortSignal.any([signal, AbortSignal.timeout(limitMs)]),
      headers: { ...headers },
      body,
    });
    // The connection is free only when the answer has been read.
    await response.body.dump();
    return { statusCode: response.statusCode, headers: response.headers };
  } finally {
    await dispatcher.destroy();
  }
}
