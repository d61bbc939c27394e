import { crc32, deflateRawSync } from 'node:zlib';

export interface ForgedEntry {
  readonly name: string;
  readonly content?: Uint8Array | string;
  /** What the zip's directory claims, true or not. */
  readonly claimedSize?: number;
  readonly flags?: number;
  readonly method?: number;
  readonly attributes?: number;
}

/** A zip whose directory says what a test wants it to. */
export function forgedZip(entries: readonly ForgedEntry[], claimedCount = entries.length): Buffer {
  const pieces: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const {
    name,
    content = '',
    claimedSize,
    flags = 0,
    method = 8,
    attributes = 0,
  } of entries) {
    const plain = Buffer.from(content as Uint8Array);
    const packed = method === 8 ? deflateRawSync(plain) : plain;
    const path = Buffer.from(name);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(flags | 0x800, 2);
    common.writeUInt16LE(method, 4);
    common.writeUInt32LE(crc32(plain), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(claimedSize ?? plain.length, 18);
    common.writeUInt16LE(path.length, 22);
    const central = Buffer.alloc(46);
    central.writeUInt32LE(0x02014b50, 0);
    central.writeUInt16LE((3 << 8) | 20, 4);
    common.copy(central, 6);
    central.writeUInt32LE(attributes, 38);
    central.writeUInt32LE(at, 42);
    directory.push(central, path);
    const local = Buffer.concat([Buffer.from('PK\u0003\u0004'), common, path, packed]);
    pieces.push(local);
    at += local.length;
  }
  const listing = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(claimedCount, 8);
  end.writeUInt16LE(claimedCount, 10);
  end.writeUInt32LE(listing.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...pieces, listing, end]);
}
