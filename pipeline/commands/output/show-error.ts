import path from 'node:path';
import { coloured } from '../../core/colour.js';
import { exitCodeOf, type Place, QuarterlyError } from '../../core/errors.js';
import type { Runtime } from '../../core/runtime.js';
import { wrap } from '../../core/wrap.js';

/** Prints an error for a person (what happened, what to do), or as JSON for a program. */
export function showError(error: unknown, runtime: Runtime, asJson: boolean): void {
  const known = error instanceof QuarterlyError ? error : undefined;
  const message = error instanceof Error ? error.message : String(error);
  if (asJson) {
    const body = {
      error: known?.code ?? 'unexpected',
      message,
      fix: known?.fix ?? null,
      place: known?.place ?? {},
      facts: known?.facts ?? {},
      exitCode: exitCodeOf(error),
    };
    runtime.stderr.write(`${JSON.stringify(body)}\n`);
    return;
  }
  const where = known === undefined ? '' : placeWords(known.place, message);
  const said = known === undefined ? inShort(message) : message;
  const text = wrap(`Error: ${where}${said}`, runtime.columns);
  runtime.stderr.write(`${text.replace(/^Error:/, coloured('Error:', 'red', runtime))}\n`);
  if (known !== undefined) runtime.stderr.write(`${wrap(known.fix, runtime.columns)}\n`);
  else if (error instanceof Error) {
    runtime.stderr.write(
      `${wrap('Nobody foresaw this one. Please report it with the lines below.', runtime.columns)}\n${error.stack ?? ''}\n`,
    );
  }
}

/** The first and last line of a message nobody wrote for readers: a database's begins with pages of SQL and ends with what is wrong. */
function inShort(message: string): string {
  const lines = message.split('\n').filter((line) => line.trim() !== '');
  return lines.length < 3 ? message : `${lines[0] ?? ''} … ${lines.at(-1)?.trim() ?? ''}`;
}

/** "file, sheet, line: " as far as they are known and the message doesn't say them already. */
function placeWords(place: Place, message: string): string {
  const parts = [
    place.file,
    place.sheet === undefined ? undefined : `sheet ${place.sheet}`,
    place.line === undefined ? undefined : `line ${place.line}`,
    place.column === undefined ? undefined : `column ${place.column}`,
  ].filter((part) => part !== undefined);
  const isSaid = place.file === undefined || message.includes(path.basename(place.file));
  return isSaid ? '' : `${parts.join(', ')}: `;
}
