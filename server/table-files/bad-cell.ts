/** A text that cannot stand in its cell, and why; thrown while a sheet is read, told as a fault of that row. */
import type { Sentence } from '../http/refused.ts';

export class BadCell extends Error {
  readonly sentence: Sentence;

  constructor(sentence: Sentence) {
    super(sentence.en);
    this.sentence = sentence;
  }
}
