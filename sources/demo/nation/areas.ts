import { loadAuthorities } from '../../authorities/lookup.js';
import { dayBefore, demoAuthority, lastDay } from '../timeline.js';

/** A local authority of the demo's years: it is real, and what the demo says of it is invented. */
export interface DemoArea {
  readonly code: string;
  readonly threeDigit: string;
  readonly name: string;
  readonly regionCode: string;
  readonly region: string;
  readonly ofstedRegion: string;
  /** Parliamentary constituencies that its schools are in; none where no figure asks for them. */
  readonly constituencies: readonly string[];
}

/** Two authorities that have hardly a thousand children: the City of London and the Isles of Scilly. */
const SMALLEST: ReadonlySet<string> = new Set(['E09000001', 'E06000053']);

const NORTH = 'North East, Yorkshire and the Humber';
/** Of Ofsted's regions eight have the name of a region of England; two regions are one of them. */
const OFSTED_REGIONS: Readonly<Record<string, string>> = {
  'North East': NORTH,
  'Yorkshire and The Humber': NORTH,
};

/** The 152 authorities that were in force through all of the demo's quarters, in the order of their numbers. */
export async function demoNation(): Promise<DemoArea[]> {
  const { all } = await loadAuthorities();
  return all
    .filter(
      ({ validFrom, validTo }) => (validFrom ?? '') <= dayBefore && (validTo ?? '9999') > lastDay,
    )
    .map(({ code, threeDigit, name, regionCode, regionName }) => ({
      ...{ code, threeDigit, name, regionCode, region: regionName },
      ofstedRegion: OFSTED_REGIONS[regionName] ?? regionName,
      constituencies:
        threeDigit === demoAuthority.threeDigit ? ['Stockton North', 'Stockton South'] : [],
    }))
    .sort((a, b) => (a.threeDigit < b.threeDigit ? -1 : 1));
}

/** An authority so small that it has one school and no children's home. */
export function isSmallest({ code }: Pick<DemoArea, 'code'>): boolean {
  return SMALLEST.has(code);
}
