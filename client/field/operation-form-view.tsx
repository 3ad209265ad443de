/**
 * Which form of an operation is open. In: the operation as it was when it was opened: what is being written stays, also when the operation
 * ends meanwhile; the server then says so, and nothing is lost [P-94].
 */
import type { FieldOperation } from '../../server/contract/field.ts';
import type { NegativeListItem } from '../../server/contract/negative-list.ts';
import { FindingForm } from './finding-form.tsx';
import type { OperationForm } from './operation-card.tsx';
import { AfterForm, SkipForm } from './operation-forms.tsx';
import type { Field } from './use-field.ts';

export function OperationFormView(props: {
  opened: { operation: FieldOperation; form: OperationForm };
  field: Field;
  categories: readonly NegativeListItem[];
  onClose: (told: string | null) => void;
}) {
  const { field, categories, onClose, opened } = props;
  const { form, operation } = opened;
  const shared = { field, operation, onClose };
  switch (form.name) {
    case 'skip':
      return <SkipForm {...shared} stop={form.stop} />;
    case 'after':
      return <AfterForm {...shared} finding={form.finding} text={form.text} />;
    case 'finding':
      return <FindingForm {...shared} stop={form.stop} categories={categories} />;
  }
}
