import type { Node } from './tree.js';
import { childrenOf } from './tree.js';

/** What a workbook's colours refer to. */
export interface Palette {
  /** The theme's twelve colours by the format's index: light 1, dark 1, light 2, dark 2, six accents, two of links. */
  readonly theme: readonly string[];
  readonly indexed: readonly string[];
}

/** Excel's own theme since 2013, for a workbook without one. */
const OFFICE = [
  ['FFFFFF', '000000', 'E7E6E6', '44546A', '4472C4', 'ED7D31'],
  ['A5A5A5', 'FFC000', '5B9BD5', '70AD47', '0563C1', '954F72'],
].flat();

/** The colours by number that go back to Excel 97. ECMA-376 part 1, 18.8.27; 0 to 7 are repeated by 8 to 15. */
const INDEXED_FROM_8 =
  '000000FFFFFFFF000000FF000000FFFFFF00FF00FF00FFFF800000008000000080808000800080008080C0C0C08080809999FF993366FFFFCCCCFFFF660066FF80800066CCCCCCFF000080FF00FFFFFF0000FFFF8000808000000080800000FF00CCFFCCFFFFCCFFCCFFFF9999CCFFFF99CCCC99FFFFCC993366FF33CCCC99CC00FFCC00FF9900FF6600666699969696003366339966003300333300993300993366333399333333';

const FROM_8 = INDEXED_FROM_8.match(/.{6}/g) ?? [];
const DEFAULT_INDEXED = [...FROM_8.slice(0, 8), ...FROM_8];

/** The palette of a workbook from its theme and its styles, each where there is one. */
export function paletteOf(theme: Node | undefined, styles: Node | undefined): Palette {
  const elements = theme?.children.find(({ name }) => name === 'themeElements');
  const written = childrenOf(elements, 'clrScheme').map(({ children: [colour] }) => {
    const { val = '', lastClr } = colour?.attributes ?? {};
    return (colour?.name === 'sysClr' ? (lastClr ?? '000000') : val).toUpperCase();
  });
  // The theme names dark before light; colours are counted the other way round (light 1 is 0).
  const [dark1, light1, dark2, light2, ...rest] = written;
  const own = childrenOf(
    styles?.children.find(({ name }) => name === 'colors'),
    'indexedColors',
  ).map(({ attributes }) => (attributes['rgb'] ?? '').slice(-6).toUpperCase());
  return {
    theme: rest.length < 8 ? OFFICE : ([light1, dark1, light2, dark2, ...rest] as string[]),
    indexed: own.length === 0 ? DEFAULT_INDEXED : own,
  };
}

/** The RGB of a colour element; null where it is automatic, or none that is known. */
export function colourOf(node: Node | undefined, palette: Palette): string | null {
  if (node === undefined) return null;
  const { rgb, theme, indexed, tint } = node.attributes;
  const plain =
    rgb !== undefined
      ? rgb.slice(-6).toUpperCase()
      : theme !== undefined
        ? palette.theme[Number(theme)]
        : indexed !== undefined
          ? palette.indexed[Number(indexed)]
          : undefined;
  if (plain === undefined || !/^[0-9A-F]{6}$/.test(plain)) return null;
  const share = Number(tint ?? 0);
  return share === 0 || Number.isNaN(share) ? plain : tinted(plain, share);
}

/** A colour lighter (above 0) or darker by a share of its lightness. ECMA-376 part 1, 18.8.19. */
function tinted(rgb: string, share: number): string {
  const [red, green, blue] = channels(rgb);
  const [high, low] = [Math.max(red, green, blue), Math.min(red, green, blue)];
  const lightness = (high + low) / 510;
  const target = share < 0 ? lightness * (1 + share) : lightness * (1 - share) + share;
  // Hue and saturation stay: each channel keeps its place between the lowest and the highest.
  const spreadOf = (at: number): number => 1 - Math.abs(2 * at - 1);
  const saturation = high === low ? 0 : (high - low) / 255 / spreadOf(lightness);
  const spread = saturation * spreadOf(target);
  return [red, green, blue]
    .map((value) => (high === low ? 0 : (value - low) / (high - low) - 0.5))
    .map((place) => Math.round(255 * Math.min(1, Math.max(0, target + place * spread))))
    .map((value) => value.toString(16).padStart(2, '0'))
    .join('')
    .toUpperCase();
}

/** Red, green and blue, 0 to 255. */
export function channels(rgb: string): readonly [number, number, number] {
  const at = (from: number): number => Number.parseInt(rgb.slice(from, from + 2), 16);
  return [at(0), at(2), at(4)];
}

/** Whether a colour is one that people read as red, amber or green. */
export function isTrafficLight(rgb: string): boolean {
  const [red, green, blue] = channels(rgb);
  const [high, low] = [Math.max(red, green, blue), Math.min(red, green, blue)];
  const spread = high - low;
  // Greys and pale washes say nothing.
  if (spread < 40) return false;
  const hue =
    high === red
      ? ((green - blue) / spread) * 60
      : high === green
        ? 120 + ((blue - red) / spread) * 60
        : 240 + ((red - green) / spread) * 60;
  return hue < 0 ? hue > -25 : hue <= 165;
}
