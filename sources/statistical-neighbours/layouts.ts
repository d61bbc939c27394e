import type { Cell } from '../../pipeline/core/files/tabular-file.js';
import type { Draft, Layout, RowView } from '../contract/types.js';

const RANKS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] as const;

interface Neighbour {
  readonly code: Cell;
  readonly closeness: Cell;
}

/** A row's ten neighbours as ten records. */
function records(area_code: Cell, neighbourAt: (rank: number) => Neighbour): readonly Draft[] {
  return RANKS.map((rank) => {
    const { code, closeness } = neighbourAt(rank);
    return { area_code, model: 'as-at', neighbour_rank: rank, neighbour_code: code, closeness };
  });
}

/** April 2021: every "how close" column is headed SNP, and stands right of its neighbour. */
export const model2021: Layout = {
  id: 'model-2021',
  tables: {
    neighbour: {
      headings: {
        area_code: 'LA num',
        closeness: 'SNP',
        ...Object.fromEntries(RANKS.map((rank) => [`neighbour_${rank}`, `SN${rank}`])),
      },
      mayRepeat: ['SNP'],
      unread: ['LA Name', 'LA number', 'GOInd', 'GOReg'],
      ignore: (row) =>
        row.cell('LA num') === null ? 'a line between groups of authorities: no code' : undefined,
      reshape: (row) => records(row.cell('LA num'), (rank) => besideHeading(row, `SN${rank}`)),
      headingOf: (record) => `SN${record['neighbour_rank'] ?? ''}`,
    },
  },
};

function besideHeading(row: RowView, heading: string): Neighbour {
  const place = row.headings.indexOf(heading);
  return { code: row.cells[place] ?? null, closeness: row.cells[place + 1] ?? null };
}

/** 2025: every column has a heading of its own. */
export const model2025: Layout = {
  id: 'model-2025',
  tables: {
    neighbour: {
      headings: {
        area_code: 'old_la_code',
        ...Object.fromEntries(
          RANKS.flatMap((rank) => [
            [`neighbour_${rank}`, `SN_${rank}`],
            [`closeness_${rank}`, `SN_${rank}P`],
          ]),
        ),
      },
      unread: ['la_name', 'region_ind', 'region_name'],
      reshape: (row) =>
        records(row.cell('old_la_code'), (rank) => ({
          code: row.cell(`SN_${rank}`),
          closeness: row.cell(`SN_${rank}P`),
        })),
      headingOf: (record) => `SN_${record['neighbour_rank'] ?? ''}`,
    },
  },
};
