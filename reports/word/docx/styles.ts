import { AlignmentType, type IStylesOptions, LevelFormat, type INumberingOptions } from 'docx';
import { palette } from '../../../pipeline/core/council/colours.js';
import { styleIds } from '../style-ids.js';

const FONT = 'Arial';
/** Half-points. */
const size = { text: 24, table: 20, title: 36, heading1: 30, heading2: 26, marking: 20 } as const;
/** Twentieths of a point. */
const space = { paragraph: 120, item: 60, heading1: 220, heading2: 140 } as const;

/** Every style of a document in the council's colour: text is Arial 12, tables 10. */
export function documentStyles(brand: string): IStylesOptions {
  const ink = palette.ink;
  const heading = (points: number, before: number) => ({
    run: { font: FONT, size: points, bold: true, color: brand },
    paragraph: { spacing: { before, after: space.paragraph }, keepNext: true, keepLines: true },
  });
  return {
    default: {
      document: {
        run: { font: FONT, size: size.text, color: ink, language: { value: 'en-GB' } },
        paragraph: { spacing: { after: space.paragraph } },
      },
      title: {
        run: { font: FONT, size: size.title, bold: true, color: brand },
        paragraph: { spacing: { after: space.paragraph }, keepNext: true },
      },
      heading1: heading(size.heading1, space.heading1),
      heading2: heading(size.heading2, space.heading2),
    },
    paragraphStyles: [
      { id: 'Normal', name: 'Normal', quickFormat: true },
      {
        id: styleIds.caption,
        name: 'caption',
        basedOn: 'Normal',
        next: 'Normal',
        quickFormat: true,
        run: { bold: true, size: size.table },
        paragraph: { keepNext: true, spacing: { before: space.paragraph, after: space.item } },
      },
      { id: styleIds.marking, name: 'Marking', basedOn: 'Normal', run: { size: size.marking } },
      {
        id: styleIds.lead,
        name: 'Lead',
        basedOn: 'Normal',
        next: 'Normal',
        quickFormat: true,
        run: { bold: true, size: size.heading2 },
        paragraph: { keepNext: true },
      },
      {
        id: styleIds.sent,
        name: 'Officers words',
        basedOn: 'Normal',
        quickFormat: true,
        paragraph: {
          indent: { left: 284 },
          border: { left: { style: 'single', size: 18, space: 8, color: brand } },
        },
      },
      listStyle(styleIds.bullet, 'List Bullet'),
      listStyle(styleIds.number, 'List Number'),
      tableStyle(styleIds.tableText, 'Table text', {}),
      tableStyle(styleIds.tableHead, 'Table head', { bold: true, color: palette.white }),
      tableStyle(styleIds.tableSent, 'Table officers words', {}),
    ],
  };
}

function listStyle(id: string, name: string) {
  const paragraph = { spacing: { after: space.item } };
  return { id, name, basedOn: 'Normal', quickFormat: true, paragraph };
}

function tableStyle(id: string, name: string, run: { bold?: boolean; color?: string }) {
  return {
    id,
    name,
    basedOn: 'Normal',
    run: { size: size.table, ...run },
    paragraph: { spacing: { before: 40, after: 40 } },
  };
}

export const BULLETS = 'bullets';
export const NUMBERS = 'numbers';

/** The two kinds of list. Each numbered list takes an instance of its own, so that it begins at 1. */
export const numbering: INumberingOptions = {
  config: [
    { reference: BULLETS, levels: [level(LevelFormat.BULLET, '•')] },
    { reference: NUMBERS, levels: [level(LevelFormat.DECIMAL, '%1.')] },
  ],
};

function level(format: (typeof LevelFormat)[keyof typeof LevelFormat], text: string) {
  return {
    level: 0,
    format,
    text,
    alignment: AlignmentType.LEFT,
    style: { paragraph: { indent: { left: 425, hanging: 425 } }, run: { font: FONT } },
  };
}
