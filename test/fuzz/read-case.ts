import { bufferSource } from '../../pipeline/core/files/byte-source.js';
import { QuarterlyError } from '../../pipeline/core/errors.js';
import type { ColumnContext } from '../../sources/contract/columns.js';
import { asAtFromContent, readReturn } from '../../sources/contract/read-return.js';
import { openTabular } from '../../sources/read/open.js';
import type { Case } from './mutate.js';
import { PERSONAL } from './seeds.js';

const context: ColumnContext = {
  authority: 'E06000004',
  asAt: '2017-12-31',
  pseudonym: (identifier) => `p-${identifier.length}`,
  authorities: { find: () => undefined },
};

/** What is wrong with how a case was read; undefined where nothing is. It may be read or refused, in words. */
export async function faultOf({ seed, bytes }: Case): Promise<string | undefined> {
  const { contract, name } = seed;
  const said: string[] = [];
  try {
    const tabular = await openTabular(bufferSource(name, bytes));
    const files = [{ name, role: contract.role?.(name) ?? 'data', tabular }];
    await asAtFromContent(contract, files);
    const reading = await readReturn(contract, files, context, { batch: () => undefined });
    for (const { read, loaded, rejected, ignored } of reading.files)
      if (read !== loaded + rejected + ignored)
        return `read ${read}, loaded ${loaded}, rejected ${rejected}, ignored ${ignored}`;
    said.push(
      reading.refused ?? '',
      ...reading.notes.map(({ message }) => message),
      ...reading.problems.flatMap(({ heading, rule, fix }) => [heading, rule, fix]),
    );
    await tabular.close();
  } catch (error) {
    if (!(error instanceof QuarterlyError) || error.code !== 'contract')
      return error instanceof Error ? (error.stack ?? error.message) : String(error);
    said.push(error.message, error.fix);
  }
  if (!contract.personal) return undefined;
  const leak = said.find((text) => PERSONAL.test(text));
  return leak === undefined ? undefined : `a personal cell in a message: ${leak.slice(0, 500)}`;
}
