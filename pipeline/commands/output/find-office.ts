import { access, constants } from 'node:fs/promises';
import path from 'node:path';
import { QuarterlyError } from '../../core/errors.js';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Finds LibreOffice: where it is said to be, else on the path, else where its installers put it.
 * @param given a path from the command line; it goes before `QUARTERLY_LIBREOFFICE`
 * @throws QuarterlyError `configuration` where it isn't there.
 */
export async function findOffice(
  given: string | undefined,
  environment: Environment,
  platform: NodeJS.Platform = process.platform,
): Promise<string> {
  const said = given ?? environment['QUARTERLY_LIBREOFFICE'];
  const places = said === undefined ? usualPlaces(environment, platform) : [said];
  for (const place of places) if (await isProgram(place)) return place;
  throw new QuarterlyError(
    'configuration',
    said === undefined
      ? 'LibreOffice is not on this machine, and a PDF is made by it.'
      : `There is no program at ${said}.`,
    {
      fix: 'Install LibreOffice, or give its path with --libreoffice or QUARTERLY_LIBREOFFICE. You can also print the web page (.html) next to each workbook from any browser.',
    },
  );
}

/** On Windows soffice.com waits until the work is done, and soffice.exe doesn't. */
export function usualPlaces(environment: Environment, platform: NodeJS.Platform): string[] {
  const isWindows = platform === 'win32';
  const system = isWindows ? path.win32 : path.posix;
  const join = (...parts: string[]): string => system.join(...parts);
  const names = isWindows ? ['soffice.com'] : ['soffice', 'libreoffice'];
  // Windows doesn't care how the variable's name is written.
  const searched = (environment['PATH'] ?? environment['Path'] ?? '')
    .split(system.delimiter)
    .filter((folder) => folder !== '');
  const onPath = searched.flatMap((folder) => names.map((name) => join(folder, name)));
  if (isWindows) {
    const roots = ['ProgramFiles', 'ProgramW6432', 'ProgramFiles(x86)'].flatMap(
      (name) => environment[name] ?? [],
    );
    return [...onPath, ...roots.map((root) => join(root, 'LibreOffice', 'program', 'soffice.com'))];
  }
  return [
    ...onPath,
    '/Applications/LibreOffice.app/Contents/MacOS/soffice',
    '/usr/bin/soffice',
    '/usr/lib/libreoffice/program/soffice',
    '/opt/libreoffice/program/soffice',
    '/snap/bin/libreoffice',
  ];
}

async function isProgram(file: string): Promise<boolean> {
  return access(file, constants.X_OK).then(
    () => true,
    () => false,
  );
}
