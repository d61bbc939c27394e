import { readHead } from '../../../pipeline/core/files/byte-source.js';
import type { ReadLimits } from '../../../pipeline/core/zip/limits.js';
import { refusal } from '../../../pipeline/core/zip/refuse.js';
import { textOfHead } from '../../../pipeline/core/zip/signature.js';
import type {
  ByteSource,
  RawRow,
  Sheet,
  SheetRows,
  TabularFile,
} from '../../../pipeline/core/files/tabular-file.js';
import { type CompiledForm, compileForm } from './element-tree.js';
import type { XmlForm } from './form.js';
import { MessageRows } from './message-rows.js';
import type { MessageRemark } from './remarks.js';
import { scanXml } from './scan.js';

/** Rows of all tables that are collected before they are handed on. */
const ROWS_AT_ONCE = 4_000;

/**
 * Opens an XML message as tables, by the form whose root element it has. Reads its head only; the rows stream. Undefined for a web page or
 * a table saved as one. Throws `contract` for XML of another kind, with its root in words.
 */
export async function openXml(
  source: ByteSource,
  limits: ReadLimits,
  forms: readonly XmlForm[],
): Promise<TabularFile | undefined> {
  if (isPage(textOfHead(await readHead(source, HEAD_BYTES)))) return undefined;
  const root = await rootOf(source, limits);
  for (const form of forms.filter((one) => one.root === root)) {
    const compiled = compileForm(form);
    const head = await headOf(source, limits, compiled);
    if (form.only !== undefined && (head[form.only.head] ?? form.only.is) !== form.only.is)
      throw otherMessage(source, form, form.only, head[form.only.head] ?? '');
    return messageFile(source, limits, compiled, head);
  }
  throw unknownMessage(source, root, forms);
}
const HEAD_BYTES = 512;

function isPage(start: string): boolean {
  return /^(?:<\?xml[^>]*>\s*|<\?mso[^>]*>\s*)*<(?:!doctype\s+html|html|table|(?:ss:)?workbook)\b/i.test(
    start,
  );
}

async function rootOf(source: ByteSource, limits: ReadLimits): Promise<string> {
  let root = '';
  const visitor = {
    opened: (name: string) => {
      if (root === '') root = name;
    },
    said: () => undefined,
    closed: () => undefined,
  };
  await readUntil(scanXml(source, limits, visitor), () => root !== '');
  return root;
}

async function headOf(
  source: ByteSource,
  limits: ReadLimits,
  compiled: CompiledForm,
): Promise<Readonly<Record<string, string>>> {
  const rows = new MessageRows(compiled, unitLimits(limits));
  if (compiled.head.size === 0) return {};
  await readUntil(scanXml(source, limits, rows), () => {
    discard(rows);
    return rows.hasUnit;
  });
  return rows.head;
}

/** Reads on, a piece at a time, until enough is known or the file is at its end. */
async function readUntil(scan: AsyncGenerator<void>, isEnough: () => boolean): Promise<void> {
  try {
    while ((await scan.next()).done !== true) if (isEnough()) return;
  } finally {
    await scan.return(undefined);
  }
}

function discard(rows: MessageRows): void {
  for (const list of rows.rows) list.length = 0;
}

function unitLimits(limits: ReadLimits) {
  return {
    textLength: limits.xmlTextLength,
    unitLength: limits.xmlUnitLength,
    unitRows: limits.xmlUnitRows,
  };
}

function messageFile(
  source: ByteSource,
  limits: ReadLimits,
  compiled: CompiledForm,
  head: Readonly<Record<string, string>>,
): TabularFile {
  let remarks: readonly MessageRemark[] = [];
  const title = Object.entries(head).map(([label, text]) => `${label}: ${text}`);
  const sheets: Sheet[] = compiled.tables.map(({ name, headings }) => ({
    name,
    hidden: false,
    // They are the form's, wherever the first row is: nothing has to be read for them.
    headRows: [
      { rowNo: -1, cells: title },
      { rowNo: 0, cells: headings },
    ],
    async *batches() {
      yield [{ rowNo: 0, cells: headings }];
      for await (const { sheet, rows } of together()) if (sheet.name === name) yield rows;
    },
  }));

  async function* together(): AsyncGenerator<SheetRows> {
    const message = new MessageRows(compiled, unitLimits(limits));
    const scan = scanXml(source, limits, message);
    try {
      while ((await scan.next()).done !== true)
        if (message.waiting >= ROWS_AT_ONCE) yield* taken(message);
    } finally {
      await scan.return(undefined);
    }
    yield* taken(message);
    remarks = message.remarks.told(message.head);
  }

  function* taken(message: MessageRows): Generator<SheetRows> {
    message.waiting = 0;
    for (const [place, sheet] of sheets.entries()) {
      const rows: readonly RawRow[] = message.rows[place] ?? [];
      if (rows.length === 0) continue;
      message.rows[place] = [];
      yield { sheet, rows };
    }
  }

  return {
    kind: 'xml',
    sheets,
    together,
    remarks: () => remarks,
    close: () => Promise.resolve(),
  };
}

function otherMessage(
  source: ByteSource,
  form: XmlForm,
  only: NonNullable<XmlForm['only']>,
  said: string,
): Error {
  return refusal(
    { file: source.name },
    `The file is another message than ${form.title}: its ${only.head} is "${said.slice(0, 20).replace(/\d/g, '#')}", not "${only.is}".`,
    'Check that it is the right file.',
  );
}

function unknownMessage(source: ByteSource, root: string, forms: readonly XmlForm[]): Error {
  const known = forms.map((form) => `${form.title} (<${form.root}>)`).join(' and ');
  return refusal(
    { file: source.name },
    `The file is XML of another kind: its first element is <${root.slice(0, 40).replace(/\d/g, '#')}>. XML is read of ${known}.`,
    'Check that it is the right file; of other returns send the table, as an Excel workbook (.xlsx) or a CSV.',
  );
}
