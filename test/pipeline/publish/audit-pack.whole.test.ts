import { existsSync } from 'node:fs';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseQuarter } from '../../../pipeline/core/calendar/quarter.js';
import { auditFiles } from '../../../pipeline/publish/audit-pack.js';
import { makeCouncil, QUARTER } from '../support/workspaces.js';
import { quarterly } from '../../support/command-line.js';
import { SAMPLE_NAME, sampleWorkbook, sheetOf } from '../../reports/audit/sample-workbook.js';

describe('a run', () => {
  let workspace = '';
  let sample = '';
  beforeAll(async () => {
    workspace = await makeCouncil();
    sample = await readFile(inbox(), 'utf8');
  });
  afterAll(async () => {
    await rm(workspace, { recursive: true, force: true });
  });
  const inbox = (): string => path.join(workspace, 'inbox', 'actions', 'actions_2017-18-Q3.csv');

  /** Runs the council's quarter with an action whose progress is as given. */
  async function runWithProgress(progress: string) {
    const changed = sample.replace('Partners have agreed a draft.', progress);
    expect(changed).not.toBe(sample);
    await writeFile(inbox(), changed);
    return quarterly(['run', '--quarter', QUARTER, '--workspace', workspace]);
  }

  it('publishes nothing where its pack breaks an essential, and names rule, cell and fix', async () => {
    const { code, stderr } = await runWithProgress('[s]');
    expect(code).toBe(4);
    const said = stderr.replaceAll(/\s+/g, ' ');
    expect(said).toMatch(
      /The audit blocks the pack: known-symbols \((?:Part A Priorities|Action plan)!\w+\)/,
    );
    expect(said).toContain('[s] is no symbol of the guidance.');
    expect(said).toContain('Use one of [c] [x]');
    const place = path.join(workspace, 'packs', QUARTER);
    expect(existsSync(place) ? await readdir(place) : []).toEqual([]);
  });

  it('is published once the return is fixed: what its sender wrote as N/A has a symbol', async () => {
    const { code } = await runWithProgress('N/A');
    expect(code).toBe(0);
    expect(await readdir(path.join(workspace, 'packs', QUARTER))).toContain('manifest.json');
  });
});

describe('the gate before publishing', () => {
  it('audits every workbook and leaves other files alone', async () => {
    const broken = await sampleWorkbook((book) => {
      sheetOf(book, 'Summary').state = 'hidden';
    });
    const secrets = {
      quarter: parseQuarter(QUARTER),
      authority: { code: 'E06000004', name: 'Stockton-on-Tees' },
      hidden: [],
    };
    const csv = { name: 'measures.csv', bytes: new TextEncoder().encode('a,-\r\n') };
    await expect(
      auditFiles([csv, { name: SAMPLE_NAME, bytes: await sampleWorkbook() }], secrets),
    ).resolves.toBeUndefined();
    await expect(
      auditFiles([csv, { name: SAMPLE_NAME, bytes: broken }], secrets),
    ).rejects.toMatchObject({
      code: 'audit',
      place: { file: SAMPLE_NAME, sheet: 'Summary' },
      facts: { rule: 'no-hidden-sheets' },
    });
  });
});
