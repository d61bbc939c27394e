import { rmSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { quarterly } from '../support/command-line.js';
import { header, startMailServer, type TestMailServer } from '../support/mail-server.js';
import { sendReturn } from '../pipeline/schedule/support.js';
import { makeTellingCouncil } from '../pipeline/send/support.js';
import { Transcript, wordsOf } from './transcript.js';

let server: TestMailServer;
let workspace = '';
const folders: string[] = [];

beforeAll(async () => {
  server = await startMailServer();
  workspace = await makeTellingCouncil(server.port);
  folders.push(workspace, `${workspace}-backups`, `${workspace}-restored`);
});
afterAll(async () => {
  await server.stop();
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

it('is an operator’s month: rehearse, be reminded, run, release, back up and restore', async () => {
  const day = new Transcript([
    [new RegExp(workspace.replaceAll('\\', '\\\\'), 'g'), '/srv/quarterly'],
    [/ \(\d+\.\d s\)/g, ''],
    [/\d+ definitions, [\d,]+ values/g, '… definitions, … values'],
    [/released as final,\s+by [^.]+\./g, 'released as final, by the operator.'],
  ]);
  let seen = 0;
  /** Runs a command at a moment; the mails that went out follow what it printed. */
  const at = async (moment: string, line: string): Promise<void> => {
    const argv = wordsOf(line.replaceAll('/srv/quarterly', workspace)).slice(1);
    const result = await quarterly(argv, {
      now: new Date(moment),
      environment: { QUARTERLY_WORKSPACE: workspace },
    });
    day.say(moment);
    day.add(line, result);
    for (const mail of server.mails.slice(seen))
      day.say(`mail to ${mail.to.join(', ')}: ${header(mail, 'Subject') ?? ''}`);
    seen = server.mails.length;
    expect({ line, code: result.code }).toEqual({ line, code: 0 });
  };

  await at(
    '2018-01-15T08:00:00Z',
    'quarterly schedule --explain --from 2018-01-15 --to 2018-01-31',
  );
  await at('2018-01-15T08:01:00Z', 'quarterly tick --at 2018-01-18T09:00 --dry-run');
  await at('2018-01-17T12:00:00Z', 'quarterly tick');
  await at('2018-01-18T10:00:00Z', 'quarterly tick');
  await at('2018-01-19T10:00:00Z', 'quarterly tick');
  sendReturn(workspace);
  await at('2018-01-22T06:05:00Z', 'quarterly tick');
  await at('2018-01-22T09:00:00Z', 'quarterly status');
  await at(
    '2018-01-23T09:00:00Z',
    'quarterly release 2017-18-Q3-E06000004-r01 --reason "agreed by the director"',
  );
  await at('2018-01-23T20:00:00Z', 'quarterly backup /srv/quarterly-backups');
  await at(
    '2018-01-24T09:00:00Z',
    'quarterly restore /srv/quarterly-backups --key /srv/quarterly/key --to /srv/quarterly-restored',
  );
  await at('2018-01-24T09:05:00Z', 'quarterly status --workspace /srv/quarterly-restored');
  expect(server.mails.filter((mail) => header(mail, 'Subject')?.includes('late'))).toHaveLength(1);
  day.compare('operator');
}, 1_200_000);
