import type { Borders, Fill, Font } from 'exceljs';
import { palette, tonePalette } from '../pack/colours.js';
import type { Tone } from '../pack/model.js';

export const FONT = 'Arial';

/** Point sizes: the guidance asks for 12 in tables and 14 to 16 in titles. */
export const size = { table: 12, text: 12, lead: 12, heading: 14, title: 16 } as const;

const argb = (digits: string): string => `FF${digits}`;

export const colour = {
  ink: argb(palette.ink),
  white: argb(palette.white),
  brand: argb(palette.brand),
  link: argb(palette.link),
  rule: argb(palette.rule),
  strongRule: argb(palette.brand),
} as const;

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

export function fill(color: string): Fill {
  return { type: 'pattern', pattern: 'solid', fgColor: { argb: color } };
}

export function tone(name: Tone): { readonly fill: Fill; readonly ink: string } {
  const pair = tonePalette[name];
  return { fill: fill(argb(pair.fill)), ink: argb(pair.ink) };
}

export const ruleBelow: Partial<Borders> = {
  bottom: { style: 'thin', color: { argb: colour.rule } },
};

export const strongRuleBelow: Partial<Borders> = {
  bottom: { style: 'medium', color: { argb: colour.strongRule } },
};
