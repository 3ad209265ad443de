/** A reason the server does not start that its operator can mend: shown as one line, without a stack. */
export class CannotStart extends Error {
  override name = 'CannotStart';
}
