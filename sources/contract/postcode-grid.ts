/** Where postcodes are, on the national grid of Great Britain. */
export interface PostcodeGrid {
  readonly count: number;
  /** Takes a postcode in, in capitals or not, with its space or without. @param easting metres @param northing metres */
  readonly add: (postcode: string, easting: number, northing: number) => void;
  /** As the crow flies, in tenths of a mile; undefined where one of the two isn't there. */
  readonly tenthsOfMilesBetween: (one: string, other: string) => number | undefined;
}

const POSTCODE = /^[A-Z]{1,2}\d[A-Z\d]?\d[A-Z]{2}$/;
const METRES = 160.9344;
const SMALLEST = 1 << 12;

/**
 * A grid without postcodes. The directory has 2.7 million: they are kept as numbers in one table of open addressing, some 130 MiB, where a
 * map of texts would take a gigabyte.
 */
export function postcodeGrid(): PostcodeGrid {
  let count = 0;
  let keys = new Float64Array(SMALLEST);
  let places = new Int32Array(2 * SMALLEST);

  /** Where a key is, or the free entry where it would be. */
  function entryOf(key: number): number {
    const mask = keys.length - 1;
    let at = spread(key) & mask;
    while (keys[at] !== 0 && keys[at] !== key) at = (at + 1) & mask;
    return at;
  }

  function put(key: number, easting: number, northing: number): void {
    const at = entryOf(key);
    if (keys[at] === 0) count += 1;
    keys[at] = key;
    places[2 * at] = easting;
    places[2 * at + 1] = northing;
  }

  function grow(): void {
    const [oldKeys, oldPlaces] = [keys, places];
    keys = new Float64Array(2 * oldKeys.length);
    places = new Int32Array(2 * oldPlaces.length);
    count = 0;
    oldKeys.forEach((key, at) => {
      if (key !== 0) put(key, oldPlaces[2 * at] ?? 0, oldPlaces[2 * at + 1] ?? 0);
    });
  }

  function placeOf(postcode: string): readonly [number, number] | undefined {
    const key = keyOf(postcode);
    if (key === undefined) return undefined;
    const at = entryOf(key);
    return keys[at] === key ? [places[2 * at] ?? 0, places[2 * at + 1] ?? 0] : undefined;
  }

  return {
    get count() {
      return count;
    },
    add(postcode, easting, northing) {
      const key = keyOf(postcode);
      if (key === undefined) return;
      put(key, easting, northing);
      if (4 * count > 3 * keys.length) grow();
    },
    tenthsOfMilesBetween(one, other) {
      const [from, to] = [placeOf(one), placeOf(other)];
      if (from === undefined || to === undefined) return undefined;
      return Math.round(Math.hypot(from[0] - to[0], from[1] - to[1]) / METRES);
    },
  };
}

/** A postcode as a number; undefined for what isn't one, and for Northern Ireland's, whose grid is another. */
function keyOf(postcode: string): number | undefined {
  const squeezed = postcode.toUpperCase().replace(/\s+/g, '');
  return POSTCODE.test(squeezed) && !squeezed.startsWith('BT') ? parseInt(squeezed, 36) : undefined;
}

/** Spreads keys that are near each other, as those of one street are, over the table. */
function spread(key: number): number {
  const mixed = Math.imul((key % 0x100000000) ^ Math.floor(key / 0x100000000), 0x9e3779b1);
  return (mixed ^ (mixed >>> 15)) >>> 0;
}
