// Who may import whom: read by dependency-cruiser (`npm run imports`). A room that isn't listed may import nothing of ours.
'use strict';

const builtins = require('node:module')
  .builtinModules.filter((name) => !name.startsWith('_'))
  .join('|');

/** Rooms of `pipeline/`, and `sources` and `reports` next to it. */
const mayImport = {
  core: [],
  sources: ['core'],
  reports: ['core'],
  warehouse: ['core'],
  store: ['core', 'warehouse'],
  workspace: ['core', 'sources', 'store', 'warehouse'],
  acquire: ['core'],
  load: ['core', 'sources', 'store', 'warehouse'],
  intake: ['core', 'sources', 'acquire', 'load', 'workspace'],
  measure: ['core', 'sources', 'warehouse'],
  quarter: ['core', 'sources', 'reports', 'warehouse', 'workspace', 'measure'],
  upkeep: ['core', 'sources', 'warehouse', 'store', 'workspace', 'measure', 'quarter'],
  outbox: ['core', 'sources', 'reports', 'warehouse', 'workspace', 'quarter'],
  publish: [
    'core',
    'reports',
    'workspace',
    'intake',
    'load',
    'measure',
    'quarter',
    'upkeep',
    'outbox',
  ],
  send: ['core', 'reports', 'warehouse', 'workspace', 'quarter', 'outbox'],
  'run-quarter.ts': [
    'core',
    'workspace',
    'intake',
    'measure',
    'quarter',
    'upkeep',
    'outbox',
    'publish',
  ],
  schedule: [
    'core',
    'workspace',
    'intake',
    'acquire',
    'quarter',
    'outbox',
    'publish',
    'send',
    'run-quarter.ts',
  ],
};

/** What a room may know of another by type only: nothing of it runs there. */
const mayImportTypes = {
  warehouse: ['sources'],
  outbox: ['acquire', 'load'],
  send: ['intake'],
};

/** Libraries that one module knows: its successor takes one file. */
const knownBy = {
  exceljs: '^reports/workbook/',
  docx: '^reports/word/docx/',
  sqlite3: '^pipeline/warehouse/',
  pg: '^pipeline/warehouse/',
  'pg-copy-streams': '^pipeline/warehouse/engines/postgres/',
  'node-cron': '^pipeline/schedule/minute-timer\\.ts$',
  undici: '^pipeline/core/remote/',
  'ssh2-sftp-client': '^pipeline/core/remote/',
  nodemailer: '^pipeline/send/',
  yauzl: '^pipeline/core/zip/',
  commander: '^pipeline/commands/',
  pino: '^pipeline/workspace/log\\.ts$',
  'pino-pretty': '^pipeline/workspace/log\\.ts$',
  'prom-client': '^pipeline/schedule/monitor/',
  highs: '^reports/disclosure/',
  parse5: '^(pipeline/acquire|reports/audit)/',
  saxes: '^(pipeline/core/(xlsx|xml)|sources/read)/',
  'csv-parse': '^sources/read/',
};

const folder = (room) =>
  room === 'sources' || room === 'reports'
    ? `^${room}/`
    : `^pipeline/${room.replace('.', '\\.')}${room.endsWith('.ts') ? '$' : '/'}`;
const code = '^(pipeline|sources|reports)/';

const roomRules = Object.entries(mayImport).flatMap(([room, allowed]) => {
  const types = mayImportTypes[room] ?? [];
  const own = [room, ...allowed].map(folder).join('|');
  return [
    {
      name: `${room}-imports`,
      severity: 'error',
      from: { path: folder(room) },
      to: { path: code, pathNot: [own, ...types.map(folder)].join('|') },
    },
    ...types.map((known) => ({
      name: `${room}-types-of-${known}`,
      severity: 'error',
      from: { path: folder(room) },
      to: { path: folder(known), dependencyTypesNot: ['type-only'] },
    })),
  ];
});

module.exports = {
  forbidden: [
    { name: 'no-circles', severity: 'error', from: { path: code }, to: { circular: true } },
    ...roomRules,
    {
      name: 'cli-is-the-top',
      severity: 'error',
      from: { path: code, pathNot: '^pipeline/cli\\.ts$' },
      to: { path: '^pipeline/cli\\.ts$' },
    },
    {
      name: 'nobody-imports-commands',
      severity: 'error',
      from: { path: code, pathNot: '^pipeline/(commands/|cli\\.ts$)' },
      to: { path: '^pipeline/commands/' },
    },
    {
      name: 'product-needs-no-tests',
      severity: 'error',
      from: { path: code },
      to: { path: '^test/' },
    },
    ...Object.entries(knownBy).map(([library, home]) => ({
      name: `${library}-has-one-home`,
      severity: 'error',
      from: { path: code, pathNot: home },
      to: { path: `^node_modules/(@types/)?${library}(/|$)` },
    })),
    {
      name: 'contracts-reach-no-node-module',
      severity: 'error',
      from: {
        path: '^sources/[^/]+/',
        pathNot: '^sources/(read|authorities|demo)/',
      },
      to: { reachable: true, path: `^(node:)?(${builtins})(/|$)` },
    },
    {
      // A page in a browser will check returns one day: what opens a zip is `core/zip`, and hands over its members.
      name: 'xlsx-reaches-no-node-module',
      severity: 'error',
      from: { path: '^pipeline/core/xlsx/' },
      to: { reachable: true, path: `^(node:)?(${builtins})(/|$)` },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|workspace)/' },
    moduleSystems: ['es6', 'cjs'],
    cache: { folder: 'node_modules/.cache/dependency-cruiser', strategy: 'content' },
  },
};
