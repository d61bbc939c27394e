import { QuarterlyError, type Place } from '../errors.js';

/** The error by which a received file is refused: what is wrong with it, where, and what its sender should do. */
export function refusal(
  place: Place & { readonly file: string },
  message: string,
  fix: string,
  cause?: unknown,
): QuarterlyError {
  return new QuarterlyError('contract', message, { fix, place, cause });
}

/** For a workbook or zip whose bytes aren't what they should be. */
export function damaged(
  place: Place & { readonly file: string },
  what: string,
  cause?: unknown,
): QuarterlyError {
  return refusal(
    place,
    `The file is damaged or incomplete: ${what}.`,
    'Open it in Excel, save it again as .xlsx (or make the zip again), and send the new file.',
    cause,
  );
}

/** A number of bytes as people write it. */
export function megabytes(bytes: number): string {
  return `${Math.ceil(bytes / (1024 * 1024)).toLocaleString('en-GB')} MB`;
}
