import { existsSync } from 'node:fs';
import path from 'node:path';
import { formPack } from '../../reports/templates/form.js';
import { writeWorkbook } from '../../reports/workbook/write.js';
import {
  parseQuarter,
  type Quarter,
  quarterContaining,
  shiftQuarter,
} from '../core/calendar/quarter.js';
import { QuarterlyError } from '../core/errors.js';
import { didYouMean } from '../core/nearest.js';
import { holdsFor, readDefinitions } from '../measure/definitions.js';
import { writeWhole } from '../core/files/whole-file.js';
import { forms } from '../quarter/return-form.js';
import { londonDay } from '../core/calendar/london-time.js';
import { type Session, withSession } from '../workspace/session.js';
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
  const make = forms[source];
  if (make === undefined) {
    const known = Object.keys(forms);
    throw new QuarterlyError(
      'usage',
      `There is no template for "${source}".${didYouMean(source, known)}`,
      {
        fix: `Name one of the returns that are filled in by hand: ${known.join(', ')}.`,
      },
    );
  }
  return withSession(options, runtime, async (session) => {
    const quarter = quarterOf(options.quarter, runtime);
    const fileName = `${source}_${quarter.key}.xlsx`;
    const file = path.resolve(options.out ?? fileName);
    assertNew(file);
    const form = await session.warehouse.read((trx) =>
      make(trx, orderOf(session, quarter, runtime)),
    );
    const { authority, council } = session.workspace.configuration;
    const organisation = council.name ?? session.authorities.nameOf(authority) ?? authority;
    const context = { organisation, colours: council.colours, quarter, fileName };
    await writeWhole(
      file,
      await writeWorkbook(formPack(form, { ...context, asAt: quarter.lastDay })),
    );
    runtime.stdout.write(
      options.json
        ? `${JSON.stringify({ file, source, quarter: quarter.key, rows: form.rows.length })}\n`
        : `${file}\n`,
    );
    return 0;
  });
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

function orderOf({ workspace }: Session, quarter: Quarter, { now }: Runtime) {
  const { configuration, strategies } = workspace;
  const all = readDefinitions();
  return {
    authority: configuration.authority,
    quarter,
    strategies,
    definitions: all.filter((definition) => holdsFor(definition, all, quarter.key)),
    knownAt: now().toISOString(),
  };
}
