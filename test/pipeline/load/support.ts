import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll } from 'vitest';
import { throwAwayKeys } from '../../../pipeline/store/keys.js';
import type { ReceiveDeps } from '../../../pipeline/load/receive.js';
import type { Warehouse } from '../../../pipeline/warehouse/types.js';

/** A folder of this test file's own, gone when it ends. */
export function temporaryFolder(): (...names: string[]) => string {
  const folder = mkdtempSync(path.join(tmpdir(), 'quarterly-load-'));
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return (...names) => path.join(folder, ...names);
}

export function write(file: string, content: string | Uint8Array): string {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, content);
  return file;
}

export const keys = throwAwayKeys();

export function depsFor(warehouse: Warehouse, store: string): ReceiveDeps {
  return {
    warehouse,
    keys,
    store,
    authority: 'E06000004',
    now: () => new Date('2018-01-12T10:00:00Z'),
  };
}

const EPISODE_HEADINGS =
  'CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN';

/** The looked-after children return's two needed files: `count` sound episodes, one open episode a child. */
export function writeSet(
  folder: string,
  count: number,
  extra: { readonly episodes?: readonly string[]; readonly children?: readonly string[] } = {},
): string {
  const episodes = Array.from(
    { length: count },
    (_, index) =>
      `${10_000 + index},01/${String((index % 9) + 2).padStart(2, '0')}/2017,S,C2,N1,U4,PR1,,,,TS18 1AB,TS20 2CD,`,
  );
  const children = ['10000,1,03/05/2008,WBRI,,0,', ...(extra.children ?? [])];
  write(
    path.join(folder, 'episodes.csv'),
    [EPISODE_HEADINGS, ...episodes, ...(extra.episodes ?? [])].join('\r\n'),
  );
  write(
    path.join(folder, 'header.csv'),
    ['CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB', ...children].join('\r\n'),
  );
  return folder;
}

/** The looked-after children return: so many episodes that began on the days of a month (`05/2017`), and reviews as many. */
export function writeDatedSet(
  place: string,
  count: number,
  month: string,
  reviews = count,
): string {
  const day = (index: number): string => `${String((index % 28) + 1).padStart(2, '0')}/${month}`;
  const lines = (heading: string, number: number, line: (index: number) => string): string =>
    [heading, ...Array.from({ length: number }, (_, index) => line(index))].join('\r\n');
  write(
    path.join(place, 'episodes.csv'),
    lines(
      EPISODE_HEADINGS,
      count,
      (index) => `${10_000 + index},${day(index)},S,C2,N1,U4,PR1,,,,TS18 1AB,TS20 2CD,`,
    ),
  );
  write(
    path.join(place, 'header.csv'),
    lines(
      'CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB',
      count,
      (index) => `${10_000 + index},1,03/05/2008,WBRI,,0,`,
    ),
  );
  write(
    path.join(place, 'reviews.csv'),
    lines('CHILD,DOB,REVIEW,REVIEW_CODE', reviews, (index) =>
      [10_000 + index, '03/05/2008', day(index), 'PN1'].join(','),
    ),
  );
  return place;
}
