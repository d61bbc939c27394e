/** Fields of a struct in Thrift's compact form, by number. */
type Field = readonly [id: number, value: Value];
type Value =
  | { readonly i32: number }
  | { readonly i64: number }
  | { readonly text: string }
  | { readonly list: readonly Value[] }
  | { readonly struct: readonly Field[] };

const KIND = { i32: 5, i64: 6, text: 8, list: 9, struct: 12 } as const;

function kindOf(value: Value): number {
  if ('i32' in value) return KIND.i32;
  if ('i64' in value) return KIND.i64;
  if ('text' in value) return KIND.text;
  return 'list' in value ? KIND.list : KIND.struct;
}

function varint(number: number): number[] {
  const bytes: number[] = [];
  let rest = BigInt(number);
  for (; rest > 127n; rest >>= 7n) bytes.push(Number(rest & 127n) | 128);
  return [...bytes, Number(rest)];
}

function bytesOf(value: Value): number[] {
  if ('i32' in value) return varint(value.i32 * 2);
  if ('i64' in value) return varint(value.i64 * 2);
  if ('text' in value) {
    const bytes = [...Buffer.from(value.text)];
    return [...varint(bytes.length), ...bytes];
  }
  if ('struct' in value) return struct(value.struct);
  const kind = value.list[0] === undefined ? KIND.i32 : kindOf(value.list[0]);
  const { length } = value.list;
  const head = length < 15 ? [(length << 4) | kind] : [0xf0 | kind, ...varint(length)];
  return [...head, ...value.list.flatMap(bytesOf)];
}

function struct(fields: readonly Field[]): number[] {
  let last = 0;
  const bytes = fields.flatMap(([id, value]) => {
    const head = ((id - last) << 4) | kindOf(value);
    last = id;
    return [head, ...bytesOf(value)];
  });
  return [...bytes, 0];
}

export interface ParquetParts {
  /** What its footer says of its rows. */
  readonly rows: number;
  /** What its one page says of its values, and of its size unpacked. */
  readonly values?: number;
  readonly unpacked?: number;
  /** 0 plain, 8 by dictionary. */
  readonly encoding?: number;
  /** 0 not packed, 1 Snappy, 2 gzip. */
  readonly codec?: number;
  readonly content: readonly number[];
}

/** A Parquet file of one column of texts, optional, in one page, as honest or not as it is told to be. */
export function parquetFile({
  rows,
  values = rows,
  unpacked,
  encoding = 0,
  codec = 0,
  content,
}: ParquetParts): Uint8Array {
  const header = struct([
    [1, { i32: 0 }],
    [2, { i32: unpacked ?? content.length }],
    [3, { i32: content.length }],
    [
      5,
      {
        struct: [
          [1, { i32: values }],
          [2, { i32: encoding }],
          [3, { i32: 3 }],
          [4, { i32: 3 }],
        ],
      },
    ],
  ]);
  const size = header.length + content.length;
  const column: Value = {
    struct: [
      [2, { i64: 4 }],
      [
        3,
        {
          struct: [
            [1, { i32: 6 }],
            [2, { list: [{ i32: encoding }, { i32: 3 }] }],
            [3, { list: [{ text: 'Years' }] }],
            [4, { i32: codec }],
            [5, { i64: rows }],
            [6, { i64: header.length + (unpacked ?? content.length) }],
            [7, { i64: size }],
            [9, { i64: 4 }],
          ],
        },
      ],
    ],
  };
  const footer = struct([
    [1, { i32: 1 }],
    [
      2,
      {
        list: [
          {
            struct: [
              [4, { text: 'schema' }],
              [5, { i32: 1 }],
            ],
          },
          {
            struct: [
              [1, { i32: 6 }],
              [3, { i32: 1 }],
              [4, { text: 'Years' }],
              [6, { i32: 0 }],
            ],
          },
        ],
      },
    ],
    [3, { i64: rows }],
    [
      4,
      {
        list: [
          {
            struct: [
              [1, { list: [column] }],
              [2, { i64: size }],
              [3, { i64: rows }],
            ],
          },
        ],
      },
    ],
  ]);
  const mark = [...Buffer.from('PAR1')];
  const length = Buffer.alloc(4);
  length.writeUInt32LE(footer.length);
  return Uint8Array.from([...mark, ...header, ...content, ...footer, ...length, ...mark]);
}

/** Which of so many values are there: one run of `count` ones, and its length before it. */
export function allThere(count: number): number[] {
  const run = [...varint(count * 2), 1];
  return [run.length, 0, 0, 0, ...run];
}

/** Texts as a plain page has them. */
export function texts(...values: readonly string[]): number[] {
  return values.flatMap((value) => {
    const bytes = [...Buffer.from(value)];
    return [bytes.length, 0, 0, 0, ...bytes];
  });
}
