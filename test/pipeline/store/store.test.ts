import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { QuarterlyError } from '../../../pipeline/core/errors.js';
import { makeKey, readKeys, throwAwayKeys } from '../../../pipeline/store/keys.js';
import { pseudonymiser } from '../../../pipeline/store/pseudonym.js';
import { landedPath, landedSource, landFile } from '../../../pipeline/store/store.js';
import { bufferSource } from '../../../pipeline/core/files/byte-source.js';
import type { ByteSource } from '../../../pipeline/core/files/tabular-file.js';

const folder = mkdtempSync(path.join(tmpdir(), 'quarterly-land-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

let count = 0;
function newFolder(): string {
  count += 1;
  return path.join(folder, String(count));
}

async function bytesOf(source: ByteSource): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of source.stream()) pieces.push(piece);
  return Buffer.concat(pieces);
}

function filesIn(store: string): string[] {
  return readdirSync(store, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => entry.name)
    .sort();
}

// Longer than a piece of a stream, so that a tag or a nonce that straddles two of them is met.
const plain = Buffer.from('child 4711, Canary Child\n'.repeat(40_000));
const sha256 = createHash('sha256').update(plain).digest('hex');
const keys = throwAwayKeys();

describe('landing bytes', () => {
  it('keeps them under the sha256 of the plain bytes, and gives them back', async () => {
    const store = newFolder();
    const landed = await landFile(store, bufferSource('a.csv', plain), undefined);
    expect(landed).toEqual({ sha256, byteCount: plain.length, isEncrypted: false, isNew: true });
    expect(filesIn(store)).toEqual([sha256]);
    const source = await landedSource(store, sha256, 'a.csv', keys.bytesKey);
    expect(source.size).toBe(plain.length);
    expect((await bytesOf(source)).equals(plain)).toBe(true);
    expect((await bytesOf(source)).equals(plain)).toBe(true);
  });

  it('seals those of a personal source, so that nothing of them can be read in the store', async () => {
    const store = newFolder();
    const landed = await landFile(store, bufferSource('a.csv', plain), keys.bytesKey);
    expect(landed).toMatchObject({ sha256, byteCount: plain.length, isEncrypted: true });
    const [file = ''] = filesIn(store);
    const sealed = readFileSync(path.join(store, sha256.slice(0, 2), file));
    expect(sealed.includes('Canary')).toBe(false);
    const source = await landedSource(store, sha256, 'a.csv', keys.bytesKey);
    expect(source.size).toBe(plain.length);
    expect((await bytesOf(source)).equals(plain)).toBe(true);
  });

  it.each([0, 1, 65_535, 65_536, 65_537, 131_072])('seals and unseals %i bytes', async (length) => {
    const store = newFolder();
    const bytes = plain.subarray(0, length);
    const landed = await landFile(store, bufferSource('a.csv', bytes), keys.bytesKey);
    const source = await landedSource(store, landed.sha256, 'a.csv', keys.bytesKey);
    expect(source.size).toBe(length);
    expect((await bytesOf(source)).equals(bytes)).toBe(true);
  });

  it.each([undefined, keys.bytesKey])('takes the same bytes again as nothing new', async (key) => {
    const store = newFolder();
    await landFile(store, bufferSource('a.csv', plain), key);
    const [file = ''] = filesIn(store);
    const before = statSync(path.join(store, sha256.slice(0, 2), file)).ino;
    const again = await landFile(store, bufferSource('b.csv', plain), key);
    expect(again).toMatchObject({ sha256, isNew: false });
    expect(filesIn(store)).toEqual([file]);
    expect(statSync(path.join(store, sha256.slice(0, 2), file)).ino).toBe(before);
  });

  it('seals bytes that lay open once a personal source brings them', async () => {
    const store = newFolder();
    await landFile(store, bufferSource('a.csv', plain), undefined);
    await landFile(store, bufferSource('a.csv', plain), keys.bytesKey);
    expect(filesIn(store)).toEqual([`${sha256}.sealed`]);
    const back = await landFile(store, bufferSource('a.csv', plain), undefined);
    expect(back).toMatchObject({ isEncrypted: true, isNew: false });
  });

  it('leaves nothing behind when the bytes stop coming', async () => {
    const store = newFolder();
    const broken: ByteSource = {
      name: 'a.csv',
      size: 10,
      async *stream() {
        yield await Promise.resolve(Buffer.from('child'));
        throw new Error('the disk was pulled out');
      },
    };
    await expect(landFile(store, broken, keys.bytesKey)).rejects.toThrow('pulled out');
    expect(filesIn(store)).toEqual([]);
  });

  it.each(['first byte', 'nonce', 'middle', 'tag', 'cut short', 'empty'])(
    'notices a damaged sealed file: %s',
    async (where) => {
      const store = newFolder();
      await landFile(store, bufferSource('a.csv', plain), keys.bytesKey);
      const file = `${landedPath(store, sha256)}.sealed`;
      const bytes = readFileSync(file);
      const place = { 'first byte': 0, nonce: 6, middle: 300_000, tag: bytes.length - 1 }[where];
      if (place !== undefined) bytes[place] = (bytes[place] ?? 0) ^ 1;
      const kept = where === 'cut short' ? bytes.subarray(0, -20) : bytes;
      writeFileSync(file, where === 'empty' ? '' : kept);
      const source = await landedSource(store, sha256, 'a.csv', keys.bytesKey);
      await expect(bytesOf(source)).rejects.toMatchObject({ code: 'integrity' });
    },
  );

  it('notices a damaged open file, and another key', async () => {
    const store = newFolder();
    await landFile(store, bufferSource('a.csv', plain), undefined);
    writeFileSync(landedPath(store, sha256), plain.subarray(1));
    const open = await landedSource(store, sha256, 'a.csv', keys.bytesKey);
    await expect(bytesOf(open)).rejects.toMatchObject({ code: 'integrity' });
    const sealed = newFolder();
    await landFile(sealed, bufferSource('a.csv', plain), keys.bytesKey);
    const other = await landedSource(sealed, sha256, 'a.csv', throwAwayKeys().bytesKey);
    await expect(bytesOf(other)).rejects.toMatchObject({ code: 'integrity' });
  });

  it('says that bytes are gone', async () => {
    await expect(landedSource(newFolder(), sha256, 'a.csv', keys.bytesKey)).rejects.toMatchObject({
      code: 'integrity',
    });
  });
});

