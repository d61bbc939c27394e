import { type ColumnMetaData, type FileMetaData, snappyUncompress } from 'hyparquet';
import { parquetHeader } from 'hyparquet/src/column.js';
import type { ReadLimits } from '../../../pipeline/core/zip/limits.js';
import { damaged, refusal } from '../../../pipeline/core/zip/refuse.js';

/** Rows of one group; its values are all held at once. Writers make groups of 32,000 to a million. */
const GROUP_ROWS = 1_500_000;

/**
 * Looks through every page of a Parquet file before it is decoded. A run of a billion equal values takes five bytes: what a page says
 * of itself, and the runs within it, must agree with the rows of its group. Only what writers of tables make is taken: flat columns, plain or by
 * dictionary, packed by Snappy or not at all. Throws `contract`.
 */
export function surveyParquet(
  bytes: Uint8Array,
  metadata: FileMetaData,
  file: string,
  limits: ReadLimits,
): void {
  const [root, ...columns] = metadata.schema;
  const isFlat = columns.every(
    (column) => (column.num_children ?? 0) === 0 && column.repetition_type !== 'REPEATED',
  );
  if (root === undefined || columns.length === 0 || !isFlat || columns.length !== root.num_children)
    throw unusual(file, 'its columns hold lists or records');
  const rows = metadata.row_groups.reduce((sum, group) => sum + Number(group.num_rows), 0);
  if (rows !== Number(metadata.num_rows)) throw damaged({ file }, 'its numbers of rows disagree');
  if (rows * columns.length > limits.cells)
    throw unusual(file, `it has more than ${limits.cells.toLocaleString('en-GB')} cells`);
  let unpacked = 0;
  for (const group of metadata.row_groups) {
    const groupRows = Number(group.num_rows);
    if (groupRows > GROUP_ROWS)
      throw unusual(
        file,
        `it holds more than ${GROUP_ROWS.toLocaleString('en-GB')} rows in one group`,
      );
    if (group.columns.length !== columns.length) throw damaged({ file }, 'a column is missing');
    for (const [place, { meta_data: column }] of group.columns.entries()) {
      if (column === undefined) throw damaged({ file }, 'a column is missing');
      const isOptional = columns[place]?.repetition_type === 'OPTIONAL';
      unpacked += surveyColumn(bytes, column, { file, groupRows, isOptional, limits });
      if (unpacked > limits.unpackedBytes) throw unusual(file, 'it would unpack to far too much');
    }
  }
}

interface Column {
  readonly file: string;
  readonly groupRows: number;
  readonly isOptional: boolean;
  readonly limits: ReadLimits;
}

/** Goes through a column's pages; how many bytes they unpack to. */
function surveyColumn(bytes: Uint8Array, column: ColumnMetaData, of: Column): number {
  const { file, groupRows, limits } = of;
  if (column.codec !== 'SNAPPY' && column.codec !== 'UNCOMPRESSED')
    throw unusual(file, `it is packed by ${column.codec}`);
  const start = Number(column.dictionary_page_offset ?? column.data_page_offset);
  const end = start + Number(column.total_compressed_size);
  if (!(start >= 0 && end <= bytes.byteLength && start <= end))
    throw damaged({ file }, 'a column lies outside the file');
  const reader = {
    view: new DataView(bytes.buffer, bytes.byteOffset + start, end - start),
    offset: 0,
  };
  let unpacked = 0;
  let values = 0;
  while (reader.offset < reader.view.byteLength && values < groupRows) {
    const header = headerOf(reader, file);
    const { compressed_page_size: packedSize, uncompressed_page_size: size } = header;
    if (!(packedSize >= 0 && size >= 0 && reader.offset + packedSize <= reader.view.byteLength))
      throw damaged({ file }, 'a page lies outside its column');
    unpacked += size;
    if (unpacked > limits.unpackedBytes) throw unusual(file, 'it would unpack to far too much');
    const packed = new Uint8Array(
      reader.view.buffer,
      reader.view.byteOffset + reader.offset,
      packedSize,
    );
    reader.offset += packedSize;
    if (header.type === 'DICTIONARY_PAGE') {
      const count = header.dictionary_page_header?.num_values ?? -1;
      if (!(count >= 0 && count <= size + 1)) throw damaged({ file }, 'a dictionary is too long');
      continue;
    }
    const page = header.data_page_header;
    if (header.type !== 'DATA_PAGE' || page === undefined)
      throw unusual(file, `it holds pages of the kind ${header.type}`);
    values += page.num_values;
    if (!(page.num_values >= 0 && values <= groupRows))
      throw damaged({ file }, 'a column holds more values than its group has rows');
    const isByDictionary =
      page.encoding === 'RLE_DICTIONARY' || page.encoding === 'PLAIN_DICTIONARY';
    if (!isByDictionary && page.encoding !== 'PLAIN')
      throw unusual(file, `its values are written as ${page.encoding}`);
    const content = column.codec === 'SNAPPY' ? unpack(packed, size) : packed;
    surveyRuns(content, page.num_values, { file, isOptional: of.isOptional, isByDictionary });
  }
  if (values !== groupRows)
    throw damaged({ file }, 'a column holds fewer values than its group has rows');
  return unpacked;
}

function headerOf(reader: { view: DataView; offset: number }, file: string) {
  try {
    return parquetHeader(reader);
  } catch (error) {
    throw damaged({ file }, 'a page has no header', error);
  }
}

function unpack(packed: Uint8Array, size: number): Uint8Array {
  const content = new Uint8Array(size);
  snappyUncompress(packed, content);
  return content;
}

/** Which values are there, and which of the dictionary they are, stand in runs before and in place of the values. */
function surveyRuns(
  content: Uint8Array,
  count: number,
  {
    file,
    isOptional,
    isByDictionary,
  }: { file: string; isOptional: boolean; isByDictionary: boolean },
): void {
  let at = 0;
  if (isOptional) {
    const length = new DataView(content.buffer, content.byteOffset).getUint32(0, true);
    checkRuns(content.subarray(4, 4 + length), 1, count, file);
    at = 4 + length;
  }
  if (!isByDictionary || at >= content.length) return;
  const width = content[at] ?? 0;
  if (width > 32) throw damaged({ file }, 'a page names a place beyond its dictionary');
  if (width > 0) checkRuns(content.subarray(at + 1), width, count, file);
}

/** Runs of the hybrid of run lengths and packed bits; the last may be filled up to eight. */
function checkRuns(bytes: Uint8Array, width: number, count: number, file: string): void {
  let at = 0;
  let seen = 0;
  while (at < bytes.length && seen < count) {
    let header = 0;
    let shift = 0;
    for (;;) {
      const byte = bytes[at] ?? 0;
      at += 1;
      header += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80 || shift > 35) break;
      shift += 7;
    }
    const length = Math.floor(header / 2);
    const isPacked = header % 2 === 1;
    seen += isPacked ? length * 8 : length;
    at += isPacked ? length * width : Math.ceil(width / 8);
    if (seen > count + (isPacked ? MOST_FILLED : 0))
      throw damaged({ file }, 'a run is longer than its page');
  }
}
/** Some writers fill a last packed run up to its full length, of 504 values at most. */
const MOST_FILLED = 512;

function unusual(file: string, what: string): Error {
  return refusal(
    { file },
    `The Parquet file can't be read: ${what}.`,
    'Get the CSV of the same table, and send that.',
  );
}
