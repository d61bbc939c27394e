import { answer, coded, phrase, whoTheChildIs } from '../annex-a/columns.js';
import {
  CellFault,
  code,
  type Column,
  count,
  custom,
  date,
  oneOf,
  pseudonymOf,
} from '../contract/columns.js';
import type { TableContract } from '../contract/types.js';

/** Needs as the school census lists them; since 2024 also DS, and SEMH's older BESD. */
const NEED = /^(SPLD|MLD|SLD|PMLD|SEMH|BESD|SLCN|HI|VI|MSI|PD|ASD|DS|OTH|NSA)$/;

const describingDate = (): Column => date().lenient();

/** The register of schools' numbers for a phase. */
const PHASES = [
  'none',
  'nursery',
  'primary',
  'primary',
  'secondary',
  'secondary',
  'post-16',
  'all-through',
] as const;

const phaseWords = phrase({
  'not applicable': 'none',
  nursery: 'nursery',
  'early years': 'nursery',
  primary: 'primary',
  'middle deemed primary': 'primary',
  secondary: 'secondary',
  'middle deemed secondary': 'secondary',
  'all-through': 'all-through',
  'all through': 'all-through',
  special: 'special',
  'alternative provision': 'alternative-provision',
  'pupil referral unit': 'alternative-provision',
  'post-16': 'post-16',
  'post 16': 'post-16',
  '16 plus': 'post-16',
  'further education': 'post-16',
  college: 'post-16',
  independent: 'independent',
});

/** The phase of a place of education, in words or as the register numbers it. */
const phase = (): Column =>
  custom('text', (cell, context) =>
    /^[0-7]$/.test(String(cell)) ? (PHASES[Number(cell)] ?? null) : phaseWords.check(cell, context),
  ).lenient();

/** Absence as the list gives it, with a decimal, kept in tenths: 8.4 is 84. */
function tenths(): Column {
  return custom('integer', (cell) => {
    const absence = Number(/^(\d{1,3}(?:\.\d+)?) ?%?$/.exec(String(cell))?.[1]);
    return Number.isNaN(absence) ? NOT_A_NUMBER : Math.round(absence * 10);
  }).lenient();
}
const NOT_A_NUMBER = new CellFault('not-a-number');

/** SEN need by its code or with its description: "ASD", "ASD - Autistic spectrum disorder", "a) SEMH: Social …". */
const need = (): Column => coded(NEED).lenient();

const sex = (): Column =>
  oneOf({
    '1': 'male',
    m: 'male',
    male: 'male',
    'a) male': 'male',
    '2': 'female',
    f: 'female',
    female: 'female',
    'b) female': 'female',
    '0': 'not-stated',
    '9': 'not-stated',
    u: 'not-stated',
    unknown: 'not-stated',
    'not known': 'not-stated',
    'not stated': 'not-stated',
  }).lenient();

/** What both lists say of a child or young person. */
const who = {
  child: whoTheChildIs.child,
  birth_month: whoTheChildIs.birth_month,
  sex: sex(),
  ethnicity: whoTheChildIs.ethnicity,
  primary_need: need(),
  establishment_urn: code(/^[0-9]{5,7}$/, 'Give the URN of the register of schools.').lenient(),
  establishment_phase: phase(),
  subsidiary_phase: phase(),
  suspension_count: count().lenient(),
  permanent_exclusion_count: count().lenient(),
  absence_tenths: tenths(),
  pupil_premium: answer().lenient(),
  known_to_social_care: answer().lenient(),
  social_care_team: pseudonymOf('team').lenient(),
  has_disability: answer().lenient(),
};

/** The two lists, as stored. */
export const lists = {
  ehc_plan: {
    key: ['child'],
    columns: {
      ...who,
      issued_date: date(),
      updated_date: describingDate(),
      reviewed_date: describingDate(),
      home_educated: answer().lenient(),
    },
  },
  sen_support: { key: ['child'], columns: who },
} satisfies Record<string, TableContract>;
