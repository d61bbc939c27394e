import { exitCodeOf, exitCodes, QuarterlyError } from '../../core/errors.js';

/** What one look of the doctor's found. */
export interface Finding {
  readonly name: string;
  readonly state: 'ok' | 'warning' | 'fault';
  readonly detail: string;
  /** What to do; null where nothing is. */
  readonly fix: string | null;
  readonly exitCode: number;
}

/** Runs one look; a thrown error becomes a finding, and undefined. */
export async function look<T>(
  findings: Finding[],
  name: string,
  body: () => Promise<{ value: T; detail: string; warning?: string }>,
): Promise<T | undefined> {
  try {
    const { value, detail, warning } = await body();
    findings.push({
      name,
      state: warning === undefined ? 'ok' : 'warning',
      detail,
      fix: warning ?? null,
      exitCode: 0,
    });
    return value;
  } catch (error) {
    findings.push({
      name,
      state: 'fault',
      detail: error instanceof Error ? error.message : String(error),
      fix: error instanceof QuarterlyError ? error.fix : null,
      exitCode: error instanceof QuarterlyError ? exitCodeOf(error) : exitCodes.integrity,
    });
    return undefined;
  }
}
