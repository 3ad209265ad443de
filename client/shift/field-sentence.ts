/** The server's sentence without the name of the field in front (`shifts[0].from：`): the form shows it beside the field. */
const PATH = /^[\w.[\]]+[：:]\s*/;

export function sentenceOf(sentence: string): string;
export function sentenceOf(sentence: string | undefined): string | undefined;
export function sentenceOf(sentence: string | undefined): string | undefined {
  return sentence?.replace(PATH, '');
}
