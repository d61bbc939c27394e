import { exitCodeOf, QuarterlyError } from '../errors.js';
import type { Surroundings } from '../run/surroundings.js';
import { wrap } from './wrap.js';

/** Prints an error for a person (what happened, what to do), or as JSON for a program. */
export function showError(error: unknown, surroundings: Surroundings, asJson: boolean): void {
  const known = error instanceof QuarterlyError ? error : undefined;
  const message = error instanceof Error ? error.message : String(error);
  if (asJson) {
    const body = {
      error: known?.code ?? 'unexpected',
      message,
      mend: known?.mend ?? null,
      place: known?.place ?? {},
      facts: known?.facts ?? {},
      exitCode: exitCodeOf(error),
    };
    surroundings.stderr.write(`${JSON.stringify(body)}\n`);
    return;
  }
  surroundings.stderr.write(`${wrap(`Error: ${message}`, surroundings.columns)}\n`);
  if (known !== undefined) surroundings.stderr.write(`${wrap(known.mend, surroundings.columns)}\n`);
  else if (error instanceof Error) {
    surroundings.stderr.write(
      `${wrap('Nobody foresaw this one. Please report it with the lines below.', surroundings.columns)}\n${error.stack ?? ''}\n`,
    );
  }
}