describe('the workspace’s key', () => {
  it('is made once, only for its owner, and read again as the same', async () => {
    const file = path.join(newFolder(), 'key');
    const made = await makeKey(file);
    expect(await readKeys(file)).toEqual(made);
    if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readFileSync(file, 'utf8')).toMatch(/^[0-9a-f]{64}\n$/);
    await expect(makeKey(file)).rejects.toMatchObject({ code: 'configuration' });
    expect(await readKeys(file)).toEqual(made);
  });

  it('gives different keys for pseudonyms and bytes, and a fingerprint that is neither', async () => {
    const { pseudonymKey, bytesKey, fingerprint } = await makeKey(path.join(newFolder(), 'key'));
    const hex = [pseudonymKey, bytesKey].map((key) => Buffer.from(key).toString('hex'));
    expect(new Set([...hex, fingerprint]).size).toBe(3);
  });

  it('is refused where the file holds anything else', async () => {
    const file = path.join(folder, 'no-key');
    writeFileSync(file, 'not a key', { mode: 0o600 });
    await expect(readKeys(file)).rejects.toMatchObject({ code: 'integrity' });
    await expect(readKeys(path.join(folder, 'none'))).rejects.toBeInstanceOf(QuarterlyError);
  });
});

describe('pseudonyms', () => {
  it('are the same for the same child of the same authority, and for no other', () => {
    const name = pseudonymiser(keys.pseudonymKey, 'E06000004');
    expect(name('4711')).toMatch(/^[0-9a-f]{24}$/);
    expect(name('4711')).toBe(name('4711'));
    expect(pseudonymiser(keys.pseudonymKey, 'E06000004')('4711')).toBe(name('4711'));
    const others = [
      name('4712'),
      pseudonymiser(keys.pseudonymKey, 'E06000005')('4711'),
      pseudonymiser(throwAwayKeys().pseudonymKey, 'E06000004')('4711'),
    ];
    expect(others).not.toContain(name('4711'));
  });
});
