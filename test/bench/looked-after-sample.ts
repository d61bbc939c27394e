import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { dayFromNumber, dayNumber, type IsoDate } from '../../pipeline/core/calendar/days.js';
import type { Quarter } from '../../pipeline/core/calendar/quarter.js';
import { generator, pick } from './load-episodes-sample.js';

interface Episode {
  readonly child: number;
  readonly from: IsoDate;
  readonly to: IsoDate;
  readonly begins: string;
  readonly ends: string;
  readonly legalStatus: string;
  readonly place: string;
  readonly postcode: string;
}

/** Invented children in care one after the other, and what a council's returns say of them. */
export interface LookedAfterSample {
  readonly births: ReadonlyMap<number, IsoDate>;
  readonly episodes: readonly Episode[];
}

/** Children who came into care between two days, for a month to four years, with another placement or status every half year or so. */
export function lookedAfterSample(
  children: number,
  first: IsoDate,
  last: IsoDate,
): LookedAfterSample {
  const random = generator(16);
  const births = new Map<number, IsoDate>();
  const episodes: Episode[] = [];
  const span = dayNumber(last) - dayNumber(first);
  for (let child = 100_000; child < 100_000 + children; child += 1) {
    const entry = dayNumber(first) + random(span);
    births.set(child, dayFromNumber(entry - 30 - random(14 * 365)));
    const leaves = entry + 30 + random(1400);
    for (let day = entry; day < leaves;) {
      const next = Math.min(leaves, day + 20 + random(360));
      episodes.push({
        child,
        from: dayFromNumber(day),
        to: dayFromNumber(next),
        begins: day === entry ? 'S' : pick(random, ['P', 'P', 'L', 'B']),
        ends: next === leaves ? pick(random, ['E4A', 'E8', 'E11', 'E45']) : 'X1',
        legalStatus: pick(random, ['C2', 'E1', 'V2', 'C1']),
        place: pick(random, ['U1', 'U4', 'U4', 'U6', 'K2', 'H5', 'P1']),
        postcode: `TS${1 + random(29)} ${1 + random(9)}CD`,
      });
      day = next;
    }
  }
  return { births, episodes };
}

/** Writes the return of a quarter: every episode open on a day of the financial year so far, as it was known at the quarter's end. */
export async function writeLookedAfterReturn(
  folder: string,
  sample: LookedAfterSample,
  quarter: Quarter,
): Promise<void> {
  const listed = sample.episodes.filter(
    ({ from, to }) => from <= quarter.lastDay && to >= quarter.yearStart,
  );
  const children = [...new Set(listed.map(({ child }) => child))];
  await mkdir(folder, { recursive: true });
  await writeFile(
    path.join(folder, 'header.csv'),
    [
      'CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB',
      ...children.map((child) => {
        const birth = dayOf(sample.births.get(child) ?? '');
        return `${child},${1 + (child % 2)},${birth},WBRI,UN1,,`;
      }),
      '',
    ].join('\r\n'),
  );
  await writeFile(
    path.join(folder, 'episodes.csv'),
    [
      'CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN',
      ...listed.map((each) => {
        const isOpen = each.to > quarter.lastDay;
        const end = isOpen ? '' : dayOf(each.to);
        const reason = isOpen ? '' : each.ends;
        const change = reason === 'X1' ? 'PLACE' : '';
        return `${each.child},${dayOf(each.from)},${each.begins},${each.legalStatus},N1,${each.place},PR1,${end},${reason},${change},TS1 1AB,${each.postcode},`;
      }),
      '',
    ].join('\r\n'),
  );
}

function dayOf(iso: IsoDate): string {
  return `${iso.slice(8, 10)}/${iso.slice(5, 7)}/${iso.slice(0, 4)}`;
}
