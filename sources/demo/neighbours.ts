import { csvText } from './csv.js';
import { demoAuthority } from './timeline.js';

/** Stockton-on-Tees's ten, nearest first: the Children's Services Statistical Neighbour model of April 2021 (DfE). */
const NEIGHBOURS: readonly (readonly [string, string])[] = [
  ['841', 'Extremely Close'],
  ['381', 'Extremely Close'],
  ['888', 'Very Close'],
  ['351', 'Very Close'],
  ['359', 'Very Close'],
  ['342', 'Very Close'],
  ['343', 'Very Close'],
  ['344', 'Very Close'],
  ['392', 'Very Close'],
  ['840', 'Very Close'],
];

/** The file of the model of 2021, with only the demo's council. */
export function neighboursFile(): string {
  const { threeDigit, name } = demoAuthority;
  return csvText([
    [
      'LA num',
      'LA Name',
      'LA number',
      'GOInd',
      'GOReg',
      ...NEIGHBOURS.flatMap((_, index) => [`SN${index + 1}`, 'SNP']),
    ],
    [threeDigit, name, threeDigit, 4, 'North East', ...NEIGHBOURS.flat()],
  ]);
}
