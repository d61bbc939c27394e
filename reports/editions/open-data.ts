import { measuresColumns } from '../csv/measures.js';
import { csvText } from '../csv/text.js';
import type { PackInput } from '../input.js';
import { INVENTED } from '../pack/context.js';
import { symbolMeanings } from '../pack/words.js';
import { packTitle } from '../sheets/cover.js';
import { sha256 } from '../../pipeline/core/sha256.js';

const definitionsColumns = [
  'measure',
  'version',
  'from_quarter',
  'title',
  'theme',
  'numerator',
  'denominator',
  'unit',
  'annualise',
  'bases',
  'polarity',
  'counts',
  'breakdowns',
  'rolls_up',
  'source',
  'notes',
] as const;

/** `definitions.csv`: how each measure is counted, one row a version. Lists are parted by semicolons. */
export function definitionsCsv({ definitions }: Pick<PackInput, 'definitions'>): string {
  return csvText(
    definitionsColumns,
    definitions.map((each) => ({
      measure: each.measure,
      version: each.version,
      from_quarter: each.from,
      title: each.title,
      theme: each.theme,
      numerator: each.numerator,
      denominator: each.denominator,
      unit: each.unit,
      annualise: each.annualise,
      bases: each.bases.join(';'),
      polarity: each.polarity,
      counts: each.counts,
      breakdowns: each.breakdowns.join(';'),
      rolls_up: String(each.rollsUp),
      source: each.source,
      notes: each.notes.join(' '),
    })),
  );
}

/** What a column holds, where it isn't a text. */
const types: Readonly<Record<string, string>> = {
  version: 'integer',
  numerator: 'integer',
  denominator: 'integer',
  value: 'number',
  quarter_end: 'date',
  annualise: 'integer',
  rolls_up: 'boolean',
};

const descriptions: Readonly<Record<string, string>> = {
  area_code: 'Nine-character code of the Office for National Statistics',
  breakdown: 'all, or name:value',
  quarter: 'Quarter of the financial year from April, such as 2017-18-Q3',
  basis: 'What the figure covers: the last day, the quarter, or the months up to its end',
  numerator:
    'Exact count; of a publisher’s figure the count printed with it; empty where there is none',
  denominator: 'Exact count; 1 for a count',
  value: 'Numerator over denominator in the unit, rounded half away from zero',
  symbol: 'In place of a value: c suppressed, x not available, z not applicable, low, u',
  status:
    'provisional, final or revised; of a quarter that is not over the day that it reaches to; of a demonstration also invented',
  flags:
    'Next to a value: p provisional, r revised, b break in the series, e estimated, m at least so much',
};

/** What a symbol may be, with what it means. */
const categories = Object.entries(symbolMeanings).map(([value, label]) => ({ value, label }));

/** Texts of `definitions.csv` that have the names of numbers in `measures.csv`. */
const wordsInDefinitions = new Set(['numerator', 'denominator']);

interface Resource {
  readonly name: string;
  readonly title: string;
  readonly text: string;
  readonly columns: readonly string[];
}

/** Where the standard has its profiles (Data Package 2.0, datapackage.org/standard). */
const PROFILES = 'https://datapackage.org/profiles/2.0';

/** `datapackage.json`, a Data Package 2 over the two CSV files: their columns, types, keys, sizes and hashes. */
export function dataPackage(
  input: PackInput,
  files: { readonly measures: string; readonly definitions: string },
): string {
  const measures = resource({
    name: 'measures',
    title: 'Figures: one row a measure, area, breakdown, basis and quarter',
    text: files.measures,
    columns: measuresColumns,
  });
  const definitions = resource({
    name: 'definitions',
    title: 'How each measure is counted',
    text: files.definitions,
    columns: definitionsColumns,
  });
  const key = ['measure', 'version'];
  const content = {
    $schema: `${PROFILES}/datapackage.json`,
    name: `childrens-services-performance-${input.authority.code.toLowerCase()}-${input.quarter.key.toLowerCase()}`,
    title: `${input.council.name}: ${packTitle(input)}`,
    description: `${input.isInvented === true ? `${INVENTED}. ` : ''}Suppressed figures say c: counts of 1 to ${input.disclosure.threshold} children, and what would give them away.`,
    created: `${input.dataCutOff}T00:00:00Z`,
    licenses: [
      {
        name: 'OGL-UK-3.0',
        title: 'Open Government Licence v3.0',
        path: 'https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/',
      },
    ],
    contributors: [{ title: input.council.name, roles: ['publisher'] }],
    resources: [
      {
        ...measures,
        schema: {
          ...measures.schema,
          primaryKey: [...key, 'basis', 'area_code', 'breakdown', 'quarter'],
          foreignKeys: [{ fields: key, reference: { resource: 'definitions', fields: key } }],
        },
      },
      { ...definitions, schema: { ...definitions.schema, primaryKey: key } },
    ],
  };
  return `${JSON.stringify(content, null, 2)}\n`;
}

function resource({ name, title, text, columns }: Resource) {
  const bytes = new TextEncoder().encode(text);
  return {
    $schema: `${PROFILES}/dataresource.json`,
    name,
    type: 'table',
    path: `${name}.csv`,
    title,
    format: 'csv',
    mediatype: 'text/csv',
    encoding: 'utf-8',
    bytes: bytes.byteLength,
    hash: `sha256:${sha256(bytes)}`,
    dialect: {
      $schema: `${PROFILES}/tabledialect.json`,
      delimiter: ',',
      lineTerminator: '\r\n',
      quoteChar: '"',
      doubleQuote: true,
    },
    schema: {
      $schema: `${PROFILES}/tableschema.json`,
      fields: columns.map((column) => field(column, name)),
      missingValues: [''],
    },
  };
}

function field(name: string, resourceName: string) {
  const isWords = resourceName === 'definitions' && wordsInDefinitions.has(name);
  const description = isWords ? undefined : descriptions[name];
  return {
    name,
    type: isWords ? 'string' : (types[name] ?? 'string'),
    ...(description === undefined ? {} : { description }),
    ...(name === 'symbol' ? { categories } : {}),
  };
}
