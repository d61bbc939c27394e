import type { PackInput } from '../../reports/input.js';
import type { Authorities } from '../../sources/authorities/lookup.js';
import { longDate } from '../core/calendar/days.js';
import { shiftQuarter } from '../core/calendar/quarter.js';
import { workingDays } from '../core/calendar/working-days.js';
import type { Measured, MeasureOrder } from '../measure/measure.js';
import type { Workspace } from '../workspace/workspace.js';

/**
 * Everything that the pack is drawn from: what was measured, what the workspace says of itself, and what the public has already, with
 * the reason to publish though that gives away what the pack hides.
 */
export function packInput(
  {
    configuration,
    strategies,
    reportTemplate,
  }: Pick<Workspace, 'configuration' | 'strategies' | 'reportTemplate'>,
  authorities: Authorities,
  { quarter, definitions }: Pick<MeasureOrder, 'quarter' | 'definitions'>,
  measured: Measured,
  publicBefore: Pick<PackInput['disclosure'], 'earlier' | 'reason' | 'publicSeries'>,
): PackInput {
  const { council, calendar, authority, report } = configuration;
  const name = authorities.nameOf(authority) ?? authority;
  const meeting = calendar.cabinet[quarter.key] ?? null;
  const days = workingDays(calendar.extra_bank_holidays);
  return {
    quarter,
    authority: { code: authority, name },
    council: {
      name: council.name ?? name,
      contact: council.contact ?? null,
      website: council.website ?? null,
      colours: council.colours,
      wording: {
        title: council.title,
        cabinet: council.terms.cabinet,
        introduction: council.introduction ?? null,
        footer: council.footer ?? null,
      },
      report: {
        implications: report.implications,
        consultation: report.consultation,
        reasons: report.reasons,
        alternatives: report.alternatives,
        template: reportTemplate,
      },
    },
    status: 'provisional',
    ...(council.figures === 'invented' ? { isInvented: true } : {}),
    dataCutOff: measured.dataCutOff,
    cabinet: {
      meeting,
      meetings: [...new Set([...calendar.meetings, ...Object.values(calendar.cabinet)])].sort(),
      publication: calendar.publication[quarter.key] ?? null,
      callIn: meeting === null ? null : days.after(meeting, calendar.call_in),
      callInRule:
        meeting === null
          ? `midnight on working day ${calendar.call_in} after the meeting`
          : `midnight on working day ${calendar.call_in} after the meeting of ${longDate(meeting)}`,
    },
    nextUpdate: shiftQuarter(quarter, 1),
    disclosure: {
      threshold: configuration.disclosure.threshold,
      checkedTexts: configuration.disclosure.checked_texts,
      ...publicBefore,
    },
    strategies,
    definitions,
    figures: measured.figures,
    values: measured.values,
    areaNames: measured.areaNames,
    lists: measured.lists,
    returns: measured.returns,
    reconciliation: measured.reconciliation,
  };
}
