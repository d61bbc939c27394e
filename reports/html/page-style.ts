import { type ColourScheme, palette, tonePalette } from '../../pipeline/core/council/colours.js';
import { TEXT } from './charts/svg.js';

const hash = (colour: string): string => `#${colour}`;

/** Text as a CSS string: nothing in it can end the string or the style element. */
function cssText(text: string): string {
  const safe = text.replaceAll(/[^\p{L}\p{N} .,:;’()-]/gu, (character) => {
    return `\\${(character.codePointAt(0) ?? 0xfffd).toString(16)} `;
  });
  return `"${safe}"`;
}

const tones = Object.entries(tonePalette)
  .map(([tone, { fill, ink }]) => `.tag.${tone}{background:${hash(fill)};color:${hash(ink)}}`)
  .join('\n');

/**
 * The page's look: one column of text, tables as wide as the window, cards in their place on a small screen, A4 on paper.
 * @param foot printed at the foot of every page
 */
export function pageStyle(foot: string, { brand }: ColourScheme): string {
  return `
:root{color-scheme:light}
*{box-sizing:border-box}
html{font:100%/1.5 Arial,Helvetica,"Liberation Sans",sans-serif;color:${hash(palette.ink)};background:#fff;scroll-padding-top:1rem;-webkit-text-size-adjust:100%}
body{margin:0}
.inner{max-width:78rem;margin:0 auto;padding:0 1.5rem}
.skip{position:absolute;left:-999rem}
.skip:focus{left:1rem;top:1rem;z-index:1;padding:.75rem 1rem;background:#fff}
.unseen,caption{position:absolute;width:1px;height:1px;margin:-1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
a{color:${hash(palette.link)};text-underline-offset:.15em}
a:hover{text-decoration-thickness:.15em}
:focus-visible{outline:3px solid ${hash(palette.ink)};outline-offset:2px;box-shadow:0 0 0 6px #fd0}
header{background:${hash(brand)};color:#fff;padding:1rem 0}
header p{margin:0;font-size:1.25rem;font-weight:bold}
.banner{background:${hash(tonePalette.amber.fill)};padding:.6rem 0;font-weight:bold}
.banner p{margin:0}
h1,h2,h3{line-height:1.2;color:${hash(brand)};text-wrap:balance}
h1{font-size:2.25rem;margin:2rem 0 1rem}
h2{font-size:1.6rem;margin:0 0 .75rem}
h3{font-size:1.2rem;margin:2rem 0 .75rem}
p,.list{max-width:48rem;margin:0 0 1rem}
.list li{margin-bottom:.4rem}
.lead{font-weight:bold}
.marking{color:${hash(palette.quiet)};font-size:.95rem}
nav{border-left:4px solid ${hash(brand)};padding:.25rem 0 .25rem 1.25rem;margin:2rem 0}
nav h2{font-size:1.2rem;margin:0 0 .5rem}
nav ul{margin:0;padding:0;list-style:none;columns:2;column-gap:2rem}
nav li{padding:.2rem 0;break-inside:avoid}
section.sheet{border-top:1px solid ${hash(palette.rule)};margin-top:3rem;padding-top:2rem}
.frame{overflow-x:auto;margin:0 0 1.5rem}
table{border-collapse:collapse;width:100%;line-height:1.4;position:relative}
th,td{padding:.5rem .65rem;text-align:left;vertical-align:top;border-bottom:1px solid ${hash(palette.rule)};overflow-wrap:break-word}
thead th{background:${hash(brand)};color:#fff;vertical-align:bottom}
thead th a{color:#fff}
tbody th{font-weight:normal;min-width:12rem}
.number{text-align:right;font-variant-numeric:tabular-nums}
td.number{white-space:nowrap}
.centre{text-align:center}
td ul{margin:0;padding-left:1.1rem}
td li{margin-bottom:.25rem}
.tag{display:inline-block;padding:.1rem .6rem;text-align:center}
${tones}
abbr{text-decoration:none;cursor:help}
.note{font-size:.85em;white-space:nowrap}
.charts{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,20rem),1fr));gap:2rem 3rem;margin:1.5rem 0}
.columns{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,22rem),1fr));gap:0 3rem}
.columns h3{margin-top:1rem}
.beside{display:grid;grid-template-columns:minmax(0,1fr);gap:0 3rem;align-items:start}
.beside .charts{margin-top:0}
@media (min-width:64rem){.beside{grid-template-columns:minmax(0,1fr) minmax(0,1.25fr)}.beside h3:first-child{margin-top:0}}
figure{margin:0;max-width:26rem}
figcaption{font-weight:bold;margin-bottom:.75rem;text-wrap:balance}
svg{display:block;width:100%;height:auto;font:${TEXT}px Arial,Helvetica,"Liberation Sans",sans-serif;fill:${hash(palette.ink)};overflow:visible}
svg .grid{stroke:${hash(palette.grid)};stroke-width:1}
svg .line{fill:none;stroke-width:2.5;stroke-linejoin:round;stroke-linecap:round}
svg .target{stroke:${hash(palette.quiet)};stroke-width:1.75;stroke-dasharray:6 4}
svg .baseline{stroke:${hash(palette.quiet)};stroke-width:1.75;stroke-dasharray:1.5 3.5}
svg.small{width:7.5rem;height:1.9rem;display:inline-block;vertical-align:middle}
svg.small .line{stroke:${hash(brand)};stroke-width:2}
svg.small .mark{fill:${hash(brand)}}
.quiet{color:${hash(palette.quiet)}}
svg .zero{stroke:${hash(palette.ink)};stroke-width:1}
footer{border-top:1px solid ${hash(palette.rule)};margin-top:3rem;padding:1.5rem 0 3rem}
footer p{margin:0 0 .5rem}
@media screen and (max-width:48rem){
.inner{padding:0 1rem}
h1{font-size:1.6rem}
h2{font-size:1.35rem}
nav ul{columns:1}
.frame{overflow:visible}
.cards,.cards tbody,.cards tr,.cards tbody th,.cards td{display:block;width:100%}
.cards thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.cards tr{border:1px solid ${hash(palette.rule)};margin-bottom:1rem}
.cards tbody th{background:${hash(tonePalette.grey.fill)};font-weight:bold}
.cards td{text-align:left}
.cards tr>:last-child{border-bottom:0}
.cards td::before{content:attr(data-column);display:block;font-weight:bold;font-size:.9rem;color:${hash(palette.quiet)}}
.cards td.number{display:flex;justify-content:space-between;gap:1rem;white-space:normal}
.cards td.number>div{white-space:nowrap}
.cards td.number .unseen{position:static;width:auto;height:auto;margin:0;clip-path:none;color:${hash(palette.quiet)}}
table:not(.cards) tbody th{min-width:6rem}
table:not(.cards) td{overflow-wrap:anywhere}
}
@page{size:A4;margin:14mm 14mm 18mm;@bottom-left{content:${cssText(foot)};font:9pt Arial,sans-serif}@bottom-right{content:"Page " counter(page) " of " counter(pages);font:9pt Arial,sans-serif}}
@page wide{size:A4 landscape}
@media print{
html{font-size:10pt}
*{print-color-adjust:exact;-webkit-print-color-adjust:exact}
.skip,nav{display:none}
.inner{max-width:none;padding:0}
header .inner,.banner .inner{padding:0 .75rem}
h1{margin-top:1rem}
section.sheet{break-before:page;border:0;margin:0;padding:0}
section.wide{page:wide;font-size:9pt}
section.wide table{break-inside:avoid}
section.page.sheet{font-size:8pt;line-height:1.25}
section.page.sheet h2{font-size:13pt;margin-bottom:.3rem}
section.page.sheet h3{font-size:9.5pt;margin:.45rem 0 .15rem}
section.page.sheet p,section.page.sheet .list{margin:0 0 .25rem}
section.page.sheet .list{padding-left:1.2em}
section.page.sheet li{margin-bottom:.05rem}
section.page.sheet table{line-height:1.2}
section.page.sheet th,section.page.sheet td{padding:.12rem .4rem}
section.page.sheet .frame{margin-bottom:.3rem}
section.page .links{display:none}
section.page .beside{grid-template-columns:minmax(0,1fr)}
section.page .beside .charts{grid-template-columns:1fr 1fr 1fr;gap:.25rem 1.25rem;margin:.35rem 0 0}
section.page .beside figcaption{margin-bottom:.15rem;font-size:7.5pt}
section.page .beside figure:only-child{grid-column:1/3}
section.page .many th,section.page .many td{padding:.1rem .25rem;font-size:7pt}
h2,h3,figcaption{break-after:avoid}
thead{display:table-header-group}
tr,figure,li{break-inside:avoid}
.frame{overflow:visible}
th,td{padding:.25rem .5rem}
h3{margin-top:1.25rem}
tbody th{min-width:0}
.charts{grid-template-columns:1fr 1fr;gap:1.5rem 2.5rem}
figure{max-width:8.2cm}
a{color:inherit}
p,.list{max-width:none}
footer{margin-top:1rem;padding:.75rem 0 0}
}
`;
}
