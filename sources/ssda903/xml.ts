import type { XmlColumn, XmlForm } from '../read/xml/form.js';

/** The same columns as in the CSV files, by the same names but PLACE (PL) and CHILD (CHILDID). */
function columns(
  child: string,
  ...names: readonly (string | readonly [heading: string, path: XmlColumn])[]
): Record<string, XmlColumn> {
  const named = names.map((name) => (typeof name === 'string' ? ([name, name] as const) : name));
  return Object.fromEntries([['CHILD', child], ...named]);
}

/** From an element within the header, from the header itself, and from one beside it. */
const [WITHIN, ITSELF, BESIDE] = ['../CHILDID', 'CHILDID', '../HEADER/CHILDID'];

/** Elements of parts that are newer than any sample of the XML: check. */
const within = (...names: readonly string[]): string[] =>
  names.map((name) => `CHILD/HEADER/${name}`);

/** The whole return as XML (root EXPSSDA903), as systems export it for DfE: one CHILD element a child. */
export const ssda903Xml: XmlForm = {
  title: 'the looked-after children return (SSDA903)',
  root: 'EXPSSDA903',
  unit: 'CHILD',
  tables: {
    header: {
      rows: 'CHILD/HEADER',
      inEachUnit: true,
      columns: columns(ITSELF, 'SEX', 'DOB', 'ETHNIC', 'MOTHER'),
    },
    episodes: {
      rows: 'CHILD/EPISODE',
      columns: columns(
        BESIDE,
        'DECOM',
        'RNE',
        'LS',
        'CIN',
        ['PLACE', ['PL', 'PLACE']],
        'PLACE_PROVIDER',
        'DEC',
        'REC',
        'REASON_PLACE_CHANGE',
        'HOME_POST',
        'PL_POST',
        'URN',
      ),
    },
    reviews: { rows: 'CHILD/HEADER/AREVIEW', columns: columns(WITHIN, 'REVIEW', 'REVIEW_CODE') },
    oc2: {
      rows: 'CHILD/HEADER/OC2',
      columns: columns(
        WITHIN,
        'SDQ_SCORE',
        'SDQ_REASON',
        'CONVICTED',
        'HEALTH_CHECK',
        'IMMUNISATIONS',
        'TEETH_CHECK',
        'HEALTH_ASSESSMENT',
        'SUBSTANCE_MISUSE',
      ),
    },
    oc3: {
      rows: 'CHILD/HEADER',
      onlyWith: ['IN_TOUCH', 'ACTIV', 'ACCOM'],
      columns: columns(ITSELF, 'DOB', 'IN_TOUCH', 'ACTIV', 'ACCOM'),
    },
    ad1: {
      rows: 'CHILD/HEADER',
      onlyWith: ['DATE_INT', 'DATE_MATCH'],
      columns: columns(ITSELF, 'DATE_INT', 'DATE_MATCH', 'FOSTER_CARE'),
    },
    placed_for_adoption: {
      rows: 'CHILD/HEADER/AD_PLACED',
      columns: columns(WITHIN, 'DATE_PLACED', 'DATE_PLACED_CEASED', 'REASON_PLACED_CEASED'),
    },
    previous_permanence: {
      rows: 'CHILD/HEADER/PERMANENCE',
      columns: columns(WITHIN, 'PREV_PERM', 'LA_PERM', 'DATE_PERM'),
    },
    missing: {
      rows: 'CHILD/HEADER/AMISSING',
      columns: columns(
        WITHIN,
        'MISSING',
        ['MIS_START', ['MIS_START', 'MISSTART']],
        ['MIS_END', ['MIS_END', 'MISEND']],
      ),
    },
    uasc: {
      rows: 'CHILD/HEADER',
      onlyWith: ['UASC=1', 'DUC'],
      columns: columns(ITSELF, 'UASC', 'DUC'),
    },
    sw_episodes: {
      rows: within('SW_EPISODE', 'ASW_EPISODE', 'SWEPISODE', 'SW_EPISODES', 'ASW'),
      columns: columns(WITHIN, 'SW_ID', 'SW_DECOM', 'SW_DEC', 'SW_REASON'),
    },
    dolo: {
      rows: within('DOLO', 'ADOLO', 'DOLO_EPISODE', 'DOLO_ORDER'),
      columns: columns(WITHIN, 'DOLO_START', 'DOLO_END'),
    },
  },
  unread: [
    'CHILD/HEADER/UPN',
    'CHILD/HEADER/MC_DOB',
    'CHILD/HEADER/NB_ADOPTR',
    'CHILD/HEADER/SEX_ADOPTR',
    'CHILD/HEADER/LS_ADOPTR',
    'CHILD/HEADER/OC2/INTERVENTION_RECEIVED',
    'CHILD/HEADER/OC2/INTERVENTION_OFFERED',
    'CHILD/EPISODE/PL_DISTANCE',
    'CHILD/EPISODE/PL_LA',
    'CHILD/EPISODE/PL_LOCATION',
  ],
};
