import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';

/**
 * A workbook with some sheets hidden, as well as those already hidden, opened at the first of the rest, else as it was:
 * what is printed of it is the rest.
 * @param positions of the sheets, from 0, as the workbook lists them.
 */
export function hideSheets(bytes: Uint8Array, positions: ReadonlySet<number>): Uint8Array {
  const parts = unzipSync(bytes);
  const name = Object.keys(parts).find((part) => /(?:^|\/)workbook\.xml$/.test(part)) ?? '';
  const part = parts[name];
  if (part === undefined) return bytes;
  return zipSync(
    { ...parts, [name]: strToU8(openedAtFirst(hidden(strFromU8(part), positions))) },
    { level: 1 },
  );
}

const SHEET = /<((?:\w+:)?sheet)\s([^>]*?)(\/?>)/g;

function hidden(workbook: string, positions: ReadonlySet<number>): string {
  let position = -1;
  return workbook.replace(SHEET, (tag, element: string, attributes: string, end: string) => {
    position += 1;
    return positions.has(position)
      ? `<${element} ${attributes.replace(/(?:^|\s)state="[^"]*"/, '')} state="hidden"${end}`
      : tag;
  });
}

/** Programs show the sheet that they open at, hidden or not. */
function openedAtFirst(workbook: string): string {
  const first = [...workbook.matchAll(SHEET)].findIndex(
    ([, , attributes = '']) => !/\sstate="\w*hidden"/i.test(attributes),
  );
  const without = workbook.replace(/\s(?:activeTab|firstSheet)="\d*"/g, '');
  const view = /<(\w+:)?workbookView\b/;
  return view.test(without)
    ? without.replace(view, (tag) => `${tag} activeTab="${first}"`)
    : without.replace(
        /<(\w+:)?sheets\b/,
        (tag, prefix = '') =>
          `<${prefix}bookViews><${prefix}workbookView activeTab="${first}"/></${prefix}bookViews>${tag}`,
      );
}
