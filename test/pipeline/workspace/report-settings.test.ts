import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { usualReport } from '../../../pipeline/core/council/report.js';
import { openWorkspace } from '../../../pipeline/workspace/workspace.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'quarterly-report-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function opened(...lines: string[]) {
  await writeFile(
    path.join(folder, 'quarterly.yaml'),
    ['authority: E06000004', ...lines, ''].join('\n'),
  );
  return openWorkspace(folder, {});
}

describe('what a council’s Word documents say of its own accord', () => {
  it('is what is usual where nothing is set', async () => {
    const { configuration, reportTemplate } = await opened();
    const { template, ...settings } = { ...configuration.report, template: reportTemplate };
    expect({ ...settings, template }).toEqual(usualReport);
  });

  it('is its own texts, or who writes them', async () => {
    const { configuration } = await opened(
      'report:',
      '  implications: [{ heading: Law, by: the Monitoring Officer }]',
      '  alternatives: { text: None. }',
    );
    expect(configuration.report.implications).toEqual([
      { heading: 'Law', text: null, by: 'the Monitoring Officer' },
    ]);
    expect(configuration.report.alternatives).toEqual({ text: 'None.', by: null });
  });

  it('is refused where a heading has both', async () => {
    await expect(
      opened('report:', '  consultation: { text: None., by: the Director }'),
    ).rejects.toThrow('quarterly.yaml:3: "report.consultation.by": give either the text, or who');
  });

  it('takes the template’s bytes, whose hash is part of the configuration’s', async () => {
    await writeFile(path.join(folder, 'ours.docx'), 'one');
    const one = await opened('report: { template: ours.docx }');
    await writeFile(path.join(folder, 'ours.docx'), 'two');
    const two = await opened('report: { template: ours.docx }');
    expect(one.reportTemplate).toBe(Buffer.from('one').toString('base64'));
    const hashes = [one, two].map(({ files }) => files.find((each) => each.path === 'ours.docx'));
    expect(hashes[0]?.sha256).not.toBe(hashes[1]?.sha256);
  });

  it('is refused where the template isn’t there, or isn’t in the workspace’s folder', async () => {
    await expect(opened('report: { template: ../ours.docx }')).rejects.toThrow(
      'name a Word document (.docx) in the workspace’s folder',
    );
    await expect(opened('report: { template: gone.docx }')).rejects.toThrow(
      'The template of the report isn’t there',
    );
  });
});
