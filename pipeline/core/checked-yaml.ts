import {
  type Document,
  isAlias,
  isMap,
  isNode,
  isPair,
  LineCounter,
  parseDocument,
  visit,
} from 'yaml';
import type { z } from 'zod';
import { QuarterlyError } from './errors.js';

/** One thing wrong in a YAML file. */
interface Fault {
  readonly line: number;
  readonly message: string;
}

/**
 * Reads a YAML text against a schema, all of it at once.
 * @param file the name to use in messages
 * @param known what the schema makes of a text, where that was worked out before
 * @returns what the schema makes of it
 * @throws QuarterlyError `configuration` that lists every fault with its line: what is wrong, and what would be right.
 */
export function checkedYaml<S extends z.ZodType>(
  text: string,
  file: string,
  schema: S,
  known: (text: string) => unknown = () => undefined,
): z.output<S> {
  const before = known(text);
  if (before !== undefined) return before as z.output<S>;
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true });
  const syntax = document.errors.map((error) => ({
    line: lines.linePos(error.pos[0]).line,
    message: `${firstLine(error.message)}.`,
  }));
  if (syntax.length > 0) throw faults(file, syntax);
  const result = schema.safeParse(plainContent(document, lines, file));
  if (result.success) return result.data;
  throw faults(
    file,
    result.error.issues.map((issue) => ({
      line: lineOf(document, lines, issue),
      message: issueWords(issue),
    })),
  );
}

/** More uses of one alias than these are no settings: each may hold others, and a few lines become more than the memory takes. */
const MOST_ALIASES = 100;

/** What the file says, its aliases put in; a file of a few lines that says more than any settings do is refused. */
function plainContent(document: Document, lines: LineCounter, file: string): unknown {
  try {
    return document.toJS({ maxAliasCount: MOST_ALIASES }) as unknown;
  } catch (error) {
    if (!(error instanceof ReferenceError)) throw error;
    let offset = 0;
    visit(document, {
      Alias: (_key, node) => {
        offset = node.range?.[0] ?? 0;
      },
    });
    const { line } = lines.linePos(offset);
    throw faults(file, [
      { line, message: 'aliases (*) repeat more than settings need; write the values out.' },
    ]);
  }
}

function firstLine(message: string): string {
  return (message.split('\n')[0] ?? '')
    .replace(/ at line \d+, column \d+:?$/, '')
    .replace(/\.$/, '');
}

function faults(file: string, found: readonly Fault[]): QuarterlyError {
  const sorted = [...found].sort((a, b) => a.line - b.line);
  const list = sorted.map((fault) => `  ${file}:${fault.line}: ${fault.message}`).join('\n');
  const count = sorted.length === 1 ? 'One thing is' : `${sorted.length} things are`;
  return new QuarterlyError('configuration', `${count} wrong in ${file}:\n${list}`, {
    fix: `Fix ${sorted.length === 1 ? 'that line' : 'those lines'} of ${file} and run again.`,
    place: { file, line: sorted[0]?.line ?? 1 },
  });
}

/** The line of the key that an issue is about, or of the nearest thing above it that stands in the file. */
function lineOf(document: Document, lines: LineCounter, issue: z.core.$ZodIssue): number {
  const path = [
    ...issue.path,
    ...(issue.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : []),
  ];
  for (let length = path.length; length > 0; length--) {
    const offset = offsetOf(document, path.slice(0, length));
    if (offset !== undefined) return lines.linePos(offset).line;
  }
  return 1;
}

function offsetOf(document: Document, path: readonly PropertyKey[]): number | undefined {
  const parent = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true);
  const last = path.at(-1);
  if (isMap(parent)) {
    const pair = parent.items.find((item) => isPair(item) && String(item.key) === String(last));
    return isNode(pair?.key) ? pair.key.range?.[0] : undefined;
  }
  const node = document.getIn(path, true);
  return isNode(node) && !isAlias(node) ? node.range?.[0] : undefined;
}

/** A schema's complaint as a sentence that says what would be right. */
function issueWords(issue: z.core.$ZodIssue): string {
  const name = issue.path.length === 0 ? 'the file' : `"${issue.path.map(String).join('.')}"`;
  switch (issue.code) {
    case 'unrecognized_keys':
      return `${issue.keys.map((key) => `"${key}"`).join(', ')} ${issue.keys.length === 1 ? 'is' : 'are'} not known here${issue.path.length === 0 ? '' : ` (under ${name})`}; check the spelling, or remove it.`;
    case 'invalid_type':
      return issue.message.includes('undefined')
        ? `${name} is missing; give ${article(issue.expected)}.`
        : `${name} should be ${article(issue.expected)}.`;
    case 'invalid_value':
      return `${name} should be ${issue.values.length === 1 ? '' : 'one of '}${issue.values.map((value) => `"${String(value)}"`).join(', ')}.`;
    default:
      return `${name}: ${issue.message.replace(/\.$/, '')}.`;
  }
}

function article(expected: string): string {
  if (expected === 'object' || expected === 'record') return 'a block of keys and values';
  if (expected === 'string') return 'a text';
  if (expected === 'boolean') return 'true or false';
  return expected === 'array' ? 'a list' : `a ${expected}`;
}
