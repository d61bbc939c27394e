import type { Knex } from 'knex';
import { sourceById } from '../../sources/register.js';
import type { PackInput } from '../../reports/input.js';
import { fileAlias } from '../core/file-alias.js';
import type { MeasureDefinition } from '../core/figure/definition.js';
import type { Measured } from '../measure/measure.js';
import type { Workspace } from '../workspace/workspace.js';
import {
  codeHash,
  definitionsHash,
  type Fingerprints,
  hashOf,
  programVersion,
} from './fingerprint.js';
import type { RunOutput } from '../core/run-output.js';

/** The file of a pack that lists its other files. */
export const MANIFEST = 'manifest.json';

/** A return that a pack rests on. */
export interface ManifestReturn {
  readonly source: string;
  readonly asAt: string;
  readonly returnId: string;
  readonly layout: string | null;
  readonly files: readonly {
    readonly role: string;
    readonly name: string;
    readonly sha256: string;
  }[];
}

/** All that a pack depends on, each by its sha256. No instant stands in it, so that the same inputs give the same text. */
export interface Provenance {
  readonly returns: readonly ManifestReturn[];
  readonly definitions: readonly { readonly file: string; readonly sha256: string }[];
  readonly configuration: Workspace['files'];
  readonly code: { readonly version: string; readonly sha256: string };
  readonly fingerprints: Fingerprints;
}

/** Gathers what a pack depends on: the returns pinned for any quarter of its series, definitions, settings, code. */
export async function provenanceOf(
  trx: Knex.Transaction,
  workspace: Workspace,
  definitions: readonly MeasureDefinition[],
  measured: Pick<Measured, 'pins' | 'returns'>,
): Promise<Provenance> {
  const numbers = [...new Set(measured.pins.map((pin) => pin.returnNo))];
  const returns = await readReturns(trx, numbers);
  const code = await codeHash();
  return {
    returns: [...returns.values()].sort(bySourceAndDate),
    definitions: definitionFiles(definitions),
    configuration: workspace.files,
    code: { version: await programVersion(), sha256: code },
    fingerprints: {
      inputs: hashOf({
        pins: measured.pins.map((pin) => ({
          quarter: pin.quarter,
          source: pin.source,
          returnId: returns.get(pin.returnNo)?.returnId,
          isCurrent: pin.isCurrent,
          coversFrom: pin.coversFrom,
          coversTo: pin.coversTo,
        })),
        returns: measured.returns,
      }),
      definitions: definitionsHash(definitions),
      configuration: hashOf(workspace.files),
      code,
    },
  };
}

/** A pack as the ledger has it. */
export interface ManifestEntry {
  readonly runId: string;
  /** Which release it is, and who released it; left out for a run. */
  readonly release?: Readonly<Record<'id' | 'releasedBy' | 'releasedAt' | 'reason', string>>;
}

type ManifestInput = Pick<PackInput, 'quarter' | 'authority' | 'status' | 'dataCutOff'>;

/** `manifest.json`: every input, definition, setting and output by sha256, and the code that made them. */
export function manifestText(
  { runId, release }: ManifestEntry,
  { quarter, authority, status, dataCutOff }: ManifestInput,
  provenance: Omit<Provenance, 'fingerprints'>,
  outputs: readonly RunOutput[],
): string {
  const { returns, definitions, configuration, code } = provenance;
  const pack = {
    runId,
    quarter: quarter.key,
    areaCode: authority.code,
    status,
    dataCutOff,
    release,
  };
  return `${JSON.stringify({ ...pack, returns, definitions, configuration, code, outputs }, null, 2)}\n`;
}

interface Row {
  readonly return_no: number;
  readonly source: string;
  readonly as_at: string;
  readonly return_id: string;
  readonly layout: string | null;
  readonly role: string;
  readonly name: string;
  readonly sha256: string;
}

/** The files of some definitions, each with one hash over all that it holds: published measures share one a topic. */
function definitionFiles(definitions: readonly MeasureDefinition[]): Provenance['definitions'] {
  const files = new Map<string, Omit<MeasureDefinition, 'file'>[]>();
  for (const { file, ...rest } of definitions) files.set(file, [...(files.get(file) ?? []), rest]);
  return [...files].map(([file, held]) => ({
    file,
    sha256: hashOf(held.length === 1 ? held[0] : held),
  }));
}

/** Returns and their files, by number. */
export async function readReturns(
  trx: Knex.Transaction,
  numbers: readonly number[],
): Promise<Map<number, ManifestReturn>> {
  const rows: Row[] = await trx('received_return as r')
    .join('received_file as f', 'f.return_no', 'r.return_no')
    .whereIn('r.return_no', [...numbers])
    .orderBy(['r.return_no', 'f.file_no'])
    .select(
      'r.return_no',
      'r.source',
      'r.as_at',
      'r.return_id',
      'r.layout',
      'f.role',
      'f.name',
      'f.sha256',
    );
  const returns = new Map<number, ManifestReturn>();
  for (const row of rows) {
    const known = returns.get(row.return_no);
    const name = sourceById(row.source).personal
      ? fileAlias(row.source, row.as_at, known?.files.length ?? 0)
      : row.name;
    const file = { role: row.role, name, sha256: row.sha256 };
    returns.set(row.return_no, {
      source: row.source,
      asAt: row.as_at,
      returnId: row.return_id,
      layout: row.layout,
      files: [...(known?.files ?? []), file],
    });
  }
  return returns;
}

/** The order in which a manifest names returns. */
export function bySourceAndDate(a: ManifestReturn, b: ManifestReturn): number {
  const [left, right] = [a, b].map((each) => `${each.source} ${each.asAt} ${each.returnId}`);
  return (left ?? '') < (right ?? '') ? -1 : 1;
}
