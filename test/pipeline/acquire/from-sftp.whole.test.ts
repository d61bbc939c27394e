import { appendFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { fromSftp } from '../../../pipeline/acquire/from-sftp.js';
import { hasSshd, startSshd, type TestSshd } from '../../support/sshd.js';
import { job } from './support.js';

describe.skipIf(!hasSshd)('fetching from an SFTP server', () => {
  let sshd: TestSshd;
  let folder: string;
  beforeAll(async () => {
    sshd = await startSshd();
  });
  afterAll(() => sshd.stop());
  beforeEach(() => {
    folder = path.join(sshd.folder, '903');
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(path.join(folder, '2017-12-31'), { recursive: true });
    writeFileSync(path.join(folder, '2017-12-31', 'header.csv'), 'h');
    writeFileSync(path.join(folder, '2017-12-31', 'episodes.csv'), 'e');
    writeFileSync(path.join(folder, '2017-09-30.zip'), 'zip');
    writeFileSync(path.join(folder, '2017-10-31.zip.filepart'), 'half');
  });

  it('takes each file and each folder whole, once, and again when it has changed', async () => {
    const to = job();
    const place = { server: sshd.server, folder };
    expect(await fromSftp(place, to)).toEqual({ unchanged: 0, left: [] });
    expect(to.taken().map(({ name, files }) => [name, files])).toEqual([
      ['2017-09-30.zip', { '': 'zip' }],
      ['2017-12-31', { 'episodes.csv': 'e', 'header.csv': 'h' }],
    ]);
    expect(to.staged()).toEqual([]);
    expect(await fromSftp(place, to)).toEqual({ unchanged: 2, left: [] });
    writeFileSync(path.join(folder, '2017-12-31', 'episodes.csv'), 'corrected');
    await fromSftp(place, to);
    expect(to.taken().map(({ name, files }) => [name, files['episodes.csv']])).toEqual([
      ['2017-12-31', 'corrected'],
    ]);
  });

  it('leaves a file that is still growing', async () => {
    const to = job({
      settle: () => {
        appendFileSync(path.join(folder, '2017-09-30.zip'), 'more');
        return Promise.resolve();
      },
    });
    const { server } = sshd;
    const where = `sftp://${server.user}@127.0.0.1:${server.port}${folder}/2017-09-30.zip`;
    expect(await fromSftp({ server, folder, files: '*.zip' }, to)).toEqual({
      unchanged: 0,
      left: [{ place: where, cause: 'being written', why: 'it is still being written' }],
    });
    expect(to.taken()).toEqual([]);
  });

  it('leaves a folder of whose files one would overwrite the other here', async () => {
    const [one, other] = ['part:1.csv', 'part?1.csv'];
    for (const name of [one, other]) writeFileSync(path.join(folder, '2017-12-31', name), name);
    const to = job();
    const { left } = await fromSftp({ server: sshd.server, folder, files: '2017-12-31' }, to);
    expect(left.map(({ why }) => why)).toEqual([
      'two of its files would have one name on this machine; have one renamed there',
    ]);
    expect(to.taken()).toEqual([]);
  });

  it('reports a folder that has gone as a return that is late', async () => {
    const place = { server: sshd.server, folder: `${folder}/gone` };
    await expect(fromSftp(place, job())).rejects.toMatchObject({ code: 'missing' });
  });
});
