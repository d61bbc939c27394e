import { unlisted } from '../../pipeline/core/return-messages/cells.js';
import { CellFault, code, type Column, custom, oneOf, ukDate } from '../contract/columns.js';

/** Codes of the guidance, current and earlier ones, by the return's own column names. */
export const codes = {
  RNE: /^[SLPTBU]$/,
  LS: /^(C[12]|D1|E1|V[1-4]|J[1-3]|L[1-3])$/,
  CIN: /^N[1-8]$/,
  // The older placement codes (F, M, Q and the rest) are in episodes that began before April 2015; K3 is new in the return of
  // 2025, Z11 to Z14 in that of 2026, where lists differ on whether Z1 goes on: all are taken.
  PLACE:
    /^(A[1-6]|F[1-6]|H[1-5]|K[1-3]|M[1-6]|P[1-3]|Q[12]|R[1-5]|S1|T[0-4]|U[1-6]|X1|Z1|Z1[1-4])$/,
  PLACE_PROVIDER: /^PR[0-5]$/,
  REC: /^(X1|E2|E3|E4[AB]|E[5-9]|E1[0-7]|E4[1345678])$/,
  REASON_PLACE_CHANGE:
    /^(CARPL|CLOSE|ALLEG|STAND|APPRR|CREQB|CREQO|CHILD|LAREQ|PLACE|CUSTOD|OTHER)$/,
  REVIEW_CODE: /^PN[0-7]$/,
  ETHNIC:
    /^(WBRI|WIRI|WIRT|WROM|WOTH|MWBC|MWBA|MWAS|MOTH|AIND|APKN|ABAN|AOTH|BCRB|BAFR|BOTH|CHNE|OOTH|REFU|NOBT)$/,
  SDQ_REASON: /^SDQ[1-5]$/,
  IN_TOUCH: /^(YES|NO|DIED|REFU|NREQ|RHOM)$/,
  ACTIV: /^([FP][1-5]|G[456]|0)$/,
  PREV_PERM: /^(P[1-4]|Z1)$/,
  REASON_PLACED_CEASED: /^RD[1-4]$/,
  SW_REASON: /^(MANAGE|FCONTA|LEFTRL|ORGRST|TSPROC|ABSENC|CHCHAN|PCCHAN|SWDIED|OTHERS)$/,
} as const;

/** A code of the return; the fix names the return's column, as its guidance does. */
export function coded(name: keyof typeof codes): Column {
  return code(codes[name], unlisted(`${name} of 2017 to 2027`));
}

/** 1 or 0, also as "1.0" from a table made by a statistics program: `yes` or `no`. */
export function flag(): Column {
  return oneOf({ '1': 'yes', '0': 'no' });
}

/**
 * ACCOM: a letter for the kind and 1 or 2 for suitable or not, or 0. A workbook that takes "01" for a number drops its
 * zero, so a bare 1 or 2 gets it back.
 */
export function accommodation(): Column {
  return custom('text', (cell) => {
    const said = String(cell)
      .toUpperCase()
      .replace(/\.0+$/, '')
      .replace(/^([12])$/, '0$1');
    return /^(0|0[12]|[B-EGHKR-Z][12])$/.test(said) ? said : UNKNOWN_ACCOMMODATION;
  });
}
const UNKNOWN_ACCOMMODATION = new CellFault('unknown-code', unlisted('ACCOM of 2017 to 2027'));

/** The district of a postcode ("TS18" of "TS18 1AB"): a whole one would tell where a child lives. */
export function postcodeDistrict(): Column {
  return custom('text', (cell) => {
    const squeezed = String(cell).toUpperCase().replace(/\s+/g, '');
    return /^([A-Z]{1,2}\d[A-Z\d]?)(?:\d[A-Z]{2})?$/.exec(squeezed)?.[1] ?? NOT_A_POSTCODE;
  });
}
const NOT_A_POSTCODE = new CellFault('not-a-postcode');

/** A whole postcode as its keyed hash, so that two placements at one address are told and no address is kept; null where it isn't whole. */
export function postcodePseudonym(): Column {
  return custom('text', (cell, context) => {
    const squeezed = String(cell).toUpperCase().replace(/\s+/g, '');
    return /^[A-Z]{1,2}\d[A-Z\d]?\d[A-Z]{2}$/.test(squeezed)
      ? context.pseudonym(`postcode ${squeezed}`)
      : null;
  });
}

/** A date of which the day, or day and month, may be unknown ("zz/06/2012"): then nothing is stored. */
export function dateOrPartlyKnown(): Column {
  return custom('text', (cell) => {
    if (/^z{1,2}\/(\d{1,2}|z{1,2})\/\d{4}$/i.test(String(cell))) return null;
    return (
      ukDate(cell) ??
      new CellFault(
        'not-a-date',
        'Write the date as day, month, year; zz where the day is unknown.',
      )
    );
  });
}
