import { Option } from 'commander';
import { oneOf, positiveInteger, quarterKey } from '../option-values.js';
import type { Declare } from './declare.js';

const BASES = ['snapshot', 'quarter', 'ytd', 'rolling12', 'rolling36', 'annual'];

/** The commands under "Look into figures" in the help. */
export function declareLooking(add: Declare): void {
  add(
    'status',
    'which returns each quarter has, which are late, and the packs made',
    ['quarterly status', 'quarterly status --quarter 2017-18-Q3 --json'],
    async () => (await import('../status.js')).statusCommand,
  )
    .option(
      '--quarter <key>',
      'the last quarter shown; default the one that ended last',
      quarterKey,
    )
    .option('--quarters <count>', 'how many quarters', positiveInteger, 5);

  add(
    'measures',
    'list what can be measured, what it needs, and whether this workspace has it',
    [
      'quarterly measures',
      'quarterly measures --search protection plans',
      'quarterly measures --search repeat-plans --example',
    ],
    async () => (await import('../measures.js')).measuresCommand,
  )
    .option('--search <words...>', 'only measures that hold all these words')
    .option('--example', 'print lines to paste into a strategy', false);

  add(
    'values',
    'compute figures from what has been received, or print those of a run; stores nothing',
    [
      'quarterly values --quarter 2017-18-Q3',
      'quarterly values --quarter 2017-18-Q3 --area all \\\n    --measure schools-good-or-outstanding',
      'quarterly values --run 2017-18-Q3-E06000004-r01 --out figures.csv',
    ],
    async () => (await import('../values.js')).valuesCommand,
  )
    .option('--quarter <key>', 'such as 2017-18-Q3', quarterKey)
    .addOption(
      new Option('--run <id>', "a run's figures, or a release's, as they were frozen").conflicts([
        'quarter',
        'knownAt',
      ]),
    )
    .option('-m, --measure <id>', 'only this measure')
    .option('-a, --area <code>', 'an area code, or all; default the own authority')
    .option('-f, --format <format>', 'how to print: csv or json', oneOf(['csv', 'json']), 'csv')
    .option('--known-at <instant>', 'with the returns received by then: a date or an instant')
    .option('-o, --out <file>', 'where to write them, for Excel; default to standard output');

  add(
    'explain',
    'show where a figure comes from: definition, SQL, files and their rows',
    [
      'quarterly explain --quarter 2017-18-Q3 --measure child-protection-plans',
      'quarterly explain --quarter 2017-18-Q3 --measure schools-good-or-outstanding \\\n    --area E06000004 --breakdown phase:primary',
    ],
    async () => (await import('../explain.js')).explainCommand,
  )
    .requiredOption('-m, --measure <id>', 'which measure')
    .requiredOption('--quarter <key>', 'such as 2017-18-Q3', quarterKey)
    .option('-a, --area <code>', 'an area by code or name; default the own authority')
    .option('-b, --breakdown <key>', 'such as phase:primary', 'all')
    .option('--basis <basis>', "which period; default the measure's first", oneOf(BASES))
    .addOption(new Option('--run <id>', 'the figure in this run').conflicts('knownAt'))
    .option('--known-at <instant>', 'with the returns received by then: a date or an instant')
    .option(
      '--rows',
      "show what is stored of the rows; children's only in a restricted workspace",
      false,
    );

  add(
    'diff <before> <after>',
    'which figures differ between two runs or releases, and why',
    ['quarterly diff 2017-18-Q2-E06000004-r01 2017-18-Q3-E06000004-r01'],
    async () => (await import('../diff.js')).diffCommand,
  ).option('--all', 'other areas too', false);

  add(
    'reconcile',
    'compare figures that several returns can give, down to the rows that differ',
    [
      'quarterly reconcile --quarter 2017-18-Q3',
      'quarterly reconcile --quarter 2017-18-Q3 --measure children-looked-after',
    ],
    async () => (await import('../reconcile.js')).reconcileCommand,
  )
    .requiredOption('--quarter <key>', 'such as 2017-18-Q3', quarterKey)
    .option('-m, --measure <id>', 'only this measure, with every row')
    .option('--known-at <instant>', 'with the returns received by then: a date or an instant');

  add(
    'definitions',
    'write the reference of all measures, made from their files, as one web page',
    ['quarterly definitions --out measures.html'],
    async () => (await import('../definitions.js')).definitionsCommand,
  ).option('-o, --out <file>', 'where to write it; default to standard output');

  add(
    'audit <pack>',
    'check a workbook (.xlsx) against the guidance on statistics in spreadsheets',
    ['quarterly audit "workspace/packs/2017-18-Q3/*-cabinet.xlsx"'],
    async () => (await import('../audit.js')).auditCommand,
  );

  add(
    'pdf <pack>',
    'print a workbook (.xlsx) as PDF with LibreOffice; the bytes differ each time',
    [
      'quarterly pdf "workspace/packs/2017-18-Q3/*-cabinet.xlsx" --briefing \\\n    --out cabinet.pdf',
    ],
    async () => (await import('../pdf.js')).pdfCommand,
  )
    .option('--out <file>', 'the PDF; if left out, it is written next to the workbook')
    .option('--briefing', 'only the sheets to read: cover, notes and briefings', false)
    .option('--libreoffice <path>', 'LibreOffice (or QUARTERLY_LIBREOFFICE)')
    .option('--seconds <count>', 'how long it may take', positiveInteger, 180);
}
