import { appendFileSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { waiting } from '../../../../pipeline/core/files/inbox.js';

const folder = mkdtempSync(path.join(tmpdir(), 'quarterly-inbox-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const NOW = Date.parse('2018-01-20T09:00:00Z');
let count = 0;

/** An inbox of files whose last change lies an hour back. */
function inboxOf(files: Readonly<Record<string, string>>): string {
  count += 1;
  const inbox = path.join(folder, String(count));
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(inbox, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, content);
    utimesSync(file, NOW / 1000 - 3600, NOW / 1000 - 3600);
  }
  return inbox;
}

async function namesIn(inbox: string, pause?: () => Promise<void>) {
  const found = await waiting(inbox, {
    nowMs: NOW,
    sourceIds: ['annex-a', 'ssda903'],
    ...(pause === undefined ? {} : { pause }),
  });
  return {
    waiting: found.waiting.map((item) => `${item.source}/${item.name}`),
    left: found.left.map((item) => `${item.source}/${item.name}: ${item.why}`),
  };
}

describe('the inbox', () => {
  it('lists a file, a folder and a zip as a return each, by source and name', async () => {
    const inbox = inboxOf({
      'ssda903/2017-12-31/episodes.csv': 'x',
      'ssda903/2017-12-31/header.csv': 'x',
      'ssda903/2017-09-30.zip': 'x',
      'annex-a/2017-12-31.xlsx': 'x',
    });
    expect(await namesIn(inbox)).toEqual({
      waiting: ['annex-a/2017-12-31.xlsx', 'ssda903/2017-09-30.zip', 'ssda903/2017-12-31'],
      left: [],
    });
  });

  it('lists what is directly in the inbox, and a folder that no source has, without a source', async () => {
    const inbox = inboxOf({
      'annex-a/2017-12-31.xlsx': 'x',
      'schools at 31 August 2025.csv': 'x',
      'Annex A March/List 1.csv': 'x',
      'Annex A March/List 2.csv': 'x',
    });
    expect(await namesIn(inbox)).toEqual({
      waiting: ['/Annex A March', '/schools at 31 August 2025.csv', 'annex-a/2017-12-31.xlsx'],
      left: [],
    });
  });

  it('passes over hidden files, Office’s lock files and copies that aren’t done', async () => {
    const inbox = inboxOf({
      'annex-a/.DS_Store': 'x',
      'annex-a/~$2017-12-31.xlsx': 'x',
      'annex-a/2017-12-31.xlsx.part': 'x',
      'annex-a/2017-12-31.xlsx.crdownload': 'x',
      'annex-a/Thumbs.db': 'x',
      '.git/config': 'x',
    });
    expect(await namesIn(inbox)).toEqual({ waiting: [], left: [] });
  });

  it('leaves what is still being written, and what holds nothing, and says why', async () => {
    const inbox = inboxOf({
      'annex-a/growing.xlsx': 'x',
      'annex-a/whole.xlsx': 'x',
      'annex-a/empty.xlsx': '',
      'ssda903/set/header.csv': 'x',
    });
    mkdirSync(path.join(inbox, 'ssda903', 'nothing'));
    utimesSync(path.join(inbox, 'annex-a', 'growing.xlsx'), NOW / 1000, NOW / 1000);
    const found = await namesIn(inbox, () => {
      appendFileSync(path.join(inbox, 'annex-a', 'growing.xlsx'), 'more');
      writeFileSync(path.join(inbox, 'ssda903', 'set', 'episodes.csv'), 'x');
      return Promise.resolve();
    });
    expect(found).toEqual({
      waiting: ['annex-a/whole.xlsx'],
      left: [
        'annex-a/empty.xlsx: there is nothing in it',
        'annex-a/growing.xlsx: it is still being written',
        'ssda903/nothing: the folder is empty',
        'ssda903/set: it is still being written',
      ],
    });
  });

  it('takes a file that came just now if it doesn’t change while looked at', async () => {
    const inbox = inboxOf({ 'annex-a/new.xlsx': 'x' });
    utimesSync(path.join(inbox, 'annex-a', 'new.xlsx'), NOW / 1000, NOW / 1000);
    let pauses = 0;
    const found = await namesIn(inbox, () => {
      pauses += 1;
      return Promise.resolve();
    });
    expect([found.waiting, pauses]).toEqual([['annex-a/new.xlsx'], 1]);
  });

  it('is empty where there is no inbox', async () => {
    expect(await namesIn(path.join(folder, 'none'))).toEqual({ waiting: [], left: [] });
  });
});
