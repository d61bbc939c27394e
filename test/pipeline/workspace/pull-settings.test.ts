import { mkdtempSync } from 'node:fs';
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkedYaml } from '../../../pipeline/core/checked-yaml.js';
import { configurationSchema } from '../../../pipeline/workspace/schema.js';
import { readSecret } from '../../../pipeline/workspace/secret.js';
import { sourcesFor } from '../../../pipeline/workspace/sources-for.js';

const schema = configurationSchema(['annex-a', 'ofsted-schools'], ['ofsted-schools']);
const HOST_KEY = `SHA256:${'A'.repeat(43)}`;

const read = (...lines: string[]) =>
  checkedYaml(['authority: E06000004', ...lines, ''].join('\n'), 'quarterly.yaml', schema);

function faultOf(...lines: string[]): string {
  try {
    read(...lines);
  } catch (error) {
    return error instanceof Error ? (error.message.split('\n  ')[1] ?? '') : '';
  }
  return 'none';
}

const pull = (...lines: string[]) =>
  faultOf('returns:', '  annex-a:', '    pull:', ...lines.map((line) => `      ${line}`));

describe('where a return is fetched from', () => {
  it('is read with its defaults', () => {
    const { returns, network } = read(
      'network: { proxy: "http://proxy.example.org:8080", certificates: ca.pem }',
      'returns:',
      '  annex-a:',
      `    pull: { sftp: { host: files.example.org, user: quarterly, host_key: "${HOST_KEY}" }, files: "*.zip" }`,
      '  ofsted-schools:',
      '    too_old: 120 days',
      '    pull: { page: "https://www.example.org/p", link: { text: "as at \\\\d+" } }',
    );
    expect(returns['annex-a']?.pull).toEqual({
      sftp: {
        host: 'files.example.org',
        port: 22,
        user: 'quarterly',
        host_key: HOST_KEY,
        folder: '.',
      },
      files: '*.zip',
      most_megabytes: 500,
    });
    expect(returns['ofsted-schools']?.pull?.link?.[0]?.text?.test('Schools As At 31 August')).toBe(
      true,
    );
    expect(network.proxy).toBe('http://proxy.example.org:8080');
  });

  it.each([
    [['most_megabytes: 5'], '4: "returns.annex-a.pull": say where it is fetched from'],
    [['folder: a', 'page: https://x.org/'], '4: "returns.annex-a.pull": say where it is fetched'],
    [['address: http://x.org/a.csv'], '5: "returns.annex-a.pull.address": give an address that'],
    [['address: https://me:word@x.org/a'], '5: "returns.annex-a.pull.address": take user and'],
    [['page: https://x.org/'], '5: "returns.annex-a.pull.page": say which of its links is meant'],
    [
      ['page: https://x.org/', 'link: { text: "(" }'],
      '6: "returns.annex-a.pull.link.text": write a regular expression',
    ],
    [
      ['folder: a', 'sha256: x'],
      '6: "returns.annex-a.pull.sha256": write the sha256 as 64 hexadecimal digits',
    ],
    [
      ['folder: a', 'link: { text: x }'],
      '6: "returns.annex-a.pull.link": it goes with page, not with folder; remove it',
    ],
    [
      ['page: https://x.org/', 'link:', '  - { text: x }', '  - { texts: y }'],
      '8: "texts" is not known here (under "returns.annex-a.pull.link.1")',
    ],
    [
      ['page: https://x.org/', 'link: { texts: y }'],
      '6: "texts" is not known here (under "returns.annex-a.pull.link")',
    ],
    [['page: https://x.org/', 'link: []'], '6: "returns.annex-a.pull.link": name at least one'],
    [
      ['address:', '  - https://x.org/a.csv', '  - http://x.org/b.csv'],
      '7: "returns.annex-a.pull.address.1": give an address that begins with https://',
    ],
    [
      ['address: [https://x.org/a, https://x.org/a]'],
      '5: "returns.annex-a.pull.address": one address is there twice; remove one',
    ],
    [
      ['address: [https://x.org/a, https://x.org/b]', `sha256: ${'a'.repeat(64)}`],
      '6: "returns.annex-a.pull.sha256": give one for each of the 2 files, in their order',
    ],
    [['ees: absence'], '5: "returns.annex-a.pull.ees": write the id of a data set'],
    [['folder: a', 'password: x'], '6: "password" is not known here'],
    [
      ['sftp: { host: a, user: b, host_key: "MD5:aa" }'],
      '5: "returns.annex-a.pull.sftp.host_key": write the host key as `ssh-keygen -lf` prints it',
    ],
  ])('%j is a fault with its line and what would be right', (lines, words) => {
    expect(pull(...lines)).toContain(`quarterly.yaml:${words}`);
  });

  it('keeps every proxy’s password out of the file', () => {
    expect(faultOf('network: { proxy: "http://me:word@proxy:8080" }')).toContain(
      'quarterly.yaml:2: "network.proxy": take user and password out of the address',
    );
  });
});

describe('a return that is too old', () => {
  it('is the council’s to say, of a state alone', () => {
    const fault = faultOf(
      'returns:',
      '  annex-a:',
      '    due: 5 working days',
      '    too_old: 90 days',
    );
    expect(fault).toContain(
      'quarterly.yaml:5: "returns.annex-a.too_old": it goes with ofsted-schools; a return for a period',
    );
    const sources = sourcesFor(read('returns: { ofsted-schools: { too_old: 90 days } }'));
    const reachOf = (id: string) => sources.find((source) => source.id === id)?.reach;
    expect(reachOf('ofsted-schools')).toEqual({ kind: 'snapshot', maxAgeDays: 90 });
    expect(reachOf('childrens-homes')).toEqual({ kind: 'snapshot', maxAgeDays: 366 });
  });
});

describe('a secret', () => {
  const root = mkdtempSync(path.join(tmpdir(), 'quarterly-secrets-'));

  it('comes from the environment, a file that it names, or the workspace’s own', async () => {
    await mkdir(path.join(root, 'secrets'), { recursive: true });
    const own = path.join(root, 'secrets', 'annex-a-token');
    const named = path.join(root, 'named');
    const secret = (environment: Record<string, string>) =>
      readSecret('annex-a-token', { root, environment });
    expect(await secret({})).toBeUndefined();
    await writeFile(own, 'from the workspace\n', { mode: 0o600 });
    await writeFile(named, 'from a file\r\n', { mode: 0o600 });
    expect(await secret({})).toBe('from the workspace');
    expect(await secret({ QUARTERLY_ANNEX_A_TOKEN_FILE: named })).toBe('from a file');
    expect(await secret({ QUARTERLY_ANNEX_A_TOKEN: 'given' })).toBe('given');
    await expect(secret({ QUARTERLY_ANNEX_A_TOKEN_FILE: '/no/such' })).rejects.toMatchObject({
      code: 'configuration',
    });
  });

  it.skipIf(process.platform === 'win32')('is refused from a file that all may read', async () => {
    const open = path.join(root, 'secrets', 'open');
    await writeFile(open, 'secret');
    await chmod(open, 0o644);
    await expect(readSecret('open', { root, environment: {} })).rejects.toMatchObject({
      message: 'The file of the secret open may be read by everybody on this machine.',
      fix: `chmod 600 ${open}`,
    });
  });
});
