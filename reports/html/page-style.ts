import {
  type ColourScheme,
  darkPalette,
  onDark,
  palette,
  tonePalette,
} from '../../pipeline/core/council/colours.js';
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

/** Rows as cards in which short cells are side by side, and sentences go across. */
function cards(table: string): string {
  return `
${table},${table} tbody,${table} tbody th,${table} td{display:block;width:100%}
${table} thead,${table} colgroup{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
${table} tr{display:grid;grid-template-columns:repeat(auto-fill,minmax(6.25rem,1fr));border:1px solid var(--rule);margin-bottom:.6rem;padding-bottom:.25rem}
${table} tbody th{background:var(--shade);font-weight:bold;grid-column:1/-1;padding:.3rem .5rem;border:0;margin-bottom:.2rem}
${table} td{text-align:left;border:0;padding:.1rem .5rem}
${table} td.long{grid-column:1/-1}
${table} td::before{content:attr(data-column);display:block;font-size:.8rem;color:var(--quiet);line-height:1.3}
${table} td.long::before{content:attr(data-column) ": ";display:inline;font-size:.9rem}
${table} td.long>div{display:inline}
${table} td.drawn::before{display:none}
${table} td.number{white-space:normal}
${table} td .unseen{position:static;width:auto;height:auto;margin:0;clip-path:none;color:var(--quiet)}
${table} svg.small{width:100%;max-width:7.5rem}`;
}

/** Colours on a dark screen: what is drawn in the council's colour is made lighter, the head of a table keeps it. */
function dark({ brand }: ColourScheme): string {
  const ink = (colour: string): string => hash(onDark(colour));
  return `@media screen and (prefers-color-scheme:dark){
:root{color-scheme:dark;--paper:${hash(darkPalette.paper)};--ink:${hash(darkPalette.ink)};--shade:${hash(darkPalette.shade)};--rule:${hash(darkPalette.rule)};--quiet:${hash(darkPalette.quiet)};--grid:${hash(darkPalette.grid)};--brand:${ink(brand)};--link:${ink(palette.link)}}
.banner{color:${hash(palette.ink)}}
svg :not(.part)[fill="${hash(brand)}"]{fill:var(--brand)}
svg [stroke="${hash(brand)}"]{stroke:var(--brand)}
svg [fill="${hash(palette.quiet)}"]{fill:var(--quiet)}
svg .part{stroke:${hash(darkPalette.ink)}}
}`;
}

/** Where the reader's system chooses the colours: text, lines and the ends of bars in its colour of text. */
const FORCED = `@media (forced-colors:active){
header,.banner,thead th,.tag{border:1px solid CanvasText}
svg,svg text[fill]{fill:CanvasText}
svg .line,svg .zero,svg .target,svg .baseline,svg .mean,svg .limit,svg.small .line,svg [stroke]{stroke:CanvasText}
svg .grid{stroke:GrayText}
svg circle,svg.small .mark,svg rect.own{fill:CanvasText}
svg rect:not(.own){fill:Canvas;stroke:CanvasText}
}`;

/**
 * The page's look: one column of text, tables as wide as the window, cards in their place on a small screen, A4 on paper.
 * @param foot printed at the foot of every page
 */
