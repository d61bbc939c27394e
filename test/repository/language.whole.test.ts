import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../../pipeline/core/root.js';
import { codeIn } from './imports-of.js';

/**
 * What people read is plain British English (see .github/CONTRIBUTING.md). Words that a native writer of guidance wouldn't use, each with
 * what to say in its place.
 */
const WORDS: readonly (readonly [RegExp, string])[] = [
  [/\bst(?:ands?|ood)\b(?! (?:for|by|out)\b)/i, 'is'],
  [/\b(?:tells|told|tell|telling)\b/i, 'says, reported, shows'],
  [/\bwhoever\b/i, 'anyone who'],
  [/\bbesides?\b/i, 'next to, as well as'],
  [/\banew\b/i, 'again'],
  [/(?<!seen-)(?<!\b(?:seen|lives?|living|left) )\balone\b/i, 'only'],
  [/\ball the same\b/i, 'anyway, still'],
  [/\bmend(?:s|ed|ing)?\b/i, 'fix'],
  [/\bwanting\b/i, 'missing'],
  [/\b(?:held|hold|holds) against\b/i, 'compared with'],
  [/\b(?:lies|lie) in\b/i, 'is in'],
];
const LONGEST_SENTENCE = 30;

/** Files whose texts people read: the code, what SQL says of its measures, strategies, and every README and notes. */
const FOLDERS = ['pipeline', 'sources', 'reports'];
/** Names of changes that were; what renamed words meant; and the licence. */
const HISTORY = new Set(['CHANGELOG.md', '.github/CONTRIBUTING.md']);

interface Text {
  readonly where: string;
  readonly text: string;
}

function filesIn(folders: readonly string[], endings: RegExp): string[] {
  return folders.flatMap((folder) =>
    readdirSync(path.join(projectRoot, folder), { recursive: true, encoding: 'utf8' })
      .map((file) => path.posix.join(folder, file.replaceAll('\\', '/')))
      .filter((file) => endings.test(file))
      .sort(),
  );
}

function read(file: string): string {
  return readFileSync(path.join(projectRoot, file), 'utf8');
}

/** Strings of a file that hold a sentence or part of one: two words or more. Imports, SQL and markup aren't read by people. */
function stringsOf(file: string): Text[] {
  const tree = ts.createSourceFile(file, read(file), ts.ScriptTarget.Latest, true);
  const found: Text[] = [];
  const add = (node: ts.Node, text: string): void => {
    if (!/[A-Za-z]{2,} [A-Za-z]{2,}/.test(text) || isCode(text)) return;
    const { line } = tree.getLineAndCharacterOfPosition(node.getStart());
    found.push({ where: `${file}:${line + 1}`, text });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return;
    if (ts.isStringLiteralLike(node)) add(node, node.text);
    else if (ts.isTemplateExpression(node)) {
      add(node, [node.head.text, ...node.templateSpans.map((span) => span.literal.text)].join('…'));
      node.templateSpans.forEach((span) => {
        visit(span.expression);
      });
      return;
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
}

function isCode(text: string): boolean {
  return (
    /\b(select|insert into|create (temporary )?table|update|delete from|pragma|vacuum)\b [^.]*\b(from|set|as|values|into|where|table)\b/is.test(
      text,
    ) || /^\s*(<|[.:#]?[\w-]+\s*\{)/.test(text)
  );
}

/** The block of a measure, a comment of SQL that says what readers see of it. */
function blockOf(file: string): Text[] {
  const block = /^\/\*([\s\S]*?)\*\//.exec(read(file));
  return (block?.[1] ?? '')
    .split('\n')
    .flatMap((text, index) =>
      text.trim() === '' ? [] : [{ where: `${file}:${index + 1}`, text }],
    );
}

function linesOf(file: string): Text[] {
  return read(file)
    .split('\n')
    .map((text, index) => ({ where: `${file}:${index + 1}`, text }));
}

/** Paragraphs and items of a Markdown file. Code, tables and headings hold no sentences of a length that matters. */
function paragraphsOf(file: string): Text[] {
  const found: Text[] = [];
  let fenced = false;
  let open = false;
  linesOf(file).forEach(({ where, text }) => {
    if (text.trimStart().startsWith('```')) fenced = !fenced;
    const last = found.at(-1);
    if (fenced || /^( {4}|\||#|```|\s*$)/.test(text)) open = false;
    else if (open && last !== undefined && !/^\s*([-*]|\d+\.) /.test(text)) {
      found[found.length - 1] = { where: last.where, text: `${last.text} ${text.trim()}` };
    } else {
      found.push({ where, text: text.replace(/^\s*([-*]|\d+\.) /, '') });
      open = true;
    }
  });
  return found;
}

function withoutCode({ where, text }: Text): Text {
  return { where, text: text.replaceAll(/`[^`]*`/g, '…') };
}

function sentencesOf(text: string): string[] {
  return text
    .split(/(?<=[.!?:;]["”*)]*)\s+|\n+/)
    .map((each) => each.trim())
    .filter((each) => each !== '');
}

/** Words for the code to look up: no capital, no mark. */
function isList(text: string): boolean {
  return /^[a-z ]+$/.test(text);
}

function oldWords(texts: readonly Text[]): string[] {
  return texts.flatMap(({ where, text }) =>
    WORDS.flatMap(([word, plain]) => {
      const hit = word.exec(text);
      const near = hit === null ? '' : text.slice(Math.max(0, hit.index - 60), hit.index + 60);
      return hit === null ? [] : [`${where}: “${hit[0]}” (say: ${plain}) in “${near.trim()}”`];
    }),
  );
}

function longSentences(texts: readonly Text[]): string[] {
  return texts.flatMap(({ where, text }) =>
    sentencesOf(text)
      .filter((sentence) => sentence.split(/\s+/).length > LONGEST_SENTENCE)
      .filter((sentence) => !isList(sentence))
      .map((sentence) => `${where}: ${sentence}`),
  );
}

const strings = codeIn(...FOLDERS).flatMap(stringsOf);
const guides = ['README.md', ...filesIn([...FOLDERS, 'sql', 'test', '.github'], /\.md$/)].filter(
  (file) => !HISTORY.has(file),
);
const measures = filesIn(['sql'], /\.sql$/).flatMap(blockOf);
const settings = filesIn(['sources', 'reports', 'sql'], /\.ya?ml$/).flatMap(linesOf);

describe('What people read', () => {
  it('in messages, help, mails and packs uses plain words', () => {
    expect(oldWords(strings)).toEqual([]);
  });

  it('in messages, help, mails and packs has sentences of at most thirty words', () => {
    expect(longSentences(strings)).toEqual([]);
  });

  it('of measures and strategies uses plain words', () => {
    expect(oldWords([...measures, ...settings])).toEqual([]);
  });

  it('in each README uses plain words and sentences of at most thirty words', () => {
    const texts = guides.flatMap(paragraphsOf);
    expect(oldWords(guides.flatMap(linesOf).map(withoutCode))).toEqual([]);
    expect(longSentences(texts)).toEqual([]);
  });
});
