import { existsSync } from 'node:fs';
import path from 'node:path';
import { formPack } from '../../reports/templates/form.js';
import { writeWorkbook } from '../../reports/workbook/write.js';
import {
  parseQuarter,
  type Quarter,
  quarterContaining,
  shiftQuarter,
} from '../calendar/quarter.js';
import { QuarterlyError } from '../errors.js';
import { holdsFor, readDefinitions } from '../measure/definitions.js';
import { writeWhole } from '../publish/whole-file.js';
import { forms } from '../quarter/return-form.js';
import { londonDay } from '../run/return-grid.js';
import { type Session, withSession } from '../run/session.js';
import type { Surroundings } from '../run/surroundings.js';
import type { CommonOptions } from './common-options.js';

interface TemplateOptions extends CommonOptions {
  readonly quarter?: string;
  readonly out?: string;
}

/** `quarterly template SOURCE [--quarter Q]`: writes a return to fill in, with the last one's rows. Stores nothing. */
export async function templateCommand(
  [source = '']: readonly string[],
  options: TemplateOptions,
  surroundings: Surroundings,
): Promise<number> {
  const make = forms[source];
  if (make === undefined) {
    throw new QuarterlyError('usage', `There is no template for "${source}".`, {
      mend: `Name one of the returns that are filled in by hand: ${Object.keys(forms).join(', ')}.`,
    });
  }
  return withSession(options, surroundings, async (session) => {
    const quarter = quarterOf(options.quarter, surroundings);
    const fileName = `${source}_${quarter.key}.xlsx`;
    const file = path.resolve(options.out ?? fileName);
    assertNew(file);
    const form = await session.warehouse.read((trx) =>
      make(trx, orderOf(session, quarter, surroundings)),
    );
    const { authority, council } = session.workspace.configuration;
    const organisation = council.name ?? session.authorities.nameOf(authority) ?? authority;
    const context = { organisation, colours: council.colours, quarter, fileName };
    await writeWhole(
      file,
      await writeWorkbook(formPack(form, { ...context, asAt: quarter.lastDay })),
    );
    surroundings.stdout.write(
      options.json
        ? `${JSON.stringify({ file, source, quarter: quarter.key, rows: form.rows.length })}\n`
        : `${file}\n`,
    );
    return 0;
  });
}

/** The quarter that is asked for; else the one that ended last. */
function quarterOf(asked: string | undefined, { now }: Surroundings): Quarter {
  return asked === undefined
    ? shiftQuarter(quarterContaining(londonDay(now())), -1)
    : parseQuarter(asked);
}

/** Somebody may have begun to fill it in. */
function assertNew(file: string): void {
  if (!existsSync(file)) return;
  throw new QuarterlyError('usage', `${file} already exists.`, {
    mend: 'Give another name with --out, or delete the file if nobody has filled it in.',
    place: { file },
  });
}

function orderOf({ workspace }: Session, quarter: Quarter, { now }: Surroundings) {
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
