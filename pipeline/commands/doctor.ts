import { constants } from 'node:fs';
import { access, statfs } from 'node:fs/promises';
import process from 'node:process';
import { loadAuthorities } from '../../sources/authorities/lookup.js';
import { openWorkspace, type Workspace } from '../workspace/workspace.js';
import { exitCodes, QuarterlyError } from '../core/errors.js';
import { checkKey, readKeys, refuseHalfChangedKey } from '../store/keys.js';
import { verifyStore } from '../store/verify-store.js';
import { checkPostcodes } from '../load/postcode-file.js';
import { checkMeasuredFrom } from '../measure/check-measured-from.js';
import { checkStrategies } from '../measure/check-strategies.js';
import { readAllDefinitions } from '../measure/compare/published-measures.js';
import { verifyPacks } from '../upkeep/verify-packs.js';
import { brokenSeals } from '../warehouse/verify/fact-digests.js';
import { checkIntegrity } from '../warehouse/backup.js';
import { migrate } from '../warehouse/migrate.js';
import { openWarehouse } from '../warehouse/open.js';
import type { Warehouse } from '../warehouse/types.js';
import { checkPlace } from '../intake/pull-place.js';
import { areCertificatesUnchecked, CERTIFICATES_FIX } from '../workspace/tls-checks.js';
import type { Runtime } from '../core/runtime.js';
import { lookAtModes } from './doctor-modes.js';
import { lookAtTelling } from './doctor-sending.js';
import { type Finding, look } from './output/findings.js';
import type { CommonOptions } from './common-options.js';
import { wrap } from '../core/wrap.js';
import { londonTime } from '../core/calendar/london-time.js';
import { counted } from '../core/counted.js';

const MIB = 1024 * 1024;
const LITTLE_DISK = 500 * MIB;

/** `quarterly doctor`: looks at all that a run rests on, without changing anything but bringing the schema up to date. */
export async function doctorCommand(
  _positional: readonly string[],
  options: CommonOptions,
  runtime: Runtime,
): Promise<number> {
  const findings: Finding[] = [
    nodeVersion(),
    timeZone(),
    clock(runtime.now()),
    certificates(runtime),
  ];
  const workspace = await look(findings, 'configuration', async () => {
    const opened = await openWorkspace(options.workspace, runtime.environment);
    const name = (await loadAuthorities()).byCode(opened.configuration.authority)?.name;
    if (name === undefined) {
      throw new QuarterlyError(
        'configuration',
        `${opened.configuration.authority} is no authority known here.`,
        {
          fix: 'Look its code up in sources/authorities/authorities.csv and fix quarterly.yaml.',
        },
      );
    }
    return {
      value: opened,
      detail: `${name}, ${counted(opened.strategies.length, 'strategy', 'strategies')}`,
    };
  });
  await look(findings, 'measures', () => {
    const definitions = readAllDefinitions();
    return Promise.resolve({
      value: definitions,
      detail: `${definitions.length} definitions read`,
    });
  });
  if (workspace !== undefined) {
    await look(findings, 'strategy', async () => {
      await checkStrategies(workspace.paths.root);
      checkMeasuredFrom(workspace.configuration.measured_from);
      return {
        value: workspace,
        detail: 'every measure, basis and breakdown that it names is known',
      };
    });
    await lookAtPulls(findings, workspace, runtime);
    await lookInside(findings, workspace);
    findings.push(...(await lookAtTelling(workspace, runtime)));
  }
  print(findings, options, runtime);
  return Math.max(0, ...findings.map((finding) => finding.exitCode));
}

/** What is fetched from elsewhere needs keys, secrets and certificates; nobody is contacted. */
async function lookAtPulls(
  findings: Finding[],
  workspace: Workspace,
  { environment }: Runtime,
): Promise<void> {
  const pulls = Object.entries(workspace.configuration.returns).flatMap(([source, expected]) =>
    expected?.pull === undefined ? [] : [{ source, settings: expected.pull }],
  );
  if (pulls.length === 0) return;
  await look(findings, 'pull', async () => {
    for (const { source, settings } of pulls)
      await checkPlace(source, settings, workspace, environment);
    const sources = pulls.map(({ source }) => source);
    return { value: true, detail: `${sources.join(', ')}: what fetching needs is there` };
  });
}

