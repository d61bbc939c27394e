import type { Authorities } from '../../sources/authorities/lookup.js';
import { QuarterlyError } from '../core/errors.js';
import { didYouMean } from '../core/nearest.js';
import { england } from '../measure/roll-up.js';

/** An area as a command was asked for it. */
export interface NamedArea {
  readonly code: string;
  readonly name: string;
}

/**
 * An authority by code or name, a region by code or name, or England.
 * @throws QuarterlyError `usage` with the nearest name for any other.
 */
export function findArea(wanted: string, authorities: Authorities): NamedArea {
  const asked = wanted.toLowerCase();
  if (asked === 'england' || wanted === england) return { code: england, name: 'England' };
  const region = authorities.all.find(
    ({ regionCode, regionName }) => regionCode === wanted || regionName.toLowerCase() === asked,
  );
  if (region !== undefined) return { code: region.regionCode, name: region.regionName };
  const code = authorities.find(wanted);
  if (code !== undefined) return { code, name: authorities.nameOf(code) ?? code };
  const regions = authorities.all.map(({ regionName }) => regionName);
  throw new QuarterlyError(
    'usage',
    `"${wanted}" is not an area that is known here.${didYouMean(wanted, [...namesOf(authorities), ...regions])}`,
    { fix: 'Give an authority by its code or name, a region (E12…) or England (E92000001).' },
  );
}

/**
 * An authority by its nine-character code, three-digit code or name.
 * @throws QuarterlyError `usage` with the nearest name where there is none.
 */
export function findAuthority(wanted: string | undefined, authorities: Authorities): NamedArea {
  const code = wanted === undefined ? undefined : authorities.find(wanted);
  const name = code === undefined ? undefined : authorities.nameOf(code);
  if (code !== undefined && name !== undefined) return { code, name };
  throw new QuarterlyError(
    'usage',
    wanted === undefined
      ? 'Which authority is it for?'
      : `"${wanted}" is not an authority that is known here.${didYouMean(wanted, namesOf(authorities))}`,
    {
      fix: 'Give its nine-character code, three-digit code or name, such as --authority E06000004 or --authority "Stockton-on-Tees". sources/authorities/authorities.csv lists them all.',
    },
  );
}

function namesOf({ all }: Authorities): string[] {
  return [...new Set(all.map(({ name }) => name))];
}
