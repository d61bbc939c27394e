import { palette } from '../../pipeline/core/council/colours.js';

const hash = (colour: string): string => `#${colour}`;

/** One column of text; a definition's terms next to their words on a wide screen, above them on a small one; A4 on paper. */
export const referenceStyle = `
:root{color-scheme:light}
*{box-sizing:border-box}
html{font:100%/1.5 Arial,Helvetica,"Liberation Sans",sans-serif;color:${hash(palette.ink)};background:#fff;-webkit-text-size-adjust:100%}
body{max-width:64rem;margin:0 auto;padding:0 1.5rem 4rem}
.skip{position:absolute;left:-999rem}
.skip:focus{left:1rem;top:1rem;z-index:1;padding:.75rem 1rem;background:#fff}
h1,h2,h3{line-height:1.2}
h1{font-size:2.25rem;margin:2rem 0 1rem}
h2{font-size:1.6rem;margin:3rem 0 1rem}
h3{font-size:1.2rem;margin:2rem 0 .75rem}
a{color:${hash(palette.link)};text-underline-offset:.15em}
:focus-visible{outline:3px solid ${hash(palette.ink)};outline-offset:2px;box-shadow:0 0 0 6px #fd0}
nav ul{margin:0;padding-left:1.25rem;columns:2;column-gap:2rem}
nav li{break-inside:avoid}
article{border-top:1px solid ${hash(palette.rule)};break-inside:avoid}
dl{margin:0}
dl div{display:grid;grid-template-columns:minmax(8rem,12rem) 1fr;gap:0 1.5rem;padding:.3rem 0}
dt{font-weight:bold}
dd{margin:0;grid-column:2;overflow-wrap:anywhere}
summary{cursor:pointer;padding:.5rem 0}
pre{overflow-x:auto;padding:1rem;border:1px solid ${hash(palette.rule)};font-size:.85rem}
@media (max-width:40rem){dl div{display:block}nav ul{columns:1}}
@media print{@page{size:A4;margin:18mm}nav,.skip,details{display:none}body{padding:0}}
`;
