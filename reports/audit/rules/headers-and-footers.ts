import { on, quoted, texts } from '../cells.js';
import type { Rule, Workbook } from '../model.js';

export const headersAndFooters: Rule = {
  id: 'headers-and-footers',
  level: 'essential',
  requirement: 'Headers and footers hold nothing that isn’t in a cell too.',
  *check(workbook) {
    if (workbook.sheets.every((sheet) => sheet.headersAndFooters.length === 0)) return;
    const standing = standingTexts(workbook);
    const known = new Map<string, boolean>();
    const stands = (text: string): boolean => {
      const found = known.get(text) ?? standing.some((each) => each.includes(text));
      known.set(text, found);
      return found;
    };
    for (const sheet of workbook.sheets)
      for (const written of sheet.headersAndFooters) {
        for (const part of partsOf(written))
          if (!stands(footerText(part)))
            yield on(
              sheet,
              null,
              `The header or footer says ${quoted(part)}, which is in no cell.`,
              'Write it into a cell too, or remove it.',
            );
        if (/&[DTG]/.test(written.replaceAll('&&', '')))
          yield on(
            sheet,
            null,
            'The header or footer holds a picture, or the date or time of printing.',
            'Remove it; dates that matter belong on the cover.',
          );
      }
  },
};

/** The texts of a header or footer, without its codes for place, font, size, colour, page, sheet and file. */
function partsOf(written: string): string[] {
  return written
    .replaceAll('&&', '\u0000')
    .replaceAll(/&"[^"]*"|&K[0-9A-Fa-f]{6}|&K\d{2}[+-]\d{3}|&\d{1,3}|&[BIUESXYOH]/g, '')
    .replaceAll(/&[LCR]/g, '\n')
    .replaceAll(/\b(?:page|sheet|of)\b/gi, (word) => `&P${word}&P`)
    .replaceAll(/&P(?:page|sheet|of)&P(?=\s*&[PN])|&[PN]\s*&P(?:of)&P/gi, '')
    .replaceAll(/&P(page|sheet|of)&P/gi, '$1')
    .replaceAll(/&[PNAFZDTG]/g, '\n')
    .replaceAll('\u0000', '&')
    .split(/[\n|•]+/)
    .map((part) => part.replaceAll(/^[\s/–-]+|[\s/–-]+$/g, ''))
    .filter((part) => /[\p{L}\p{N}]/u.test(part));
}

/** Everything that a reader of the cells, or of the sheets' names, comes across. */
function standingTexts({ sheets, fileName }: Workbook): string[] {
  return [
    fileName,
    ...sheets.map(({ name }) => name),
    ...sheets.flatMap((sheet) => texts(sheet).map(({ text }) => text)),
  ].map(footerText);
}

function footerText(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim().toLowerCase();
}
