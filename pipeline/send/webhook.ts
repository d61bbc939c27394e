import { createHmac } from 'node:crypto';
import { needSecret, type SecretPlace } from '../workspace/secret.js';
import type { WebhookSettings } from '../workspace/sending-schema.js';
import type { Sent } from '../outbox/ledger.js';
import type { Outcome } from '../outbox/events.js';
import type { Network } from '../core/remote/https.js';
import { postOnce } from '../core/remote/https-post.js';
import { retryAfterIn } from '../core/remote/https-failures.js';

const LIMIT_MS = 20_000;
/** A sender that signs with the same secret as its receiver, as https://www.standardwebhooks.com lays down. */
const SECRET_PREFIX = 'whsec_';

/**
 * Posts an outcome as JSON (`type`, `timestamp`, `data`), signed by the Standard Webhooks specification: `webhook-id` is the same each
 * time the same message is sent, and `webhook-signature` is an HMAC-SHA256 over id, instant and body. Any 2xx means it arrived;
 * redirects aren't followed.
 * @throws QuarterlyError `configuration` where the secret `webhook-secret` is missing
 */
export async function postWebhook(
  settings: WebhookSettings,
  way: { readonly secrets: SecretPlace; readonly network: Network },
  messageId: string,
  outcome: Outcome,
  now: Date,
  signal: AbortSignal,
): Promise<Sent> {
  const secret = await needSecret('webhook-secret', way.secrets);
  const { kind, ...data } = outcome.event;
  const body = JSON.stringify({ type: kind, timestamp: outcome.occurredAt, data });
  const seconds = String(Math.floor(now.getTime() / 1000));
  try {
    const { statusCode, headers } = await postOnce(
      settings.url,
      {
        'content-type': 'application/json',
        'user-agent': 'quarterly',
        'webhook-id': messageId,
        'webhook-timestamp': seconds,
        'webhook-signature': signatureOf(secret, messageId, seconds, body),
      },
      body,
      { network: way.network, limitMs: LIMIT_MS, signal },
    );
    return answered(statusCode, headers);
  } catch (error) {
    return { result: 'failed', detail: reasonOf(error), isUnreachable: true };
  }
}

/** `v1,` and the signature in base64. A secret that begins with `whsec_` is base64, as receivers give it. */
export function signatureOf(
  secret: string,
  messageId: string,
  seconds: string,
  body: string,
): string {
  const key = secret.startsWith(SECRET_PREFIX)
    ? Buffer.from(secret.slice(SECRET_PREFIX.length), 'base64')
    : Buffer.from(secret, 'utf8');
  const signature = createHmac('sha256', key).update(`${messageId}.${seconds}.${body}`);
  return `v1,${signature.digest('base64')}`;
}

/** Statuses by which a server says that it may fare better later. */
const PASSING: ReadonlySet<number> = new Set([408, 425, 429]);

function answered(
  status: number,
  headers: Readonly<Record<string, string | string[] | undefined>>,
): Sent {
  const detail = `The webhook answered ${status}.`;
  if (status >= 200 && status < 300) return { result: 'done', detail };
  if (status < 500 && !PASSING.has(status)) return { result: 'refused', detail };
  const wait = retryAfterIn(String(headers['retry-after']), String(headers['date'])) ?? 0;
  const waitMs = Math.min(LONGEST_WAIT_MS, wait);
  return { result: 'failed', detail, isUnreachable: true, waitMs };
}

/** No server has us wait for longer. */
const LONGEST_WAIT_MS = 24 * 3_600_000;

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
}
