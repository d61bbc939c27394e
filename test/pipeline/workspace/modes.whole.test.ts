import { chmod, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPlaces } from '../../../pipeline/core/files/private.js';
import { sha256 as sha256Of } from '../../../pipeline/core/sha256.js';
import { toFolder } from '../../../pipeline/send/to-folder.js';
import { runProgramFile } from '../../support/run-program.js';
import { QUARTER, sendSchools } from '../support/workspaces.js';

let folder = '';
const umask = process.umask(0o022);

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'modes-'));
});

afterAll(async () => {
  process.umask(umask);
  await rm(folder, { recursive: true, force: true });
});

async function done(...argv: string[]) {
  const { code, stdout, stderr } = await runProgramFile(argv);
  if (code !== 0) throw new Error(`${argv.join(' ')} ended with ${code}: ${stderr}`);
  return stdout;
}

describe.skipIf(process.platform === 'win32')('under umask 022', () => {
  it('nothing in a workspace or a backup can be read by others, and doctor checks it', async () => {
    const workspace = path.join(folder, 'workspace');
    const vault = path.join(folder, 'vault');
    await done('init', workspace, '--authority', 'E06000004');
    await sendSchools(workspace);
    const at = ['--workspace', workspace, '--quiet'];
    await runProgramFile(['run', '--quarter', QUARTER, ...at]);
    await done('backup', vault, ...at);
    const ours = (await openPlaces(workspace)).filter((place) => !place.endsWith('.csv'));
    expect(ours).toEqual([]);
    expect(await openPlaces(vault)).toEqual([]);
    await chmod(path.join(workspace, 'quarterly.log'), 0o644);
    const { stdout } = await runProgramFile(['doctor', ...at]);
    expect(stdout.replace(/\s+/g, ' ')).toContain('others can read 1 file or folder');
    await chmod(path.join(workspace, 'key'), 0o644);
    const refused = await runProgramFile(['status', ...at]);
    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain('chmod 600');
  }, 300_000);

  it('readers can read what is delivered to them, as the destination says', async () => {
    const bytes = new TextEncoder().encode('pack');
    const files = [{ name: 'pack.txt', bytes, sha256: sha256Of(bytes) }];
    const modeOf = async (name: string) => (await stat(path.join(folder, name))).mode & 0o777;
    process.umask(0o077);
    await toFolder(folder, 'usual', files);
    await toFolder(folder, 'group', files, 0o640);
    process.umask(0o022);
    expect(await modeOf('usual/pack.txt')).toBe(0o644);
    expect(await modeOf('usual')).toBe(0o755);
    expect(await modeOf('group/pack.txt')).toBe(0o640);
    expect(await modeOf('group')).toBe(0o750);
  });
});
