import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { compiledProgram } from '../../../support/compiled.js';

/** Starts one of this folder's programs in a process of its own. */
export function startChild(program: string, ...args: string[]): ChildProcess {
  const file = new URL(program, import.meta.url);
  return spawn(process.execPath, compiledProgram(file, ...args), {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

/** What a child prints until its end; throws where it ends badly. */
export async function outputOf(child: ChildProcess): Promise<string> {
  let text = '';
  child.stdout?.on('data', (piece: Buffer) => (text += piece.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`the child ended with ${code ?? 'a signal'}`);
  return text;
}

/** Resolves once a child has printed anything. */
export async function firstWord(child: ChildProcess): Promise<void> {
  if (child.stdout === null) throw new Error('the child has no output');
  await once(child.stdout, 'data');
}
