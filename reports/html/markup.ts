/** Text inside HTML, in an element or an attribute; control characters, which no page may hold, are replaced. */
export function escaped(text: string): string {
  return (
    text
      .replaceAll('\r\n', '\n')
      // eslint-disable-next-line no-control-regex -- these are what HTML forbids
      .replaceAll(/[\u0000-\u0008\u000B-\u001F\u007F-\u009F\uFFFE\uFFFF]|\p{Surrogate}/gu, '\uFFFD')
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;')
  );
}

/** A name as an anchor: "Part B1 Schools and learning" as `part-b1-schools-and-learning`. */
export function anchor(name: string): string {
  return name
    .normalize('NFD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
}

const NOTE = /\[note (\d+)\]/g;

/** Escaped text in which each `[note 1]` leads to its note. */
export function withNotes(text: string): string {
  return escaped(text).replaceAll(NOTE, '<a class="note" href="#note-$1">[note $1]</a>');
}

/** Text without its note markers, for labels and captions. */
export function withoutNotes(text: string): string {
  return text.replaceAll(/ ?\[note \d+\]/g, '');
}
