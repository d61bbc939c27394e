import path from 'node:path';
import type { Configuration } from './schema.js';
import type { Workspace } from './workspace.js';

/** A file that `quarterly.yaml` names. */
export interface NamedFile {
  /** What it is for, as a sentence says it. */
  readonly what: string;
  /** Absolute. */
  readonly path: string;
  /** Whether a backup holds it: no secret, and nothing that is large and can be had again. */
  readonly isBackedUp: boolean;
}

/** The files that a workspace's configuration names, besides what every workspace has. */
export function namedFiles({
  configuration,
  paths,
}: Pick<Workspace, 'configuration' | 'paths'>): readonly NamedFile[] {
  const { network, postcodes, deliver, report } = configuration;
  const at = (file: string): string => path.resolve(paths.root, file);
  const keys = [...pulledFrom(configuration), ...Object.values(deliver)].flatMap(({ sftp }) =>
    sftp?.key === undefined ? [] : [sftp.key],
  );
  return [
    ...(network.certificates === undefined
      ? []
      : [
          {
            what: 'the certificates of your network',
            path: at(network.certificates),
            isBackedUp: isWithin(paths.root, at(network.certificates)),
          },
        ]),
    ...(report.template === undefined
      ? []
      : [
          {
            what: 'the template of the report to cabinet',
            path: at(report.template),
            isBackedUp: isWithin(paths.root, at(report.template)),
          },
        ]),
    ...(postcodes === undefined
      ? []
      : [{ what: 'the directory of postcodes', path: at(postcodes), isBackedUp: false }]),
    ...[...new Set(keys)].map((key) => ({
      what: 'the private key of an SFTP server',
      path: at(key),
      isBackedUp: false,
    })),
  ];
}

function pulledFrom({ returns }: Configuration) {
  return Object.values(returns).flatMap((expected) =>
    expected?.pull === undefined ? [] : [expected.pull],
  );
}

function isWithin(root: string, file: string): boolean {
  const relative = path.relative(root, file);
  const [first = ''] = relative.split(path.sep);
  return !path.isAbsolute(relative) && !['..', 'secrets', 'inbox', 'key'].includes(first);
}
