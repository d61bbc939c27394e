import { readFile } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import type { IsoDate } from '../../pipeline/core/calendar/days.js';
import { shippedFile } from '../../pipeline/core/root.js';
import type { AuthorityLookup } from '../contract/columns.js';

/** An English local authority with children's services, of today or of an earlier vintage. */
export interface Authority {
  /** Nine-character GSS code. */
  readonly code: string;
  /** The education department's three-digit code, with its zeros. */
  readonly threeDigit: string;
  readonly name: string;
  readonly regionCode: string;
  readonly regionName: string;
  /** First and last day of the code; null where it has none. */
  readonly validFrom: string | null;
  readonly validTo: string | null;
  /** The code under which the same authority goes on; null where it still exists, or ended. */
  readonly successor: string | null;
}

export interface Authorities extends AuthorityLookup {
  readonly all: readonly Authority[];
  /** The authority with exactly this GSS code. */
  byCode(code: string): Authority | undefined;
  nameOf(code: string): string | undefined;
  /** The code of the region that an authority is in. */
  regionOf(code: string): string | undefined;
}

/** Builds the lookup. Throws where the lists contradict themselves, so that a slip in them is found at once. */
export function authorityList(
  all: readonly Authority[],
  aliases: readonly { readonly alias: string; readonly code: string }[],
): Authorities {
  const byCode = new Map(all.map((authority) => [authority.code, authority]));
  const byText = new Map<string, string>();
  const byName = new Map<string, Authority[]>();

  // An authority's latest vintage comes last and so wins over the earlier ones that share its name and number.
  const oldestFirst = [...all].sort((a, b) => compare(a.validTo ?? '9999', b.validTo ?? '9999'));
  for (const authority of oldestFirst) {
    const current = latest(authority.code);
    byText.set(authority.threeDigit, current);
    byText.set(nameKey(authority.name), current);
    byName.set(nameKey(authority.name), [
      ...(byName.get(nameKey(authority.name)) ?? []),
      authority,
    ]);
  }
  for (const { code } of all) byText.set(nameKey(code), latest(code));
  for (const { alias, code } of aliases) byText.set(nameKey(alias), latest(code));

  function latest(code: string, seen: readonly string[] = []): string {
    const authority = byCode.get(code);
    if (authority === undefined || seen.includes(code))
      throw new Error(
        `The list of authorities leads from ${seen.join(', ') || 'an alias'} to ${code}, which ends nowhere.`,
      );
    return authority.successor === null ? code : latest(authority.successor, [...seen, code]);
  }

  /** Of different authorities that bore one name at different times, the one that bore it on the day. */
  function vintageOn(name: string, on: IsoDate): string | undefined {
    const bearers = byName.get(nameKey(name)) ?? [];
    const then = bearers.find(
      ({ validFrom, validTo }) => (validFrom ?? '') <= on && on <= (validTo ?? '9999'),
    );
    return then === undefined ? undefined : latest(then.code);
  }

  return {
    all,
    byCode: (code) => byCode.get(code),
    nameOf: (code) => byCode.get(code)?.name,
    regionOf: (code) => byCode.get(code)?.regionCode,
    find: (text, on) => {
      const found = byText.get(text) ?? byText.get(nameKey(text));
      return on === undefined || found === undefined ? found : (vintageOn(text, on) ?? found);
    },
  };
}

/** Names are written in many ways: capitals, full stops, commas, dashes and "&" are set aside. */
function nameKey(name: string): string {
  return name
    .toLowerCase()
    .replace(/&/g, ' and ')
    .replace(/['\u2018\u2019.]/gu, '')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

let shipped: Promise<Authorities> | undefined;

/** The lists that the project ships (`authorities.csv`, `aliases.csv`), read at the first call. */
export function loadAuthorities(): Promise<Authorities> {
  return (shipped ??= readShipped());
}

async function readShipped(): Promise<Authorities> {
  const [authorities, aliases] = await Promise.all([
    records('authorities.csv'),
    records('aliases.csv'),
  ]);
  return authorityList(
    authorities.map((record) => ({
      code: record['code'] ?? '',
      threeDigit: record['three_digit'] ?? '',
      name: record['name'] ?? '',
      regionCode: record['region_code'] ?? '',
      regionName: record['region_name'] ?? '',
      validFrom: orNull(record['valid_from']),
      validTo: orNull(record['valid_to']),
      successor: orNull(record['successor']),
    })),
    aliases.map((record) => ({ alias: record['alias'] ?? '', code: record['code'] ?? '' })),
  );
}

async function records(file: string): Promise<Record<string, string>[]> {
  const text = await readFile(shippedFile('sources', 'authorities', file), 'utf8');
  return parse<Record<string, string>>(text, {
    columns: true,
    bom: true,
    skip_empty_lines: true,
    comment: '#',
    comment_no_infix: true,
  });
}

function orNull(text: string | undefined): string | null {
  return text === undefined || text === '' ? null : text;
}
