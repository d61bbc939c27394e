import { ENGLAND, PART_OF_LONDON, regionNamed } from '../authorities/area.js';
import type { AuthorityLookup } from '../contract/columns.js';
import type { RowView } from '../contract/types.js';

/** Where a row belongs: the authorities, region or country that it speaks for, or why it belongs to none of ours. */
export type Placed =
  | {
      readonly level: 'national' | 'regional' | 'authority';
      /** Codes; two or more where one row speaks for several authorities together. */
      readonly areas: readonly string[];
    }
  | { readonly leftOut: string };

/** Headings of DfE's standard form that say when and where, of every level that it knows. */
export const STANDARD_HEADINGS: readonly string[] = [
  'time_period',
  'time_identifier',
  'geographic_level',
  ...['country', 'region', 'lad', 'pcon', 'ward', 'lsip', 'pfa', 'icb', 'planning_area'].flatMap(
    pair,
  ),
  ...[
    'local_enterprise_partnership',
    'english_devolved_area',
    'mayoral_combined_authority',
  ].flatMap(pair),
  ...pair('opportunity_area'),
  'old_la_code',
  'new_la_code',
  'la_name',
  'rsc_region_lead_name',
  'trust_id',
  'trust_name',
  'sponsor_id',
  'sponsor_name',
  'school_urn',
  'school_laestab',
  'school_estab',
  'school_postcode',
  'school_name',
  'provider_ukprn',
  'provider_urn',
  'provider_upin',
  'provider_name',
  'institution_id',
  'institution_name',
];

function pair(level: string): string[] {
  return [`${level}_code`, `${level}_name`];
}

/** A code or name that is there; symbols in its place, as of authorities that are gone, aren't. */
function said(row: RowView, heading: string): string | undefined {
  const cell = row.cell(heading);
  const text = cell === null ? '' : String(cell);
  return /^(?:|[xz:.~-]|\[[xz]\])$/i.test(text) ? undefined : text;
}

/** The level of a row in lower case; where the file has no such column, by the finest code that the row gives. */
function levelOf(row: RowView): string {
  const level = said(row, 'geographic_level');
  if (level !== undefined) return level.toLowerCase();
  if (said(row, 'new_la_code') ?? said(row, 'old_la_code')) return 'local authority';
  return said(row, 'region_code') === undefined ? 'national' : 'regional';
}

/** Places a row of DfE's standard form by its level and code. */
export function placeRow(row: RowView, authorities: AuthorityLookup): Placed {
  const level = levelOf(row);
  switch (level) {
    case 'national':
      return country(row);
    case 'regional':
      return region(row);
    case 'local authority':
      return authority(row, authorities);
    default:
      return { leftOut: `rows of the level "${level}" are not read` };
  }
}

function country(row: RowView): Placed {
  const code = said(row, 'country_code');
  const name = said(row, 'country_name') ?? '';
  const isEngland = code === undefined ? /^england$/i.test(name) : code === ENGLAND;
  return isEngland
    ? { level: 'national', areas: [ENGLAND] }
    : { leftOut: `${name === '' ? 'a country without a name' : name} is not England` };
}

function region(row: RowView): Placed {
  const code = said(row, 'region_code');
  const name = said(row, 'region_name') ?? '';
  if (PART_OF_LONDON.test(code ?? '') || /^(?:inner|outer) london$/i.test(name))
    return { leftOut: 'Inner or Outer London: London is kept, and its boroughs' };
  const own = code !== undefined && /^E1200000[1-9]$/.test(code) ? code : regionNamed(name);
  return own === undefined
    ? { leftOut: `"${name}" (${code ?? 'no code'}) is not a region of England` }
    : { level: 'regional', areas: [own] };
}

function authority(row: RowView, authorities: AuthorityLookup): Placed {
  const codes = codesIn(said(row, 'new_la_code'));
  const areas = codes.map((code) => authorities.find(code));
  const known = areas.filter((area) => area !== undefined);
  if (known.length > 0 && known.length === areas.length)
    return { level: 'authority', areas: [...new Set(known)] };
  const numbers = codesIn(said(row, 'old_la_code')).map((code) => authorities.find(code));
  const byNumber = numbers.filter((area) => area !== undefined);
  if (codes.length === 0 && byNumber.length > 0 && byNumber.length === numbers.length)
    return { level: 'authority', areas: [...new Set(byNumber)] };
  const name = said(row, 'la_name');
  const byName = codes.length > 0 || name === undefined ? undefined : authorities.find(name);
  if (byName !== undefined) return { level: 'authority', areas: [byName] };
  const code = codes.join(' / ');
  return {
    leftOut: `"${name ?? ''}" (${code === '' ? 'no code' : code}) is not an English authority that is known`,
  };
}

/** Small authorities are published together: "E06000061 / E06000062". */
function codesIn(text: string | undefined): readonly string[] {
  return text === undefined ? [] : text.split(/\s*[/,;&+]\s*/).filter((code) => code !== '');
}
