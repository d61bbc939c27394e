import { type ChildProcess, spawn } from 'node:child_process';
import { access, readFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { QuarterlyError } from '../../core/errors.js';
import { inScratch } from './scratch.js';

export interface PrintOptions {
  /** LibreOffice's path. */
  readonly program: string;
  /** Milliseconds after which it is stopped. */
  readonly timeout: number;
  readonly signal: AbortSignal;
}

/** Each sheet is a bookmark. Versions before 7.5 write no tags, whatever is asked: the web page is the accessible edition. */
const FILTER = `pdf:calc_pdf_Export:${JSON.stringify({
  UseTaggedPDF: { type: 'boolean', value: 'true' },
  ExportBookmarks: { type: 'boolean', value: 'true' },
})}`;

/**
 * Prints a workbook as PDF by LibreOffice: the one place that starts another program, without a shell, under a profile of its own
 * that is thrown away, so that nothing of the user's settings is read or changed. The bytes differ from time to time.
 * @param file an .xlsx
 * @throws QuarterlyError `unexpected` where LibreOffice fails or takes too long; `interrupted` where the signal comes.
 */
export async function toPdf(
  file: string,
  { program, timeout, signal }: PrintOptions,
): Promise<Uint8Array> {
  return inScratch('pdf', async (folder) => {
    const profile = pathToFileURL(path.join(folder, 'profile')).href;
    const out = path.join(folder, 'out');
    const said = await finished(
      program,
      [
        `-env:UserInstallation=${profile}`,
        '--headless',
        '--norestore',
        '--convert-to',
        FILTER,
        '--outdir',
        out,
        path.resolve(file),
      ],
      timeout,
      signal,
    );
    const made = path.join(out, `${path.basename(file, path.extname(file))}.pdf`);
    // It ends well also where it could not read the file.
    if (!(await exists(made))) throw failed(file, said);
    return await readFile(made);
  });
}

/** What the program wrote, once it has ended well. */
async function finished(
  program: string,
  args: readonly string[],
  timeout: number,
  signal: AbortSignal,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const stop = AbortSignal.any([signal, AbortSignal.timeout(timeout)]);
    const child = spawn(program, args, {
      shell: false,
      windowsHide: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      // A group of its own, so that what it starts is stopped with it.
      detached: hasGroups,
    });
    const onStop = (): void => {
      kill(child);
    };
    stop.addEventListener('abort', onStop, { once: true });
    if (stop.aborted) onStop();
    let said = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => {
        said = (said + text).slice(-2_000);
      });
    child.on('error', (error) => {
      reject(cannotStart(program, error));
    });
    child.on('close', (code) => {
      stop.removeEventListener('abort', onStop);
      if (stop.aborted) reject(stopped(signal, timeout));
      else if (code === 0) resolve(said);
      else reject(failed(program, said));
    });
  });
}

const hasGroups = process.platform !== 'win32';

function kill(child: ChildProcess): void {
  if (!hasGroups || child.pid === undefined) {
    child.kill('SIGKILL');
    return;
  }
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // It ended by itself in the same moment.
  }
}

function stopped(signal: AbortSignal, timeout: number): QuarterlyError {
  return signal.aborted
    ? new QuarterlyError('interrupted', 'Printing was interrupted.', { fix: 'Run it again.' })
    : new QuarterlyError(
        'unexpected',
        `LibreOffice was not done after ${Math.round(timeout / 1000)} seconds, and was stopped.`,
        { fix: 'Give it more with --seconds; see whether it opens the workbook by hand.' },
      );
}

function cannotStart(program: string, cause: Error): QuarterlyError {
  return new QuarterlyError('configuration', `${program} can't be started.`, {
    fix: 'Say where LibreOffice is with --libreoffice or QUARTERLY_LIBREOFFICE.',
    cause,
  });
}

function failed(file: string, said: string): QuarterlyError {
  const words = said.trim().split('\n').at(-1)?.trim() ?? '';
  return new QuarterlyError(
    'unexpected',
    `LibreOffice made no PDF${words === '' ? '' : ` (it says: ${words})`}.`,
    { fix: 'Open the workbook in LibreOffice and see what it says.', place: { file } },
  );
}

async function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}
