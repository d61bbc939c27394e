import { ratio } from '../../../pipeline/core/figure/rounding.js';
import { type CsvCell, csvText } from '../csv.js';
import { type AreaYear, publishedYears } from './figures.js';
import { sumOf, type YearFigures } from './year-figures.js';

/** The local authority interactive tool's own numbers for England and its regions. */
const NUMBERS: Readonly<Record<string, number>> = {
  E12000001: 980,
  E12000002: 981,
  E12000003: 982,
  E12000004: 983,
  E12000005: 984,
  E12000006: 985,
  E12000007: 986,
  E12000008: 989,
  E12000009: 990,
};
const ENGLAND = 970;

const MEASURE = 'Continue_Assess_Comp';
const TITLE = 'Invented: continuous assessments completed within 45 working days';

/** The tool's bulk file, of the one measure that no table of the department gives as a percentage. */
export function laitText(nation: readonly AreaYear[]): string {
  const rows = publishedYears.flatMap((year) => {
    const ofYear = nation.filter((each) => each.year === year);
    const regions = new Map(ofYear.map(({ area }) => [area.regionCode, area.region]));
    const row = (number: number, name: string, region: string, all: readonly AreaYear[]) => [
      ...[MEASURE, TITLE, year, name, valueOf(sumOf(all.map(({ figures }) => figures)))],
      ...[number, region],
    ];
    return [
      row(ENGLAND, 'England', 'NA', ofYear),
      ...[...regions].map(([code, name]) =>
        row(
          NUMBERS[code] ?? 0,
          name,
          'NA',
          ofYear.filter(({ area }) => area.regionCode === code),
        ),
      ),
      ...ofYear.map((each) =>
        row(Number(each.area.threeDigit), each.area.name, each.area.region, [each]),
      ),
    ];
  });
  return csvText([
    ['Short Desc', 'Data item', 'Years', 'LA and Regions', 'Values', 'LA Number', 'Region'],
    ...rows,
  ]);
}

/** The tool prints a dash for all that isn't published. */
function valueOf({ assessments, assessmentsInTime }: YearFigures): CsvCell {
  const late = assessments - assessmentsInTime;
  const isSmall = [assessmentsInTime, late].some((part) => part > 0 && part <= 5);
  return isSmall ? '-' : (ratio(assessmentsInTime, assessments, 'percent') ?? '-');
}

/** The tool's dictionary, which says how its measure is rounded and when its years end. */
export function laitDictionaryText(): string {
  const entry = {
    Measure_code: '304',
    Topic: 'Child Protection',
    Measure: TITLE,
    Chart_title: `${TITLE} (%)`,
    Measure_short: MEASURE,
    Polarity: 'High',
    y_axis_name: '% completed to time',
    state_funded_flag: 'NA',
    Table_status: 'NA',
    Description: 'Invented for a demonstration.',
    'Last Update': '02/11/2017',
    'Next Update': 'NA',
    'Data Owner (DO) /Supplier and Contact Details': 'performance@example.org',
    Methodology: 'NA',
    'Hyperlink(s)': 'https://example.org',
    dps: '1',
    Year_Type: 'Financial Year',
    No_Quartile: 'NA',
  };
  return csvText([Object.keys(entry), Object.values(entry)]);
}
