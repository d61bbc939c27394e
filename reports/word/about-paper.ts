import { colourSchemeOf } from '../../pipeline/core/council/colours.js';
import type { PackContext } from '../pack/context.js';
import type { Paper } from './paper.js';

/** What a document says of itself outside its text. */
export function aboutPaper(
  context: PackContext,
  name: string,
  title: string,
): Omit<Paper, 'blocks'> {
  const { input, marking } = context;
  const { council, quarter, dataCutOff } = input;
  return {
    name,
    title,
    subject: `Children’s services performance, ${quarter.label}`,
    language: 'en-GB',
    organisation: council.name,
    marking: isReleased(context) ? marking : `Draft: not released. ${marking}`,
    footer: council.wording.footer,
    date: dataCutOff,
    scheme: colourSchemeOf(council.colours),
    template: council.report.template,
  };
}

/** Somebody has released the pack, and has said why: of a run nobody has. */
function isReleased({ input }: PackContext): boolean {
  return input.revisions !== undefined && input.revisions.reason !== null;
}