async function lookInside(findings: Finding[], workspace: Workspace): Promise<void> {
  const { postcodes } = workspace;
  if (postcodes !== null) {
    await look(findings, 'postcodes', async () => {
      await checkPostcodes(postcodes);
      return { value: true, detail: 'distances can be worked out' };
    });
  }
  const keys = await look(findings, 'key', async () => {
    const value = await readKeys(workspace.paths.key);
    return { value, detail: `fingerprint ${value.fingerprint.slice(0, 12)}` };
  });
  await look(findings, 'modes', () => lookAtModes(workspace));
  await look(findings, 'folders', async () => {
    await Promise.all(
      [workspace.paths.store, workspace.paths.packs, workspace.paths.inbox].map((folder) =>
        access(folder, constants.R_OK | constants.W_OK),
      ),
    );
    return { value: true, detail: 'inbox, store and packs can be written' };
  });
  await look(findings, 'disk', async () => {
    const { bavail, bsize } = await statfs(workspace.paths.root);
    const free = bavail * bsize;
    const detail = `${Math.round(free / MIB).toLocaleString('en-GB')} MiB free`;
    return free < LITTLE_DISK
      ? { value: free, detail, warning: 'Free some space before the next run.' }
      : { value: free, detail };
  });
  await look(findings, 'packs', async () => {
    const { checked, changed } = await verifyPacks(workspace.paths.packs);
    if (changed.length === 0)
      return { value: true, detail: `${checked} files, as their manifests have them` };
    throw new QuarterlyError(
      'integrity',
      `${changed.length} of ${checked} files have changed since they were made: ${changed.slice(0, 3).join(', ')}`,
      {
        fix: 'Restore these files of packs/ from your backup, or copy them from the folder of their run.',
      },
    );
  });
  const warehouse = await look(findings, 'warehouse', async () => {
    const opened = await openWarehouse(workspace.warehouse);
    try {
      await migrate(opened);
    } catch (error) {
      // An open connection would keep the program from ending.
      await opened.close();
      throw error;
    }
    return { value: opened, detail: `${opened.engine}, schema up to date` };
  });
  if (warehouse === undefined) return;
  try {
    await lookIntoWarehouse(findings, warehouse, workspace, keys);
  } finally {
    await warehouse.close();
  }
}

async function lookIntoWarehouse(
  findings: Finding[],
  warehouse: Warehouse,
  workspace: Workspace,
  keys: Awaited<ReturnType<typeof readKeys>> | undefined,
): Promise<void> {
  await look(findings, 'integrity', async () => {
    const faults = await checkIntegrity(warehouse);
    if (faults.length === 0)
      return { value: true, detail: 'database and its references are sound' };
    throw new QuarterlyError('integrity', faults.slice(0, 5).join('; '), {
      fix: 'Restore the warehouse from its last backup; the store holds every return received since.',
    });
  });
  await look(findings, 'rows', async () => {
    const { checked, broken } = await brokenSeals(warehouse);
    if (broken.length === 0)
      return { value: true, detail: `${checked} tables of returns, as they were loaded` };
    throw new QuarterlyError(
      'integrity',
      `${broken.length} of ${checked} tables of returns have changed: ${broken
        .slice(0, 3)
        .map(({ table, returnNo }) => `${table} of return ${returnNo}`)
        .join(', ')}`,
      {
        fix: 'Restore the warehouse from its last backup; the store holds every return received since.',
      },
    );
  });
  if (keys === undefined) return;
  await look(findings, 'key fits', async () => {
    await warehouse.read(async (trx) => {
      await refuseHalfChangedKey(trx, workspace.paths.key);
      await checkKey(trx, keys);
    });
    return { value: true, detail: 'the warehouse was filled with this key' };
  });
  await look(findings, 'store', async () => {
    const { checked, damaged } = await verifyStore(warehouse, workspace.paths.store, keys);
    if (damaged.length === 0) return { value: true, detail: `${checked} files, every hash right` };
    throw new QuarterlyError(
      'integrity',
      `${damaged.length} of ${checked} files are damaged or gone: ${damaged.slice(0, 3).join(', ')}`,
      {
        fix: 'Restore these files of store/ from your backup, or receive the returns again.',
      },
    );
  });
}

