import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { namedFiles } from '../../../pipeline/workspace/named-files.js';
import { configurationSchema } from '../../../pipeline/workspace/schema.js';
import { workspacePaths } from '../../../pipeline/workspace/workspace.js';

const paths = workspacePaths('/srv/quarterly');

function namedBy(more: object) {
  const configuration = configurationSchema(['annex-a'], []).parse({
    authority: 'E06000004',
    ...more,
  });
  return namedFiles({ configuration, paths });
}

describe('the files that quarterly.yaml names', () => {
  it('are backed up where they are the workspace’s own, and no secret', () => {
    const [own] = namedBy({ network: { certificates: 'council-ca.pem' } });
    expect(own).toEqual({
      what: 'the certificates of your network',
      path: path.join(paths.root, 'council-ca.pem'),
      isBackedUp: true,
    });
    const elsewhere = namedBy({ network: { certificates: '/etc/ssl/council-ca.pem' } });
    expect(elsewhere.map(({ isBackedUp }) => isBackedUp)).toEqual([false]);
    const secret = namedBy({ network: { certificates: 'secrets/ca.pem' } });
    expect(secret.map(({ isBackedUp }) => isBackedUp)).toEqual([false]);
  });

  it('are named, keys and postcodes too, so that a restore can say what is missing', () => {
    const sftp = {
      host: 'sftp.example.org',
      user: 'us',
      host_key: `SHA256:${'a'.repeat(43)}`,
      key: 'secrets/id',
    };
    const named = namedBy({ postcodes: 'onspd.csv', deliver: { partner: { sftp } } });
    expect(named.map(({ path: file, isBackedUp }) => [path.basename(file), isBackedUp])).toEqual([
      ['onspd.csv', false],
      ['id', false],
    ]);
  });
});
