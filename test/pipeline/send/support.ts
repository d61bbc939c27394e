import { copyFile, mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { makeWorkspace } from '../../../pipeline/workspace/make-workspace.js';
import { shippedFile } from '../../../pipeline/core/root.js';
import { openWarehouse } from '../../../pipeline/warehouse/open.js';
import type { Warehouse } from '../../../pipeline/warehouse/types.js';

export const OWNER = 'data@example.org';
export const ANA = 'ana@example.org';

/** A council that sends messages by a mail server on this machine, and what else is given. */
export async function makeTellingCouncil(
  mailPort: number,
  more: readonly string[] = [],
): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'telling-'));
  await makeWorkspace(
    folder,
    {
      configuration: [
        'authority: E06000004',
        'council: { name: Testham }',
        'returns:',
        `  actions: { due: 12 working days, required: true, owner: "Policy team <${OWNER}>" }`,
        `  ssda903: { due: 10 working days, owner: "Data team <${OWNER}>" }`,
        'schedule:',
        '  run: { first_try: 15 working days, cut_off: 17 working days }',
        'notify:',
        '  mail:',
        `    server: smtp://127.0.0.1:${mailPort}`,
        '    from: "Performance <performance@example.org>"',
        `    to: ["Ana <${ANA}>"]`,
        ...more,
        '',
      ].join('\n'),
      strategies: {},
      sourceIds: ['actions', 'ssda903'],
    },
    { force: true },
  );
  return folder;
}

/** Names and identifiers of invented children: none of them may be reported to anybody. */
export const CANARIES = ['CANARY471', 'Wendy Moira', 'Darling', '13/05/2009'] as const;

/**
 * A looked-after children return in the inbox: its children break rules in so many cells that it is refused, and a file of it is named
 * after one of them.
 */
export async function sendBrokenReturn(workspace: string): Promise<void> {
  const inbox = path.join(workspace, 'inbox', 'ssda903', '2017-12-31');
  await mkdir(inbox, { recursive: true });
  const samples = shippedFile('sources', 'ssda903', 'samples');
  await copyFile(path.join(samples, 'episodes.csv'), path.join(inbox, 'episodes.csv'));
  const rows = [
    'CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB',
    'CANARY4711,Darling,13/05/2009,WBRI,,,',
    'CANARY4712,1,Wendy Moira Darling,WBRI,,,',
  ];
  const name = 'header of Wendy Moira Darling.csv';
  await writeFile(path.join(inbox, name), `${rows.join('\r\n')}\r\n`);
}

/** Reads from a workspace's own warehouse. */
export async function inWarehouse<T>(
  workspace: string,
  body: (warehouse: Warehouse) => Promise<T>,
): Promise<T> {
  const warehouse = await openWarehouse(path.join(workspace, 'warehouse.sqlite'));
  try {
    return await body(warehouse);
  } finally {
    await warehouse.close();
  }
}

export interface OutboxRow {
  readonly message_id: string;
  readonly event_id: string;
  readonly channel: string;
  readonly recipient: string;
  readonly state: string;
  readonly attempt_count: number;
}

/** What the outbox holds, in the order of outcomes. */
export function outboxOf(workspace: string): Promise<OutboxRow[]> {
  return inWarehouse(workspace, (warehouse) =>
    warehouse.read((trx) => trx<OutboxRow>('outbox').orderBy(['event_id', 'channel', 'recipient'])),
  );
}
