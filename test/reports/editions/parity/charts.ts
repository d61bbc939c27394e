import { chartsOf, disagreements, type DrawnChart } from '../../../../reports/audit/charts.js';
import type { Chart, ChartSeries, Workbook } from '../../../../reports/audit/model.js';
import { isExplained, isLevel, isSaid, type Shown } from './chart-title.js';
import { numbersIn, type PageFigure, tidy } from '../../../../reports/audit/shown-tables.js';

/**
 * What a workbook's charts, and their pictures on its page, say as well as the figures in their cells: what was saved of those, titles
 * that show a finding, labels, and the texts for those who can't see them. Each must follow from the cells.
 * @param values what open data says of the latest quarter, for titles that rest on figures next to the chart
 * @returns what differs, each with its place
 */
export function chartFaults(
  workbook: Workbook,
  page: { readonly name: string; readonly figures: readonly PageFigure[] },
  values: ReadonlySet<number>,
): string[] {
  const charts = chartsOf(workbook);
  return [
    ...charts.flatMap((drawn) => ownFaults(workbook, drawn, values)),
    ...pageFaults(workbook, charts, page),
  ];
}

function ownFaults(workbook: Workbook, drawn: DrawnChart, values: ReadonlySet<number>): string[] {
  const { sheet, drawing, chart } = drawn;
  const place = `${workbook.fileName}, ${sheet.name}, chart “${chart.title}”`;
  const shown = shownBy(chart);
  const missing = missingFrom(drawing.altText, shown);
  return [
    ...chart.series
      .flatMap(({ name, categories, values: numbers }) => [name, categories, numbers])
      .flatMap((data) => (data === null ? [] : disagreements(workbook, data)))
      .map(
        ({ place: cell, saved, stands }) => `${place} has ${saved} for ${cell}, which is ${stands}`,
      ),
    ...chart.series.flatMap((series) =>
      labelFaults(series).map((label) => `${place}: label “${label}”`),
    ),
    ...(isExplained(chart.title, shown, values)
      ? []
      : [`${place}: its points don’t give its title`]),
    ...(missing === null ? [] : [`${place}: its alternative text lacks ${missing}`]),
  ];
}

/** A chart's saved points, as numbers and names. */
export function shownBy({ series }: Chart): Shown {
  const texts = (each: ChartSeries): string[] => [
    ...(each.name?.points?.values() ?? []),
    ...(each.categories?.points?.values() ?? []),
  ];
  return {
    names: [...new Set(series.flatMap(texts))].map(tidy),
    categories: [...(series[0]?.categories?.points?.values() ?? [])].map(tidy),
    series: series.map(({ name, values }) => ({
      name: tidy([...(name?.points?.values() ?? [])].join(' ')),
      points: new Map([...(values?.points ?? [])].map(([index, value]) => [index, Number(value)])),
    })),
  };
}

/** Words that a point says in place of its number: those with which its series' own name begins. */
function labelFaults({ labels, name }: ChartSeries): string[] {
  const own = [...(name?.points?.values() ?? [])].join(' ');
  return labels.filter((label) => !own.startsWith(label));
}

/** The first number that a chart shows more often than its text says it; null where there is none. Zero may be reported in words. */
function missingFrom(altText: string, { series }: Shown): number | null {
  const said = numbersIn(altText).map(Math.abs);
  for (const { points } of series.filter((each) => !isLevel(each))) {
    for (const number of points.values()) {
      if (number === 0) continue;
      const at = said.findIndex((each) => isSaid(Math.abs(number), each));
      if (at < 0) return number;
      said.splice(at, 1);
    }
  }
  const levels = series.filter(isLevel).flatMap(({ points }) => [...points.values()].slice(0, 1));
  return levels.find((level) => !said.some((each) => isSaid(Math.abs(level), each))) ?? null;
}

/** The page draws the same charts in the same order, with the same words, and labels that are numbers of theirs. */
function pageFaults(
  workbook: Workbook,
  charts: readonly DrawnChart[],
  { name, figures }: { readonly name: string; readonly figures: readonly PageFigure[] },
): string[] {
  if (figures.length !== charts.length)
    return [
      `${name} draws ${figures.length} of the ${charts.length} charts of ${workbook.fileName}`,
    ];
  return charts.flatMap(({ chart, drawing }, index) => {
    const figure = figures[index];
    if (figure === undefined) return [];
    const place = `${name}, chart “${figure.caption}”`;
    const numbers = shownBy(chart).series.flatMap(({ points }) => [...points.values()]);
    const wrong = figure.labels
      .flatMap(numbersIn)
      .find((label) => !numbers.some((number) => isSaid(Math.abs(number), Math.abs(label))));
    return [
      ...(figure.caption === tidy(chart.title)
        ? []
        : [`${place}: its title in ${workbook.fileName} is “${chart.title}”`]),
      ...(figure.altText === tidy(drawing.altText)
        ? []
        : [`${place}: its alternative text is another than in ${workbook.fileName}`]),
      ...(wrong === undefined ? [] : [`${place}: label ${wrong}, which none of its points is`]),
    ];
  });
}
