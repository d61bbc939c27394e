import { type TableDefinition, TO_31_MARCH } from '../definition.js';

/** School moves of children looked after. */
export const schoolMoves: TableDefinition = {
  id: 'school-moves',
  title: 'School moves of children looked after',
  knownBy: ['cla_group', 'move_measure', 'school_stability'],
  filters: ['cla_group', 'move_measure', 'school_stability'],
  years: TO_31_MARCH,
};
