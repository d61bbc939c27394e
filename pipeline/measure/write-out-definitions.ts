import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { contentOfYaml } from '../core/checked-yaml.js';
import { shippedFile } from '../core/root.js';
import { blockOf } from './definitions.js';
import { writeOut } from './written-out.js';

/* The last step of the build. */

function textsOf(folder: string, ending: string): string[] {
  return readdirSync(shippedFile('sql', folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith(ending))
    .sort()
    .map((file) => readFileSync(path.join(shippedFile('sql', folder), file), 'utf8'));
}

const blocks = textsOf('measures', '.sql').flatMap((text) => blockOf(text)?.yaml ?? []);
const topics = textsOf('published', '.yaml');
const contents = [...blocks, ...topics].map((text) => [text, contentOfYaml(text)] as const);
// What isn't YAML is named with its line by the command that reads it.
writeOut(new Map(contents.filter(([, content]) => content !== undefined)));
