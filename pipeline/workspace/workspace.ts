import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { strategyFileNames } from '../core/strategy/file-names.js';
import { parseStrategy } from '../core/strategy/schema.js';
import type { Strategy } from '../core/strategy/types.js';
import { sourceIds, sources } from '../../sources/register.js';
import { checkedYaml } from '../core/checked-yaml.js';
import { QuarterlyError } from '../core/errors.js';
import { type Configuration, configurationSchema } from './schema.js';
import { listsHaveServer } from './sending-schema.js';
import { sha256 } from '../core/sha256.js';

/** Where one council's things stand. All paths are absolute. */
export interface WorkspacePaths {
  readonly root: string;
  readonly configuration: string;
  readonly strategies: string;
  readonly inbox: string;
  readonly store: string;
  readonly packs: string;
  readonly key: string;
  readonly log: string;
}

/** A workspace whose files were read once and checked. Frozen: a run sees one configuration from start to end. */
export interface Workspace {
  readonly paths: WorkspacePaths;
  readonly configuration: Configuration;
  readonly strategies: readonly Strategy[];
  /** The SQLite file's path, or the postgres:// address, its password added from the environment. */
  readonly warehouse: string;
  /** The path of the directory of postcodes; null where there is none. */
  readonly postcodes: string | null;
  /** The council's own template for its Word documents, in base64; null where it has none. */
  readonly reportTemplate: string | null;
  /** Each configuration file (path within the workspace, with slashes) and the sha256 of its text. */
  readonly files: readonly { readonly path: string; readonly sha256: string }[];
}

export function workspacePaths(folder: string): WorkspacePaths {
  const root = path.resolve(folder);
  return {
    root,
    configuration: path.join(root, 'quarterly.yaml'),
    strategies: path.join(root, 'strategy'),
    inbox: path.join(root, 'inbox'),
    store: path.join(root, 'store'),
    packs: path.join(root, 'packs'),
    key: path.join(root, 'key'),
    log: path.join(root, 'quarterly.log'),
  };
}

/**
 * Reads and checks a workspace's configuration and strategies.
 * @param environment for `QUARTERLY_WAREHOUSE` (overrides the file's) and `QUARTERLY_WAREHOUSE_PASSWORD`
 * @throws QuarterlyError `configuration` where there is no workspace, or a file in it is wrong.
 */
export async function openWorkspace(
  folder: string,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<Workspace> {
  const paths = workspacePaths(folder);
  const text = await readText(paths.configuration, folder);
  const schema = configurationSchema(
    sourceIds,
    sources.filter((source) => source.reach.kind === 'snapshot').map((source) => source.id),
  ).superRefine(listsHaveServer);
  const configuration = checkedYaml(text, 'quarterly.yaml', schema);
  const strategyFiles = await strategyFileNames(paths.strategies);
  const strategyTexts = await Promise.all(
    strategyFiles.map((name) => readFile(path.join(paths.strategies, name), 'utf8')),
  );
  const { template } = configuration.report;
  const templateBytes =
    template === undefined ? null : await readTemplate(path.resolve(paths.root, template));
  return Object.freeze({
    paths,
    configuration,
    strategies: strategyTexts.map((content, index) =>
      parseStrategy(content, `strategy/${strategyFiles[index] ?? ''}`),
    ),
    postcodes:
      configuration.postcodes === undefined
        ? null
        : path.resolve(paths.root, configuration.postcodes),
    reportTemplate: templateBytes === null ? null : templateBytes.toString('base64'),
    warehouse: warehouseAddress(configuration.warehouse, paths, environment),
    files: [
      { path: 'quarterly.yaml', sha256: sha256(text) },
      ...strategyTexts.map((content, index) => ({
        path: `strategy/${strategyFiles[index] ?? ''}`,
        sha256: sha256(content),
      })),
      ...(template === undefined || templateBytes === null
        ? []
        : [{ path: template, sha256: sha256(templateBytes) }]),
    ],
  });
}

async function readText(file: string, folder: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    throw new QuarterlyError('configuration', `There is no workspace in ${folder}.`, {
      fix: 'Make one with "quarterly init DIR", or say where yours is with --workspace DIR.',
      place: { file },
      cause,
    });
  }
}

/** A template is kept with every run that it draws. */
const LARGEST_TEMPLATE = 2 * 1024 * 1024;

async function readTemplate(file: string): Promise<Buffer> {
  const bytes = await readFile(file).catch((cause: unknown) => {
    throw new QuarterlyError('configuration', `The template of the report isn’t there: ${file}.`, {
      fix: 'Put it into the workspace, or take "template" out of "report" in quarterly.yaml.',
      place: { file },
      cause,
    });
  });
  if (bytes.byteLength > LARGEST_TEMPLATE)
    throw new QuarterlyError(
      'configuration',
      `The template of the report is larger than 2 MB: ${file}.`,
      {
        fix: 'Make its pictures smaller.',
        place: { file },
      },
    );
  return bytes;
}

/** Where a warehouse is: a file of the workspace, or a postgres:// address with its password from the environment. */
export function warehouseAddress(
  configured: string,
  paths: WorkspacePaths,
  environment: Readonly<Record<string, string | undefined>>,
): string {
  const where = environment['QUARTERLY_WAREHOUSE'] ?? configured;
  if (!/^postgres(ql)?:\/\//.test(where)) return path.resolve(paths.root, where);
  const password = environment['QUARTERLY_WAREHOUSE_PASSWORD'];
  if (password === undefined) return where;
  const address = new URL(where);
  address.password = encodeURIComponent(password);
  return address.href;
}
