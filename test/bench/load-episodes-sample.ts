import { createWriteStream } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { once } from 'node:events';
import path from 'node:path';

const DAY_MS = 86_400_000;
const FIRST_DAY = Date.UTC(2005, 0, 1);
/** Days to 31 March 2018, for which the return is sent. */
const DAYS = 4837;
const ROWS_A_PIECE = 10_000;

/**
 * Writes a looked-after children return of invented episodes: `count` rows, five a child or so, all sound, with codes, dates
 * and postcodes spread as in a council's file.
 */
export async function writeEpisodes(folder: string, count: number): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(
    path.join(folder, 'header.csv'),
    'CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\r\n100000,1,03/05/2008,WBRI,,0,\r\n',
  );
  const out = createWriteStream(path.join(folder, 'episodes.csv'));
  out.write(
    'CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN\r\n',
  );
  const random = generator(903);
  const taken = new Set<number>();
  for (let from = 0; from < count; from += ROWS_A_PIECE) {
    const rows = Array.from({ length: Math.min(ROWS_A_PIECE, count - from) }, () =>
      episode(random, Math.floor(count / 5), taken),
    );
    if (!out.write(`${rows.join('\r\n')}\r\n`)) await once(out, 'drain');
  }
  out.end();
  await once(out, 'close');
}

/** @param taken days on which a child has begun an episode already: one that began twice on a day would be rejected. */
function episode(random: (below: number) => number, children: number, taken: Set<number>): string {
  let [child, start] = [random(children), random(DAYS)];
  while (taken.has(child * DAYS + start)) [child, start] = [random(children), random(DAYS)];
  taken.add(child * DAYS + start);
  const end = start + 1 + random(600);
  const isOpen = random(5) === 0 || end > DAYS;
  const reason = isOpen ? '' : pick(random, ['X1', 'X1', 'E4A', 'E3', 'E8']);
  return [
    100_000 + child,
    day(start),
    pick(random, ['S', 'P', 'L', 'T', 'U', 'B']),
    pick(random, ['C2', 'E1', 'V2', 'C1', 'D1']),
    `N${1 + random(8)}`,
    pick(random, ['U1', 'U2', 'U3', 'U4', 'U5', 'U6', 'K2', 'H5']),
    `PR${random(4)}`,
    isOpen ? '' : day(end),
    reason,
    reason === 'X1' ? 'PLACE' : '',
    `TS${1 + random(29)} ${1 + random(9)}AB`,
    `TS${1 + random(29)} ${1 + random(9)}CD`,
    1_000_000 + 7 * random(3000),
  ].join(',');
}

function day(number: number): string {
  const iso = new Date(FIRST_DAY + number * DAY_MS).toISOString();
  return `${iso.slice(8, 10)}/${iso.slice(5, 7)}/${iso.slice(0, 4)}`;
}

/** One of several. */
export function pick(random: (below: number) => number, from: readonly string[]): string {
  return from[random(from.length)] ?? '';
}

/** Numbers that look random and are the same every time (mulberry32). */
export function generator(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * below);
  };
}
