import { QuarterlyError } from '../core/errors.js';

type Environment = Readonly<Record<string, string | undefined>>;

/** Whether the environment tells Node to take any server's certificate, whoever it was made by. */
export function areCertificatesUnchecked(environment: Environment): boolean {
  return environment['NODE_TLS_REJECT_UNAUTHORIZED'] === '0';
}

export const CERTIFICATES_FIX =
  'Take NODE_TLS_REJECT_UNAUTHORIZED out of the environment. For a certificate of your own authority, name its file under `network:` in quarterly.yaml.';

/** @throws QuarterlyError `configuration` where a server could be anybody: nothing is fetched then. */
export function requireCheckedCertificates(environment: Environment): void {
  if (!areCertificatesUnchecked(environment)) return;
  throw new QuarterlyError(
    'configuration',
    'NODE_TLS_REJECT_UNAUTHORIZED=0 turns off certificate checks: any server could pretend to be another.',
    { fix: CERTIFICATES_FIX },
  );
}
