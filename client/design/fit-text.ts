/**
 * Shortens a text in the middle to a number of ems: place names tell most at their beginning and at their end.
 * A hanzi or full-width sign is one em wide, everything else is counted as 0.58 em (the widest digit of the font).
 */
const WIDE = /[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\u3000-\u303f]/;
const NARROW_EM = 0.58;

function widthEm(character: string): number {
  return WIDE.test(character) ? 1 : NARROW_EM;
}

/** Width of a text in ems, rather a little too much than too little. */
export function textEms(text: string): number {
  return [...text].reduce((sum, character) => sum + widthEm(character), 0);
}

export function fitText(text: string, ems: number): string {
  if (textEms(text) <= ems) return text;
  const characters = [...text];
  const room = Math.max(2, ems - 1);
  let head = 0;
  let tail = 0;
  let used = 0;
  for (;;) {
    const fromHead = head <= tail;
    const next = fromHead ? characters[head]! : characters[characters.length - 1 - tail]!;
    if (used + widthEm(next) > room) break;
    used += widthEm(next);
    if (fromHead) head++;
    else tail++;
  }
  return `${characters.slice(0, head).join('')}…${characters.slice(characters.length - tail).join('')}`;
}
