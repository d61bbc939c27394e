import { expect, it } from 'vitest';
import { requireCheckedCertificates } from '../../../pipeline/workspace/tls-checks.js';

it('nothing is fetched while certificates go unchecked', () => {
  expect(() => {
    requireCheckedCertificates({ NODE_TLS_REJECT_UNAUTHORIZED: '0' });
  }).toThrow(expect.objectContaining({ code: 'configuration' }));
  requireCheckedCertificates({ NODE_TLS_REJECT_UNAUTHORIZED: '1' });
  requireCheckedCertificates({});
});
