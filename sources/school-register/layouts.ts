import type { Cell } from '../../pipeline/core/files/tabular-file.js';
import {
  type Draft,
  type Layout,
  optional,
  type RowView,
  type TableLayout,
} from '../contract/types.js';
import { unreadOfRegister } from './unread.js';

/** LA codes of Welsh councils, service schools overseas, offshore islands, and "does not apply". */
const OUTSIDE_ENGLAND = /^(0+|6[6-8]\d|70\d)$/;

/** Authorities that the reorganisations of the 1990s abolished; schools that closed under them. */
const ABOLISHED_BEFORE_2005 = /^Pre[- ]LGR \(?(19|200[0-4])/i;

function leftOut(row: RowView): string | undefined {
  if (OUTSIDE_ENGLAND.test(String(row.cell('LA (code)') ?? '')))
    return 'not under an English authority';
  return ABOLISHED_BEFORE_2005.test(String(row.cell('LA (name)') ?? ''))
    ? 'closed under an authority abolished before 2005'
    : undefined;
}

/** LA code and establishment number make the LAESTAB; a nursery or college may have no number. */
function laestab(row: RowView): Cell {
  const number = row.cell('EstablishmentNumber');
  return number === null
    ? null
    : `${row.cell('LA (code)') ?? ''}${String(number).padStart(4, '0')}`;
}

function school(row: RowView): readonly Draft[] {
  return [
    {
      area_code: row.cell('LA (code)'),
      urn: row.cell('URN'),
      laestab: laestab(row),
      name: row.cell('EstablishmentName'),
      type: row.cell('TypeOfEstablishment (name)'),
      type_group: row.cell('EstablishmentTypeGroup (name)'),
      status: row.cell('EstablishmentStatus (name)'),
      phase: row.cell('PhaseOfEducation (name)'),
      open_date: row.cell('OpenDate'),
      close_date: row.cell('CloseDate'),
      pupil_count: row.cell('NumberOfPupils'),
    },
  ];
}

const schoolTable: TableLayout = {
  headings: {
    area_code: 'LA (code)',
    urn: 'URN',
    laestab: 'EstablishmentNumber',
    name: 'EstablishmentName',
    type: optional('TypeOfEstablishment (name)'),
    type_group: optional('EstablishmentTypeGroup (name)'),
    status: 'EstablishmentStatus (name)',
    phase: 'PhaseOfEducation (name)',
    open_date: 'OpenDate',
    close_date: 'CloseDate',
    pupil_count: optional('NumberOfPupils'),
  },
  unread: unreadOfRegister,
  ignore: leftOut,
  reshape: school,
};

const linkTable: TableLayout = {
  headings: {
    urn: 'URN',
    link_urn: 'LinkURN',
    link_type: 'LinkType',
    established_date: optional('LinkEstablishedDate'),
  },
  unread: ['LinkName'],
};

/** An extract and its links file, sent as one. */
export const extractAndLinks: Layout = {
  id: 'gias-extract-and-links',
  tables: { school: schoolTable, link: linkTable },
};

/** Only an extract. */
export const extract: Layout = { id: 'gias-extract', tables: { school: schoolTable } };

/** Only a links file. */
export const links: Layout = { id: 'gias-links', tables: { link: linkTable } };