export function pageStyle(foot: string, scheme: ColourScheme): string {
  const { brand } = scheme;
  return `
:root{color-scheme:light;--paper:#fff;--ink:${hash(palette.ink)};--shade:${hash(tonePalette.grey.fill)};--rule:${hash(palette.rule)};--quiet:${hash(palette.quiet)};--grid:${hash(palette.grid)};--brand:${hash(brand)};--link:${hash(palette.link)}}
*{box-sizing:border-box}
html{font:100%/1.5 Arial,Helvetica,"Liberation Sans",sans-serif;color:var(--ink);background:var(--paper);scroll-padding-top:1rem;-webkit-text-size-adjust:100%}
body{margin:0}
.inner{max-width:78rem;margin:0 auto;padding:0 1.5rem}
.skip{position:absolute;left:-999rem}
.skip:focus{left:1rem;top:1rem;z-index:1;padding:.75rem 1rem;background:var(--paper)}
.unseen,caption{position:absolute;width:1px;height:1px;margin:-1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
a{color:var(--link);text-underline-offset:.15em}
a:hover{text-decoration-thickness:.15em}
:focus-visible{outline:3px solid ${hash(palette.ink)};outline-offset:2px;box-shadow:0 0 0 6px #fd0}
header{background:${hash(brand)};color:#fff;padding:.75rem 0}
header p{margin:0;font-size:1.25rem;font-weight:bold}
.banner{background:${hash(tonePalette.amber.fill)};padding:.5rem 0;font-weight:bold}
.banner p{margin:0}
h1,h2,h3{line-height:1.2;color:var(--brand);text-wrap:balance}
h1{font-size:2rem;margin:0 0 1rem}
h2{font-size:1.6rem;margin:0 0 .75rem}
h3{font-size:1.2rem;margin:2rem 0 .75rem}
p,.list{max-width:48rem;margin:0 0 1rem}
.list li{margin-bottom:.4rem}
.lead{font-weight:bold}
.pack{margin:1.5rem 0 .5rem;color:var(--quiet)}
.marking{color:var(--quiet);font-size:.95rem}
nav{border-left:4px solid var(--brand);padding:.25rem 0 .25rem 1.25rem;margin:2rem 0}
nav h2{font-size:1.2rem;margin:0 0 .5rem}
nav ul{margin:0;padding:0;list-style:none;columns:2;column-gap:2rem}
nav li{padding:.2rem 0;break-inside:avoid}
section.sheet{border-top:1px solid var(--rule);margin-top:2.5rem;padding-top:1.5rem}
summary{cursor:pointer;color:var(--brand)}
summary h2,summary h3{display:inline}
details{margin:1.5rem 0}
section>details:first-child{margin-top:0}
details>:nth-child(2){margin-top:1rem}
.frame{overflow-x:auto;margin:0 0 1.5rem}
table{border-collapse:collapse;width:100%;line-height:1.4;position:relative}
th,td{padding:.5rem .65rem;text-align:left;vertical-align:top;border-bottom:1px solid var(--rule);overflow-wrap:break-word}
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
.side-by-side{display:grid;grid-template-columns:minmax(0,1fr);gap:0 3rem;align-items:start}
.side-by-side .charts{margin-top:0;gap:1.5rem 2rem}
@media (min-width:64rem){.side-by-side{grid-template-columns:minmax(0,1fr) minmax(0,1.7fr)}.side-by-side .charts{grid-template-columns:repeat(auto-fit,minmax(min(100%,18rem),1fr))}.side-by-side:has(figure:only-child){grid-template-columns:minmax(0,1fr) minmax(0,26rem)}.side-by-side h3:first-child{margin-top:0}}
figure{margin:0;max-width:26rem}
figcaption{font-weight:bold;margin-bottom:.75rem;text-wrap:balance}
svg{display:block;width:100%;height:auto;font:${TEXT}px Arial,Helvetica,"Liberation Sans",sans-serif;fill:var(--ink);overflow:visible}
svg .grid{stroke:var(--grid);stroke-width:1}
svg .line{fill:none;stroke-width:2.5;stroke-linejoin:round;stroke-linecap:round}
svg .target{stroke:var(--quiet);stroke-width:1.75;stroke-dasharray:6 4}
svg .mean,svg .limit{fill:none}
svg .mean{stroke:var(--quiet);stroke-width:1}
svg .limit{stroke:var(--quiet);stroke-width:1;stroke-dasharray:3 3}
svg .baseline{stroke:var(--quiet);stroke-width:1.75;stroke-dasharray:1.5 3.5}
svg.small{width:7.5rem;height:1.9rem;display:inline-block;vertical-align:middle}
svg.small .line{stroke:var(--brand);stroke-width:2}
svg.small .mark{fill:var(--brand)}
.quiet{color:var(--quiet)}
svg .zero{stroke:var(--ink);stroke-width:1}
footer{border-top:1px solid var(--rule);margin-top:3rem;padding:1.5rem 0 3rem}
footer p{margin:0 0 .5rem}
@media screen and (max-width:64rem){${cards('.many')}
}
@media screen and (max-width:48rem){
html{line-height:1.4}
.inner{padding:0 1rem}
header p{font-size:1.1rem}
h1{font-size:1.45rem;margin-bottom:.75rem}
h2{font-size:1.3rem}
h3{font-size:1.1rem;margin:1.25rem 0 .5rem}
p,.list{margin-bottom:.6rem}
.list{padding-left:1.25rem}
.list li{margin-bottom:.2rem}
nav ul{columns:1}
section.sheet{margin-top:1.5rem;padding-top:1rem}
.charts{gap:1.25rem;margin:1rem 0}
details{margin:.75rem 0}
.frame{overflow:visible;margin-bottom:1rem}
table:not(.cards) tbody th{min-width:6rem}
table:not(.cards) td{overflow-wrap:anywhere}
${cards('.cards')}
}
${dark(scheme)}
${FORCED}
@page{size:A4 landscape;margin:10mm 12mm 14mm;@bottom-left{content:${cssText(foot)};font:9pt Arial,sans-serif}@bottom-right{content:"Page " counter(page) " of " counter(pages);font:9pt Arial,sans-serif}}
@media print{
html{font-size:9.5pt}
*{print-color-adjust:exact;-webkit-print-color-adjust:exact}
.skip,nav,.screen{display:none}
.inner{max-width:none;padding:0}
header{padding:.15rem 0}
header p{font-size:10pt}
.banner{display:none}
header .inner,.banner .inner{padding:0 .75rem}
.pack{margin:.3rem 0 .1rem}
h1{font-size:14pt;margin:0 0 .3rem}
.tag{white-space:nowrap}
section.sheet{break-before:page;border:0;margin:0;padding:0}
section.wide{font-size:9pt}
section.wide table,section.page details,section.page table{break-inside:avoid}
section.page{font-size:9pt;line-height:1.25}
section.page h2{font-size:13pt;margin-bottom:.3rem}
section.page h3{font-size:10pt;margin:.45rem 0 .15rem}
section.page p,section.page .list{margin:0 0 .25rem}
section.page .list{padding-left:1.2em}
section.page li{margin-bottom:.05rem}
section.page table{line-height:1.2}
section.page th,section.page td{padding:.12rem .4rem}
section.page .frame{margin-bottom:.3rem}
section.page .links{display:none}
svg.small{width:5.6rem;height:1.4rem}
section.page .side-by-side{grid-template-columns:minmax(0,1fr) 16.8cm;gap:0 .6cm}
section.page .side-by-side .charts{grid-template-columns:8.2cm 8.2cm;gap:.25rem .4cm;margin:0}
section.page .side-by-side figcaption{margin-bottom:.15rem;font-size:9pt}
details::details-content{content-visibility:visible;block-size:auto}
@supports not selector(::details-content){details:not([open])>summary::after{content:" (folded: open it before you print)"}}
summary{list-style:none}
summary>span{display:none}
summary h2,summary h3{display:block}
details{margin:0}
h2,h3,summary,figcaption{break-after:avoid}
.lead{break-after:avoid}
thead{display:table-header-group;break-after:avoid}
tbody tr:first-child{break-before:avoid}
section.sheet table{break-inside:avoid}
tr,figure,li{break-inside:avoid}
.frame{overflow:visible}
th,td{padding:.25rem .5rem}
h3{margin:.8rem 0 .3rem}
p,.list,.frame{margin-bottom:.4rem}
.list li{margin-bottom:.1rem}
tbody th{min-width:0}
.charts{grid-template-columns:1fr 1fr 1fr;gap:1rem .4cm}
figure{max-width:8.4cm}
a{color:inherit}
p,.list{max-width:none}
footer{margin-top:1rem;padding:.75rem 0 0}
}
`;
}
