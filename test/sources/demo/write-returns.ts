import { writeDemoReturns } from '../../../sources/demo/demo.js';

// Run as a process of its own, so that a test can give it another time zone.
const folder = process.argv[2];
if (folder === undefined) throw new Error('Name the folder to write to.');
await writeDemoReturns(folder);
