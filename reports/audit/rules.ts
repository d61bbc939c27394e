import type { Rule } from './model.js';
import { alignment } from './rules/alignment.js';
import { chartsAgree } from './rules/charts-agree.js';
import { chartsDescribed } from './rules/charts-described.js';
import { chartsLeadSomewhere } from './rules/charts-lead-somewhere.js';
import { chartsShowGaps } from './rules/charts-show-gaps.js';
import { chartsTitled } from './rules/charts-titled.js';
import { colourNotAlone } from './rules/colour-not-alone.js';
import { contentsLinks } from './rules/contents-links.js';
import { contrast } from './rules/contrast.js';
import { coverContent } from './rules/cover-content.js';
import { datesInWords } from './rules/dates-in-words.js';
import { definedNames } from './rules/defined-names.js';
import { descriptiveLinks } from './rules/descriptive-links.js';
import { documentAuthor } from './rules/document-author.js';
import { documentLanguage } from './rules/document-language.js';
import { documentTitle } from './rules/document-title.js';
import { everySheetAtA1 } from './rules/every-sheet-at-a1.js';
import { fileName } from './rules/file-name.js';
import { filterButtons } from './rules/filter-buttons.js';
import { fontSize } from './rules/font-size.js';
import { headersAndFooters } from './rules/headers-and-footers.js';
import { headings } from './rules/headings.js';
import { horizontalText } from './rules/horizontal-text.js';
import { knownSymbols } from './rules/known-symbols.js';
import { legend } from './rules/legend.js';
import { linksLeadSomewhere } from './rules/links-lead-somewhere.js';
import { noBlankCells } from './rules/no-blank-cells.js';
import { noBlankRows } from './rules/no-blank-rows.js';
import { noBlankSheets } from './rules/no-blank-sheets.js';
import { noErrorValues } from './rules/no-error-values.js';
import { noExternalLinks } from './rules/no-external-links.js';
import { noFills } from './rules/no-fills.js';
import { noFreezePanes } from './rules/no-freeze-panes.js';
import { noHiddenColumns } from './rules/no-hidden-columns.js';
import { noHiddenRows } from './rules/no-hidden-rows.js';
import { noHiddenSheets } from './rules/no-hidden-sheets.js';
import { noHiddenValues } from './rules/no-hidden-values.js';
import { noItalics } from './rules/no-italics.js';
import { noMacros } from './rules/no-macros.js';
import { noMergedCells } from './rules/no-merged-cells.js';
import { noNotesInDataCells } from './rules/no-notes-in-data-cells.js';
import { noPlaceholders } from './rules/no-placeholders.js';
import { notesNumbered } from './rules/notes-numbered.js';
import { nothingBelowTable } from './rules/nothing-below-table.js';
import { numbersAreNumbers } from './rules/numbers-are-numbers.js';
import { oneLinkACell } from './rules/one-link-a-cell.js';
import { opensAtStart } from './rules/opens-at-start.js';
import { printsOnA4 } from './rules/prints-on-a4.js';
import { quartersExplained } from './rules/quarters-explained.js';
import { realTable } from './rules/real-table.js';
import { sameDecimals } from './rules/same-decimals.js';
import { sansSerif } from './rules/sans-serif.js';
import { saysOneTable } from './rules/says-one-table.js';
import { saysSource } from './rules/says-source.js';
import { sensibleWidths } from './rules/sensible-widths.js';
import { sheetNames } from './rules/sheet-names.js';
import { sheetOrder } from './rules/sheet-order.js';
import { symbolsInPlace } from './rules/symbols-in-place.js';
import { symbolsOnCover } from './rules/symbols-on-cover.js';
import { thousandsCommas } from './rules/thousands-commas.js';
import { titleInA1 } from './rules/title-in-a1.js';
import { titleSize } from './rules/title-size.js';
import { unitsInHeadings } from './rules/units-in-headings.js';
import { wrappedText } from './rules/wrapped-text.js';

/** Every rule, in the order in which the report names them: workbook, first sheets, data sheets, look. */
export const rules: readonly Rule[] = [
  documentTitle,
  documentLanguage,
  documentAuthor,
  opensAtStart,
  everySheetAtA1,
  sheetNames,
  noBlankSheets,
  noHiddenSheets,
  noHiddenRows,
  noHiddenColumns,
  noHiddenValues,
  noMacros,
  noExternalLinks,
  definedNames,
  sheetOrder,
  fileName,
  coverContent,
  symbolsOnCover,
  contentsLinks,
  notesNumbered,
  noNotesInDataCells,
  titleInA1,
  saysOneTable,
  saysSource,
  legend,
  realTable,
  nothingBelowTable,
  headings,
  unitsInHeadings,
  noMergedCells,
  noBlankRows,
  noBlankCells,
  noPlaceholders,
  noErrorValues,
  knownSymbols,
  symbolsInPlace,
  numbersAreNumbers,
  sameDecimals,
  thousandsCommas,
  alignment,
  wrappedText,
  sensibleWidths,
  filterButtons,
  noFreezePanes,
  noFills,
  colourNotAlone,
  contrast,
  sansSerif,
  fontSize,
  titleSize,
  noItalics,
  horizontalText,
  descriptiveLinks,
  oneLinkACell,
  linksLeadSomewhere,
  headersAndFooters,
  datesInWords,
  quartersExplained,
  chartsTitled,
  chartsDescribed,
  chartsLeadSomewhere,
  chartsAgree,
  chartsShowGaps,
  printsOnA4,
];
