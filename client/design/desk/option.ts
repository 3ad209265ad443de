/** One choice of a Select, ComboBox or menu. */
export interface Option<Id extends string = string> {
  id: Id;
  name: string;
  /** Small words at the right edge. */
  detail?: string | undefined;
  /** More words that find it when typing. */
  alsoCalled?: string | undefined;
}
