import type { PackInput } from '../input.js';
import { actionPlanSheet } from '../sheets/action-plan.js';
import { assessmentSheets } from '../sheets/assessments.js';
import { comparatorSheets } from '../sheets/comparators.js';
import { contentsSheet } from '../sheets/contents.js';
import { coverSheet, packTitle } from '../sheets/cover.js';
import { dataQualitySheets } from '../sheets/data-quality.js';
import { countsBehindSheets } from '../sheets/counts-behind.js';
import { definitionSheets } from '../sheets/definitions.js';
import { hiddenInPublicSheet } from '../sheets/hidden-in-public.js';
import { funnelsSheet } from '../sheets/funnels.js';
import { homesSheet } from '../sheets/homes.js';
import { notesSheet, noteTexts } from '../sheets/notes.js';
import { judgedSheets } from '../sheets/judged.js';
import { partASheet } from '../sheets/part-a.js';
import { partBSheets } from '../sheets/part-b.js';
import { publishedSheets } from '../sheets/published.js';
import { reconciliationSheets } from '../sheets/reconciliation.js';
import { revisionSheets } from '../sheets/revisions.js';
import { schoolsBriefingSheet } from '../sheets/schools-briefing.js';
import { schoolSheets } from '../sheets/schools.js';
import { standingsSheet } from '../sheets/standings.js';
import { statusSheets } from '../sheets/status-tables.js';
import { headlineQuartersSheet, summarySheet } from '../sheets/summary.js';
import { trendSheets } from '../sheets/trends.js';
import { briefingOf } from '../sentences/briefing/briefing.js';
import { checkPack } from './check.js';
import { colourSchemeOf } from '../../pipeline/core/council/colours.js';
import { type Edition, packContext, type PackContext } from './context.js';
import type { Pack, Sheet } from './model.js';
import { numberNotes } from './notes.js';

/** The sheets after Cover, Contents and Notes, in the workbook's order. A new sheet is added here. */
const sheetMakers: readonly ((context: PackContext) => Sheet | Sheet[])[] = [
  summarySheet,
  partASheet,
  partBSheets,
  headlineQuartersSheet,
  schoolsBriefingSheet,
  trendSheets,
  countsBehindSheets,
  publishedSheets,
  statusSheets,
  judgedSheets,
  comparatorSheets,
  standingsSheet,
  funnelsSheet,
  schoolSheets,
  homesSheet,
  assessmentSheets,
  actionPlanSheet,
  dataQualitySheets,
  reconciliationSheets,
  revisionSheets,
  hiddenInPublicSheet,
  definitionSheets,
];

/**
 * Draws the pack as data: pure, so the same input gives the same pack.
 * @param edition the cabinet's is drawn from what `publicInput` leaves; only this one hides no number.
 * @throws QuarterlyError `unexpected` where a sheet breaks what a workbook can hold or the guidance asks.
 */
export function buildPack(input: PackInput, edition: Edition = 'officer'): Pack {
  const context = packContext(input, edition);
  const { sheets, notes } = numberNotes(
    sheetMakers.flatMap((make) => make(context)),
    noteTexts(context),
  );
  const cover = coverSheet(context, sheets);
  const withNotes = [...(notes.length === 0 ? [] : [notesSheet(context, notes)]), ...sheets];
  const pack: Pack = {
    properties: {
      title: `${input.council.name}: ${packTitle(input)}`,
      subject: `Children’s services performance, ${input.quarter.label}`,
      language: 'en-GB',
      organisation: input.council.name,
      placeAndPeriod: context.placeAndPeriod,
      marking: context.marking,
      date: input.dataCutOff,
      footer: input.council.wording.footer,
      scheme: colourSchemeOf(input.council.colours),
    },
    sheets: [cover, contentsSheet(context, [cover, ...withNotes]), ...withNotes],
    briefing: briefingOf(context),
  };
  checkPack(pack);
  return pack;
}
