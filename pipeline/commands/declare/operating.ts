import { moment } from '../moment.js';
import type { Declare } from './declare.js';

/** The commands under "Keep it running" in the help. */
export function declareOperating(add: Declare): void {
  add(
    'doctor',
    'check the installation and the workspace, and list what needs fixing',
    ['quarterly doctor'],
    async () => (await import('../doctor.js')).doctorCommand,
  );

  add(
    'schedule',
    'check the schedule every minute and do what is due, until you stop it',
    ['quarterly schedule --explain --from 2018-01-01 --to 2018-02-28', 'quarterly schedule'],
    async () => (await import('../schedule.js')).scheduleCommand,
  )
    .option('--explain', 'only say what would be done, to whom and why, from --from to --to', false)
    .option('--from <moment>', 'a day, or a day and time in London; default now', moment)
    .option('--to <moment>', 'default 92 days later', moment);

  add(
    'tick',
    'do what is due by the schedule, once: for cron or a timer',
    ['quarterly tick --quiet', 'quarterly tick --at 2018-01-22T06:00 --dry-run'],
    async () => (await import('../tick.js')).tickCommand,
  )
    .option('--dry-run', 'only say what would be done, to whom and why', false)
    .option('--at <moment>', 'with --dry-run: a day and time in London', moment);

  add(
    'send',
    'send what is waiting: mails, the webhook, releases to their destinations',
    ['quarterly send', 'quarterly send --given-up'],
    async () => (await import('../send.js')).sendCommand,
  ).option('--given-up', 'also what was given up', false);

  add(
    'backup <dir>',
    'copy the workspace, without its key, into a new folder and check the copy',
    ['quarterly backup ../backups'],
    async () => (await import('../backup.js')).backupCommand,
  ).option(
    '--keep-all',
    'delete no earlier backup: by default 7 daily, 5 weekly and 12 monthly are kept',
    false,
  );

  add(
    'restore <backup>',
    'copy a backup, or the newest in a folder, into a new workspace, and delete what is past its retention period',
    ['quarterly restore ../backups --key workspace/key --to ../restored'],
    async () => (await import('../restore.js')).restoreCommand,
  )
    .requiredOption('--key <file>', 'the workspace’s key, which was kept apart')
    .option('--to <dir>', 'the new workspace; default --workspace');

  add(
    'expire',
    'list returns past their retention period, and what deleting them would affect',
    ['quarterly expire', 'quarterly expire --apply --reason "retention schedule 4.2"'],
    async () => (await import('../expire.js')).expireCommand,
  )
    .option('--apply', 'delete their rows and stored bytes', false)
    .option('--reason <text>', 'why, in words; the ledger keeps them');

  add(
    'rekey',
    'give the workspace a new key: encrypt stored returns again and replace pseudonyms',
    ['quarterly rekey'],
    async () => (await import('../rekey.js')).rekeyCommand,
  );

  add(
    'copy-warehouse <to>',
    'copy the warehouse into an empty one, a file or postgres://…, and check it',
    ['quarterly copy-warehouse ../copy.sqlite'],
    async () => (await import('../copy-warehouse.js')).copyWarehouseCommand,
  );

  add(
    'unlock',
    'free the run lock that a stopped program left, and say who held it',
    ['quarterly unlock'],
    async () => (await import('../unlock.js')).unlockCommand,
  );
}
