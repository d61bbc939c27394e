import type { QuarterlyError } from '../errors.js';
import { remoteFailure } from './failure.js';

/** What Node says of a certificate that it doesn't trust, or that has another name. */
const CERTIFICATE =
  /^(CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|ERR_TLS_CERT|HOSTNAME_MISMATCH|INVALID_CA)/;

/** Failures of which the same address will fail again in a minute. */
const LASTING: ReadonlySet<string> = new Set([
  'ENOTFOUND',
  'UND_ERR_HEADERS_OVERFLOW',
  'UND_ERR_INVALID_ARG',
  'UND_ERR_NOT_SUPPORTED',
]);

/** A proxy that only knows Windows logins is reached by a relay, since we can log in by user and password only. */
const PROXY_LOGIN =
  'It wants a login. If it takes a user and password, give them in HTTPS_PROXY, as http://user:password@host:port. ' +
  'If it only takes a Windows login (NTLM, Kerberos or Negotiate), ask who runs it to let this server through without one. ' +
  'Or run a relay that logs in, such as px or cntlm, and name the relay in HTTPS_PROXY.';

/** A connection that didn't come about, or broke, in words. Addresses are shown only by host: a path may hold a token. */
export function unreachable(address: URL, doing: string, cause: unknown): QuarterlyError {
  const code = codeOf(cause);
  if (CERTIFICATE.test(code)) {
    return remoteFailure(`${address.host} shows a certificate that isn't trusted (${code}).`, {
      fix: 'If your council’s own proxy or server made it, name the file of its authority under network: certificates in quarterly.yaml.',
      canRetry: false,
      cause,
    });
  }
  const proxy = /Proxy response \((\d+)\)/i.exec(messageOf(cause))?.[1];
  if (proxy !== undefined) {
    return remoteFailure(`The proxy answers ${proxy} when asked for ${address.host}.`, {
      fix: proxy === '407' ? PROXY_LOGIN : 'Ask who runs the proxy to allow this host.',
      canRetry: Number(proxy) >= 500,
      cause,
    });
  }
  return remoteFailure(
    `${address.host} doesn't ${doing} (${failureWords(code, messageOf(cause))}).`,
    {
      fix: 'Check the address, the proxy and the firewall; the next pull tries again.',
      canRetry: !LASTING.has(code),
      cause,
    },
  );
}

/**
 * Milliseconds that a Retry-After asks for: seconds, or a date, which is reckoned from the server's own clock. Undefined where it says
 * neither.
 */
export function retryAfterIn(value: string, serverDate: string): number | undefined {
  if (/^\d{1,9}$/.test(value)) return Number(value) * 1_000;
  const wait = Date.parse(value) - Date.parse(serverDate);
  return Number.isNaN(wait) ? undefined : Math.max(0, wait);
}

function failureWords(code: string, message: string): string {
  switch (code) {
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return 'its name is not known';
    case 'ECONNREFUSED':
      return 'it refuses the connection';
    case 'UND_ERR_CONNECT_TIMEOUT':
      return 'no connection in time';
    case 'UND_ERR_HEADERS_TIMEOUT':
    case 'UND_ERR_BODY_TIMEOUT':
      return 'it is silent for too long';
    case 'UND_ERR_SOCKET':
    case 'ECONNRESET':
    case 'EPIPE':
      return 'the connection broke off';
    default:
      return code === '' ? message : code;
  }
}

/** The code of an error, or of what lies behind it. */
function codeOf(error: unknown): string {
  for (let each = error; each instanceof Error; each = each.cause) {
    if ('code' in each && typeof each.code === 'string') return each.code;
    if (each instanceof AggregateError && each.errors.length > 0) return codeOf(each.errors[0]);
  }
  return '';
}

function messageOf(error: unknown): string {
  const messages: string[] = [];
  for (let each = error; each instanceof Error; each = each.cause) messages.push(each.message);
  return messages.join('; ');
}
