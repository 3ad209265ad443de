/**
 * What of the tab 行动 stands in the address: the view and filters of the list, the operation that is looked at, and for a new plan what it
 * is for. `operation=new` writes one; with `kind`, `zone`, `cadence` and `period` it is one that is due (the calendar), with
 * `part` and `squad` the editor says where one is.
 */
import { writeValues } from '../desk-frame/use-address-values.ts';

export const NEW = 'new';

/** `show`: `plan` also of an operation that is under way, `signs` for its stops, `report` for what came of it. */
export const USUAL_OPERATIONS = {
  ...{ view: 'month', 'of-zone': '', 'of-kind': '', 'of-state': '' },
  ...{ operation: '', show: '' },
  ...{ kind: '', zone: '', cadence: '', period: '' },
} as const satisfies Record<string, string>;
export type OperationsAddress = Readonly<Record<keyof typeof USUAL_OPERATIONS, string>>;

/** Of one operation or of the list; choices of the list stay in the address. */
export function operationHref(values: { operation: string; show?: string }): string {
  const gone = { show: '', kind: '', zone: '', cadence: '', period: '', part: '', squad: '' };
  const usual = { operation: '', ...gone };
  return writeValues(window.location.search, { ...gone, ...values }, usual) || '?';
}
