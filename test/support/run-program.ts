import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { projectRoot } from '../../pipeline/core/root.js';
import type { CommandResult } from './command-line.js';

const run = promisify(execFile);

/** Runs the compiled program as a user does, in a process of its own. */
export async function runProgramFile(
  argv: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<CommandResult> {
  const file = path.join(projectRoot, 'dist', 'pipeline', 'cli.js');
  try {
    const { stdout, stderr } = await run(process.execPath, [file, ...argv], {
      env: { ...process.env, ...environment },
      maxBuffer: 64 * 1024 * 1024,
    });
    return { code: 0, stdout, stderr };
  } catch (error) {
    const failed = error as { code?: unknown; stdout?: unknown; stderr?: unknown };
    if (typeof failed.code !== 'number') throw error;
    return { code: failed.code, stdout: String(failed.stdout), stderr: String(failed.stderr) };
  }
}
