import type { Borders, Fill, Font } from 'exceljs';
import type { Tone } from '../pack/model.js';

export const FONT = 'Arial';

/** Point sizes: the guidance asks for 12 in tables and 14 to 16 in titles. */
export const size = { table: 12, text: 12, lead: 12, heading: 14, title: 16 } as const;

/** Colours, each with the text colour that it was measured with (contrast 4.5 or more: WCAG AA). */
export const colour = {
  ink: 'FF0B0C0C',
  white: 'FFFFFFFF',
  brand: 'FF12436D',
  link: 'FF1D5A9E',
  rule: 'FFB1B4B6',
  strongRule: 'FF12436D',
} as const;

const TONES: Readonly<Record<Tone, { readonly fill: string; readonly ink: string }>> = {
  green: { fill: 'FF00703C', ink: colour.white },
  amber: { fill: 'FFFFBF47', ink: colour.ink },
  red: { fill: 'FFD4351C', ink: colour.white },
  grey: { fill: 'FFF3F2F1', ink: colour.ink },
};

export function font(
  points: number,
  options: { bold?: boolean; ink?: string } = {},
): Partial<Font> {
  return {
    name: FONT,
    size: points,
    family: 2,
    bold: options.bold ?? false,
    color: { argb: options.ink ?? colour.ink },
  };
}

export function linkFont(): Partial<Font> {
  return { ...font(size.table, { ink: colour.link }), underline: true };
}

export function fill(argb: string): Fill {
  return { type: 'pattern', pattern: 'solid', fgColor: { argb } };
}

export function tone(name: Tone): { readonly fill: Fill; readonly ink: string } {
  return { fill: fill(TONES[name].fill), ink: TONES[name].ink };
}

/** The fill and ink of every tone, for the test that measures their contrast. */
export const tonePairs: Readonly<Record<Tone, { readonly fill: string; readonly ink: string }>> =
  TONES;

export const ruleBelow: Partial<Borders> = {
  bottom: { style: 'thin', color: { argb: colour.rule } },
};

export const strongRuleBelow: Partial<Borders> = {
  bottom: { style: 'medium', color: { argb: colour.strongRule } },
};
