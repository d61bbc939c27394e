import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { quarterly } from '../../support/command-line.js';
import { checkFiles } from '../../../pipeline/load/check.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'keys-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function file(name: string, ...lines: string[]): Promise<string> {
  await writeFile(path.join(folder, name), `${lines.join('\r\n')}\r\n`);
  return path.join(folder, name);
}

const HOMES =
  'Local authority,URN,Provision type,Registration status,Latest full inspection date,Overall experiences and progress of children and young people';
const home = (urn: string, grade: string): string =>
  `Stockton-on-Tees,${urn},Children's home,Active,01/02/2024,${grade}`;
const EPISODES = 'CHILD,DECOM,RNE,LS,CIN,PLACE,DEC,REC';
const HEADER = 'CHILD,SEX,DOB,ETHNIC';
const today = '2025-06-01';

describe('a key that a contract declares holds within a return', () => {
  it('of homes: a row that repeats another word for word counts once, and is reported', async () => {
    const report = await checkFiles(
      [
        await file(
          'homes as at 31 March 2024.csv',
          HOMES,
          home('SC100001', 'Good'),
          home('SC100002', 'Good'),
          home('SC100001', 'Good'),
        ),
      ],
      { source: 'childrens-homes', today },
    );
    expect(report.status).toBe('acceptable');
    expect(report.counts).toMatchObject({ read: 3, loaded: 2, rejected: 0, ignored: 1 });
    expect(report.notes.map(({ message }) => message).join(' ')).toMatch(
      /1 row repeats another row word for word \(same URN\) and counted once; the first is row 4/,
    );
  });

  it('of homes: rows that differ are all rejected, each with the place of the other', async () => {
    const report = await checkFiles(
      [
        await file(
          'homes as at 31 March 2024.csv',
          HOMES,
          home('SC100001', 'Good'),
          home('SC100001', 'Inadequate'),
        ),
      ],
      { source: 'childrens-homes', today },
    );
    expect(report.status).toBe('refused');
    expect(report.problems.map(({ rowNo, rule, fix }) => [rowNo, rule, fix.slice(0, 6)])).toEqual([
      [2, 'key-twice', 'Row 3 '],
      [3, 'key-twice', 'Row 2 '],
    ]);
  });

  it('of episodes: two that begin on one day and differ are rejected, and the file counts them so', async () => {
    await file(
      'episodes.csv',
      EPISODES,
      'A1,01/05/2017,S,C2,N1,U4,,',
      'A1,01/05/2017,S,V2,N1,U4,,',
      'A2,01/05/2017,S,C2,N1,U4,,',
    );
    await file('header.csv', HEADER, 'A1,1,05/06/2008,WBRI', 'A2,2,05/06/2009,WBRI');
    const report = await checkFiles([folder], { source: 'ssda903', asAt: '2017-12-31', today });
    expect(report.files.find(({ role }) => role === 'episodes')).toMatchObject({
      loaded: 1,
      rejected: 2,
    });
  });

  it('of schools: the same on receipt, before anything is committed', async () => {
    const ws = path.join(folder, 'ws');
    await quarterly(['init', ws, '--authority', 'E06000004']);
    const homes = await file(
      'homes as at 31 March 2024.csv',
      HOMES,
      home('SC100001', 'Good'),
      home('SC100001', 'Good'),
    );
    const { code, stdout } = await quarterly([
      'receive',
      homes,
      '--source',
      'childrens-homes',
      '-w',
      ws,
    ]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/2 rows read: 1 loaded, 0 rejected, 1 left out/);
    const doctor = await quarterly(['doctor', '-w', ws]);
    expect(`${doctor.stdout}${doctor.stderr}`).not.toMatch(/damaged|digest/i);
  });

  it('reports children of one part who are missing from the one that lists them all', async () => {
    await file(
      'episodes.csv',
      EPISODES,
      '00101,01/05/2017,S,C2,N1,U4,,',
      'A2,02/05/2017,S,C2,N1,U4,,',
    );
    await file('header.csv', HEADER, '101,1,05/06/2008,WBRI', 'A2,2,05/06/2009,WBRI');
    const report = await checkFiles([folder], { source: 'ssda903', asAt: '2017-12-31', today });
    expect(report.notes.map(({ message }) => message).join(' ')).toMatch(
      /1 of 2 children in "episode" is not in the header/,
    );
  });
});
