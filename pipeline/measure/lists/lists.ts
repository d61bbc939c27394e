import { readFile } from 'node:fs/promises';
import type { Knex } from 'knex';
import type { Quarter } from '../../core/calendar/quarter.js';
import { shippedFile } from '../../core/root.js';
import type { Engine } from '../../warehouse/types.js';
import type { ListReasons, PackLists } from '../../core/figure/lists.js';
import { sentenceCase } from '../grade-words.js';
import { judgementList, type JudgementRow } from './judgement-list.js';
import {
  byPhase,
  inspectionsPublished,
  schoolsBelowGood,
  type SchoolResult,
} from './school-lists.js';
import { fillScope } from '../scope.js';
import { windowOf } from '../windows.js';
import { byText } from '../by-text.js';

interface PhaseRow {
  readonly phase: string;
  readonly open_schools: number;
  readonly grade_1: number;
  readonly grade_2: number;
  readonly grade_3: number;
  readonly grade_4: number;
  readonly ungraded: number;
  readonly pupils: number | null;
}

interface HomeRow {
  readonly urn: string;
  readonly provision_type: string;
  readonly sector: string | null;
  readonly overall_grade: string | null;
  readonly inspection_date: string | null;
  readonly place_count: number | null;
}

/** A row of `actions__action`. */
export interface ActionRow {
  readonly row_no: number;
  readonly priority: string;
  readonly reference: string | null;
  readonly action: string;
  readonly lead: string | null;
  readonly due_date: string | null;
  readonly due_words: string | null;
  readonly status: string;
  readonly progress: string | null;
  readonly milestone: string | null;
  readonly finding_reference: string | null;
  readonly measure: string | null;
}

/** A row of `commentary__comment`. */
export interface CommentRow {
  readonly row_no: number;
  readonly measure: string;
  readonly what_happened: string;
  readonly why: string | null;
  readonly what_is_done: string | null;
  readonly back_on_target_date: string | null;
  readonly back_on_target_words: string | null;
  readonly author: string;
  readonly written_date: string;
}

interface FindingRow {
  readonly framework: string;
  readonly year: number;
  readonly outcome: string;
  readonly kind: string;
  readonly reference: string | null;
  readonly finding: string;
  readonly row_no: number;
}

/**
 * The lists that a pack shows beside measures, for one quarter. Runs in the transaction whose scope tables are there
 * ({@link createScope}), and sorts every list itself: no order of an engine gets into a pack.
 * @param reasons lists that can't be made stay empty.
 */
export async function readLists(
  trx: Knex.Transaction,
  engine: Engine,
  quarter: Quarter,
  reasons: ListReasons,
): Promise<PackLists> {
  await fillScope(trx, engine, [
    { quarter, basis: 'quarter', window: windowOf('quarter', quarter), source: '' },
  ]);
  const rows = async <T>(name: string): Promise<T[]> => {
    const sql = await readFile(shippedFile('sql', 'lists', `${name}.sql`), 'utf8');
    const found: unknown = await trx.raw(sql);
    return found as T[];
  };
  const schools = await rows<SchoolResult>('school-results');
  const actions = await rows<ActionRow & { readonly as_at: string }>('actions');
  // A list that can't be whole is none.
  const unless = <T>(name: keyof ListReasons, list: readonly T[]): readonly T[] =>
    reasons[name] === undefined ? list : [];
  return {
    reasons,
    schoolsByPhase: unless('schoolsByPhase', phases(await rows<PhaseRow>('schools-by-phase'))),
    inspections: unless('inspections', inspectionsPublished(schools)),
    schoolsBelowGood: unless('schoolsBelowGood', schoolsBelowGood(schools)),
    homes: unless('homes', homes(await rows<HomeRow>('homes'))),
    actions: actionList(actions),
    actionsAsAt: actions[0]?.as_at ?? null,
    commentary: commentList(await rows<CommentRow>('commentary')),
    judgements: judgementList(await rows<JudgementRow>('judgements')),
    findings: findings(await rows<FindingRow>('findings')),
  };
}

function phases(rows: readonly PhaseRow[]): PackLists['schoolsByPhase'] {
  return [...rows]
    .sort((a, b) => byPhase(a.phase, b.phase))
    .map((row) => ({
      phase: row.phase,
      openSchools: row.open_schools,
      grade1: row.grade_1,
      grade2: row.grade_2,
      grade3: row.grade_3,
      grade4: row.grade_4,
      ungraded: row.ungraded,
      pupils: row.pupils,
    }));
}

function homes(rows: readonly HomeRow[]): PackLists['homes'] {
  return [...rows]
    .sort((a, b) => byText(a.provision_type, b.provision_type) || byText(a.urn, b.urn))
    .map((row) => ({
      urn: row.urn,
      provision: row.provision_type,
      sector: row.sector,
      grade: row.overall_grade === null ? null : sentenceCase(row.overall_grade),
      inspected: row.inspection_date,
      places: row.place_count,
    }));
}

/** In the order of the return, as its authors put them. */
export function actionList(rows: readonly ActionRow[]): PackLists['actions'] {
  return [...rows]
    .sort((a, b) => a.row_no - b.row_no)
    .map((row) => ({
      priority: row.priority,
      reference: row.reference,
      action: row.action,
      lead: row.lead,
      due: row.due_date ?? row.due_words,
      status: row.status,
      progress: row.progress,
      milestone: row.milestone,
      finding: row.finding_reference,
      measure: row.measure,
    }));
}

/** In the order of the return. */
export function commentList(rows: readonly CommentRow[]): PackLists['commentary'] {
  return [...rows]
    .sort((a, b) => a.row_no - b.row_no)
    .map((row) => ({
      measure: row.measure,
      whatHappened: row.what_happened,
      why: row.why,
      whatIsDone: row.what_is_done,
      backOnTarget: row.back_on_target_date ?? row.back_on_target_words,
      author: row.author,
      written: row.written_date,
    }));
}

/** Of each framework the latest year first, in the order of the return. */
function findings(rows: readonly FindingRow[]): PackLists['findings'] {
  return [...rows]
    .sort((a, b) => byText(a.framework, b.framework) || b.year - a.year || a.row_no - b.row_no)
    .map(({ framework, year, outcome, kind, reference, finding }) => ({
      framework,
      year,
      outcome,
      kind,
      reference,
      finding,
    }));
}
