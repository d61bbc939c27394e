import type { IsoDate } from '../core/calendar/days.js';
import { england } from './roll-up.js';

/** An authority as the lists of `sources/authorities` have it, of today or of an earlier vintage. */
export interface KnownAuthority {
  readonly code: string;
  readonly regionCode: string;
  readonly regionName: string;
  /** First and last day of the code; null where it has none. */
  readonly validFrom: IsoDate | null;
  readonly validTo: IsoDate | null;
  /** The code under which the same authority goes on; null where it is the last. */
  readonly successor: string | null;
}

/** Of the authorities in force, this share must be in a file before it is the nation's (measures.md, "Coverage"). */
const SHARE_OF_ENGLAND = { of: 100, needs: 95 };

/** They truly may have none of what a file lists: few children, few establishments. */
const MAY_HAVE_NONE: ReadonlySet<string> = new Set(['E06000053', 'E09000001']);
/** In lists of establishments one more may have none: Westminster has had no children's home in five years. */
const MAY_HAVE_NO_HOME: ReadonlySet<string> = new Set([...MAY_HAVE_NONE, 'E09000033']);

/** Whether a file speaks for England and for each region, by the authorities that have any row in it. */
export interface Coverage {
  /**
   * Why an area has no figure, in a sentence; null where the file covers it. An authority that isn't in the file has none, but for
   * homes: one that a whole nation's file doesn't list has no home.
   */
  readonly reasonFor: (areaCode: string) => string | null;
  /** "sum of 147 of 153 authorities", where some that may have none are missing; else null. */
  readonly noteFor: (areaCode: string) => string | null;
}

/** Authorities in force on a day, by their newest codes (facts carry those), with their regions. */
export function inForceOn(
  all: readonly KnownAuthority[],
  day: IsoDate,
): ReadonlyMap<string, string> {
  const byCode = new Map(all.map((each) => [each.code, each]));
  const newest = (each: KnownAuthority): string => {
    const next = each.successor === null ? undefined : byCode.get(each.successor);
    return next === undefined ? each.code : newest(next);
  };
  return new Map(
    all
      .filter(
        ({ validFrom, validTo }) => (validFrom ?? '') <= day && day <= (validTo ?? '9999-12-31'),
      )
      .map((each) => [newest(each), each.regionCode]),
  );
}

/**
 * How far a file covers England and its regions.
 * @param areas codes of all areas with any row in the file; a row of two authorities names both.
 * @param source id of the source: lists of establishments lack more authorities.
 */
export function coverageOf(
  areas: Iterable<string>,
  inForce: ReadonlyMap<string, string>,
  source: string,
): Coverage {
  const there = new Set([...areas].flatMap((area) => area.match(/E\d{8}/g) ?? []));
  const isOfHomes = source === 'childrens-homes';
  const optional = isOfHomes ? MAY_HAVE_NO_HOME : MAY_HAVE_NONE;
  const expectedIn = (areaCode: string): string[] =>
    [...inForce].flatMap(([code, region]) =>
      areaCode === england || region === areaCode ? [code] : [],
    );
  const counted = (areaCode: string): { held: string[]; expected: string[] } => {
    const expected = expectedIn(areaCode);
    return { expected, held: expected.filter((code) => there.has(code)) };
  };
  const covers = (areaCode: string): boolean => {
    const { held, expected } = counted(areaCode);
    if (held.length === 0) return false;
    return areaCode === england
      ? held.length * SHARE_OF_ENGLAND.of >= expected.length * SHARE_OF_ENGLAND.needs
      : expected.every((code) => there.has(code) || optional.has(code));
  };
  return {
    reasonFor: (areaCode) => {
      if (isAuthority(areaCode)) {
        if (there.has(areaCode)) return null;
        if (!inForce.has(areaCode)) return 'This authority did not exist on the day of the file.';
        return isOfHomes && covers(england) ? null : 'The file holds no row of this authority.';
      }
      if (covers(areaCode)) return null;
      const { held, expected } = counted(areaCode);
      const whose = areaCode === england ? '' : ' of the region';
      return `The file holds ${held.length} of ${expected.length} authorities${whose}.`;
    },
    noteFor: (areaCode) => {
      const { held, expected } = counted(areaCode);
      return held.length === expected.length
        ? null
        : `sum of ${held.length} of ${expected.length} authorities`;
    },
  };
}

/** Not a region (E12), a part of London (E13) or England (E92). */
export function isAuthority(areaCode: string): boolean {
  return !/^E(?:12|13|92)/.test(areaCode);
}
