import { cleanHeading, findHeading, headingIndex } from '../../sources/contract/headings.js';
import { type PostcodeGrid, postcodeGrid } from '../../sources/contract/postcode-grid.js';
import { fileSource } from '../core/files/byte-source.js';
import { cellOf } from '../../sources/read/cut-row.js';
import { openTabular } from '../../sources/read/open.js';
import { QuarterlyError } from '../core/errors.js';

const POSTCODE = ['pcds', 'pcd', 'pcd7', 'pcd8', 'postcode'];
const EASTING = ['oseast1m', 'east1m', 'easting', 'eastings'];
const NORTHING = ['osnrth1m', 'north1m', 'northing', 'northings'];

/**
 * Reads a directory of postcodes with their grid references, such as ONS's (ONSPD), as one CSV file.
 * @throws QuarterlyError `configuration` where there is no such file, or it hasn't the columns.
 */
export async function readPostcodes(file: string): Promise<PostcodeGrid> {
  const grid = postcodeGrid();
  const tabular = await opened(file);
  try {
    let places: readonly [number, number, number] | undefined;
    for await (const batch of tabular.sheets[0]?.batches() ?? []) {
      for (const row of batch) {
        if (places === undefined) {
          places = placesIn(row.cells.map(cleanHeading), file);
          continue;
        }
        const [postcode, easting, northing] = places.map((place) => cellOf(row, place));
        if (typeof postcode !== 'string' || !isNumber(easting) || !isNumber(northing)) continue;
        grid.add(postcode, Number(easting), Number(northing));
      }
    }
  } finally {
    await tabular.close();
  }
  return grid;
}

/**
 * Looks whether a directory of postcodes can be read, by its headings only: the whole takes seconds.
 * @throws QuarterlyError as {@link readPostcodes} does.
 */
export async function checkPostcodes(file: string): Promise<void> {
  const tabular = await opened(file);
  try {
    for await (const [first] of tabular.sheets[0]?.batches() ?? []) {
      placesIn((first?.cells ?? []).map(cleanHeading), file);
      return;
    }
    placesIn([], file);
  } finally {
    await tabular.close();
  }
}

async function opened(file: string) {
  try {
    return await openTabular(fileSource(file));
  } catch (cause) {
    throw new QuarterlyError(
      'configuration',
      `The directory of postcodes can't be read: ${file}.`,
      {
        fix: 'Put the CSV file of the ONS Postcode Directory there, or change "postcodes" in quarterly.yaml.',
        place: { file },
        cause,
      },
    );
  }
}

function placesIn(headings: readonly string[], file: string): readonly [number, number, number] {
  const index = headingIndex(headings);
  const place = (spellings: readonly string[]): number => findHeading(index, spellings) ?? -1;
  const places = [place(POSTCODE), place(EASTING), place(NORTHING)] as const;
  if (places.every((each) => each >= 0)) return places;
  throw new QuarterlyError(
    'configuration',
    `The directory of postcodes has no columns of postcodes and grid references: ${file}.`,
    {
      fix: `Give a CSV file with the columns pcds, oseast1m and osnrth1m, as the ONS Postcode Directory has them.`,
      place: { file },
    },
  );
}

/** Postcodes that have ended may have no reference. */
function isNumber(cell: unknown): boolean {
  return typeof cell === 'number' || (typeof cell === 'string' && /^\d+(\.\d+)?$/.test(cell));
}
