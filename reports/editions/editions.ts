import type { ValueKey } from '../../pipeline/core/figure/value.js';
import { measuresCsv } from '../csv/measures.js';
import { isCounted, keyText } from '../disclosure/cells.js';
import { loadSolver } from '../disclosure/solver.js';
import { type Deducible, suppress } from '../disclosure/suppress.js';
import { hiddenFigures } from '../disclosure/why.js';
import type { PackInput } from '../input.js';
import { buildPack } from '../pack/build.js';
import type { Pack } from '../pack/model.js';
import { dataPackage, definitionsCsv } from './open-data.js';
import { requireReadTexts } from './officers-texts.js';
import { compareEditions } from './compare-editions.js';
import { publicInput } from './public-input.js';

/** The editions of one run, from one input. */
export interface Editions {
  /** All of it, for the officers. */
  readonly officer: Pack;
  /** What cabinet and public may know. */
  readonly cabinet: Pack;
  /** What they are drawn from, for what else cabinet and public get. */
  readonly open: PackInput;
  /** The same as open data, by file name. */
  readonly openData: ReadonlyMap<string, string>;
  /** What the public editions hide, by key. */
  readonly hidden: readonly ValueKey[];
  /** What they hide, and the public can tell all the same. */
  readonly deducible: readonly Deducible[];
}

/**
 * Draws every edition of a run: the officers' whole, the cabinet's and the open data from suppressed values alone.
 * @throws QuarterlyError `audit` where the public editions would tell what they hide, an officer's text must be read first, or the
 * editions disagree.
 */
export async function drawEditions(input: PackInput): Promise<Editions> {
  const { threshold, earlier, reason, publicSeries = [] } = input.disclosure;
  const suppression = suppress(
    {
      values: input.values,
      definitions: input.definitions,
      quarter: input.quarter.key,
      rule: { threshold },
      earlier,
      reason,
      publicSeries,
    },
    await loadSolver(),
  );
  const open = publicInput(input, suppression);
  const suppressed = new Set([
    ...suppression.primary,
    ...suppression.secondary,
    ...suppression.concealed,
  ]);
  const hidden = input.values.filter(isCounted).filter((value) => suppressed.has(keyText(value)));
  requireReadTexts(input, hidden);
  const why = hiddenFigures(hidden, input.definitions, suppression, { threshold }, publicSeries);
  const officer = buildPack(
    { ...input, disclosure: { ...input.disclosure, hidden: why } },
    'officer',
  );
  const cabinet = buildPack(open, 'cabinet');
  compareEditions({ pack: officer, values: input.values }, { pack: cabinet, values: open.values });
  const [measures, definitions] = [measuresCsv(open), definitionsCsv(open)];
  return {
    officer,
    cabinet,
    open,
    openData: new Map([
      ['measures.csv', measures],
      ['definitions.csv', definitions],
      ['datapackage.json', dataPackage(open, { measures, definitions })],
    ]),
    hidden,
    deducible: suppression.deducible,
  };
}