function nodeVersion(): Finding {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const fine = major > 20 || (major === 20 && minor >= 20);
  return {
    name: 'node',
    state: fine ? 'ok' : 'fault',
    detail: `Node ${process.versions.node}`,
    fix: fine ? null : 'Install Node 20.20 or later.',
    exitCode: fine ? 0 : exitCodes.configuration,
  };
}

/** Node without full time zone data shows no summer time. */
function timeZone(): Finding {
  const isKnown = londonTime(new Date('2017-07-01T12:00:00Z')).time === '13:00';
  return {
    name: 'time zone',
    state: isKnown ? 'ok' : 'fault',
    detail: isKnown ? 'London time is known' : 'London summer time is not known',
    fix: isKnown ? null : 'Install Node with full time zone data (full-icu).',
    exitCode: isKnown ? 0 : exitCodes.configuration,
  };
}

function clock(now: Date): Finding {
  const fine = now.getUTCFullYear() >= 2024 && now.getUTCFullYear() < 2100;
  return {
    name: 'clock',
    state: fine ? 'ok' : 'warning',
    detail: now.toISOString(),
    fix: fine ? null : 'Set the clock of this machine; "known at" instants rest on it.',
    exitCode: 0,
  };
}

function certificates({ environment }: Runtime): Finding {
  const isOff = areCertificatesUnchecked(environment);
  return {
    name: 'certificates',
    state: isOff ? 'fault' : 'ok',
    detail: isOff ? 'NODE_TLS_REJECT_UNAUTHORIZED=0 turns their check off' : 'are checked',
    fix: isOff ? CERTIFICATES_FIX : null,
    exitCode: isOff ? exitCodes.configuration : 0,
  };
}

const GROUPS = [
  { state: 'fault', title: 'Wrong', mark: '✗' },
  { state: 'warning', title: 'Doubtful', mark: '!' },
  { state: 'ok', title: 'Fine', mark: '✓' },
] as const;

/** Where each platform's page is: service or timer, permissions, and what goes wrong there. */
const PAGES: Readonly<Partial<Record<NodeJS.Platform, string>>> = {
  linux: 'pipeline/schedule/linux.md',
  win32: 'pipeline/schedule/windows.md',
  darwin: 'pipeline/schedule/macos.md',
};

function print(findings: readonly Finding[], options: CommonOptions, runtime: Runtime): void {
  if (options.json) {
    runtime.stdout.write(`${JSON.stringify({ findings })}\n`);
    return;
  }
  const width = Math.max(...findings.map((finding) => finding.name.length));
  for (const { state, title, mark } of GROUPS) {
    const own = findings.filter((finding) => finding.state === state);
    if (own.length === 0 || (options.quiet && state === 'ok')) continue;
    runtime.stdout.write(`${title} (${own.length})\n`);
    for (const { name, detail, fix } of own) {
      const head = `  ${mark} ${name.padEnd(width)}  `;
      const indent = ' '.repeat(head.length);
      const text = wrap(`${indent}${detail}`, runtime.columns);
      runtime.stdout.write(`${head}${text.slice(head.length)}\n`);
      if (fix !== null) runtime.stdout.write(`${wrap(`${indent}→ ${fix}`, runtime.columns)}\n`);
    }
  }
  const page = PAGES[process.platform];
  if (page !== undefined && !options.quiet && findings.some(({ state }) => state !== 'ok'))
    runtime.stdout.write(`${wrap(`More about this kind of machine: ${page}`, runtime.columns)}\n`);
}
