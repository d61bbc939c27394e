import { existsSync } from 'node:fs';
import path from 'node:path';
import {
  parseQuarter,
  type Quarter,
  quarterContaining,
  shiftQuarter,
} from '../core/calendar/quarter.js';
import { QuarterlyError } from '../core/errors.js';
import { didYouMean } from '../core/nearest.js';
import { writeWhole } from '../core/files/whole-file.js';
import { formWorkbook, hasForm } from '../quarter/form-workbook.js';
import { forms } from '../quarter/return-form.js';
import { londonDay } from '../core/calendar/london-time.js';
import { withSession } from '../workspace/session.js';
import type { Runtime } from '../core/runtime.js';
import type { CommonOptions } from './common-options.js';

interface TemplateOptions extends CommonOptions {
  readonly quarter?: string;
  readonly out?: string;
}

/** `quarterly template SOURCE [--quarter Q]`: writes a return to fill in, with the last one's rows. Stores nothing. */
export async function templateCommand(
  [source = '']: readonly string[],
  options: TemplateOptions,
  runtime: Runtime,
): Promise<number> {
  if (!hasForm(source)) throw noTemplate(source);
  return withSession(options, runtime, async (session) => {
    const quarter = quarterOf(options.quarter, runtime);
    const file = path.resolve(options.out ?? `${source}_${quarter.key}.xlsx`);
    assertNew(file);
    const form = await formWorkbook(session, source, quarter);
    if (form === undefined) throw noTemplate(source);
    await writeWhole(file, form.bytes);
    runtime.stdout.write(
      options.json
        ? `${JSON.stringify({ file, source, quarter: quarter.key, rows: form.rowCount })}\n`
        : `${file}\n`,
    );
    return 0;
  });
}

function noTemplate(source: string): QuarterlyError {
  const known = Object.keys(forms);
  return new QuarterlyError(
    'usage',
    `quarterly has no template for "${source}".${didYouMean(source, known)}`,
    { fix: `Name one of the returns that are filled in by hand: ${known.join(', ')}.` },
  );
}

/** The quarter that is asked for; else the one that ended last. */
function quarterOf(asked: string | undefined, { now }: Runtime): Quarter {
  return asked === undefined
    ? shiftQuarter(quarterContaining(londonDay(now())), -1)
    : parseQuarter(asked);
}

/** Somebody may have begun to fill it in. */
function assertNew(file: string): void {
  if (!existsSync(file)) return;
  throw new QuarterlyError('usage', `${file} already exists.`, {
    fix: 'Give another name with --out, or delete the file if nobody has filled it in.',
    place: { file },
  });
}
